"""Records of evidence: the data behind `milepost export` (schema milepost.evidence/1)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from milepost.result.model import Status  # noqa: TC001 - msgspec looks it up

HEAD = "0003"
"""Version of a store's schema: the newest migration in `migrations/versions`."""


class Kind(StrEnum):
    """What a record is evidence of."""

    VERIFICATION = "verification"
    """Milepost has looked."""
    SIGNATURE = "signature"
    """A person has signed a checklist item off."""
    OVERRIDE = "override"
    """A person lets a milestone count without its checks."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One check, as it was carried out."""

    place: str
    """`step 2`, `testing`, `checklist 3` or `prerequisite`."""
    line: int
    """1-based line in the guide as it was."""
    reads_as: str
    status: Status
    seen: str | None = None
    """What was there, secrets masked, at most 2,000 characters."""
    reason: str | None = None


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    """Which folder a workspace is, so that another is not taken for it."""

    path: str
    """Where it lies, links resolved."""
    folder: str
    """`device:inode`: it stays the same when the folder is moved."""
    root: str | None = None
    """The first commit of its repository, which all clones of it share; None without one."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody states of a milestone, before a store has put it into its chain."""

    kind: Kind
    roadmap: str
    """The roadmap's name."""
    milestone: str
    """Path of the guide, relative to the roadmap's root, with `/`."""
    number: str | None
    name: str
    item: str = ""
    """For a signature: digest of the item's text."""
    who: str
    status: Status
    """`passed` for a signature and an override."""
    reason: str | None = None
    guide: str
    """SHA-256 of the guide's bytes."""
    checks: str
    """SHA-256 of what the checks depend on; rewording prose leaves it as it is."""
    commit: str | None = None
    """Commit of the workspace; None where it is no repository."""
    changed: bool | None = None
    """Whether the workspace had changes that the commit lacks."""
    tools: dict[str, str] = {}
    """Program -> what it says of its version, or where it lies."""
    seen: tuple[Seen, ...] = ()
    milepost: str
    """Version of Milepost."""
    template: str | UnsetType = UNSET
    """SHA-256 of the template that the guide was read by."""
    workspace: Workspace | UnsetType = UNSET
    instead_of: str | UnsetType = UNSET
    """Digest of the checks under which it failed before they were changed to these."""
    known_issues: tuple[str, ...] | UnsetType = UNSET
    """Symptoms of the guide's known issues that match what failed, best first."""
    doubts: tuple[str, ...] | UnsetType = UNSET
    """What could not be ruled out when it was verified, a sentence each."""
    renamed_from: str | UnsetType = UNSET
    """The guide's path in earlier records, which are evidence of this milestone too."""


class Record(Statement, frozen=True, kw_only=True):
    """A statement in its place in a chain."""

    schema: str = "milepost.evidence/1"
    at: str
    """UTC, ISO 8601 with microseconds; never before the record that it follows."""
    clock: str | UnsetType = UNSET
    """What the clock said, where that was well before the record that it follows: one of the two
    times is wrong, and `at` is that of the record before."""
    chain: str
    """The chain's name: one for each person, roadmap and store."""
    position: int
    """Place in the chain, from 1."""
    previous: str
    """Digest of the record before it; empty for the first."""


class Kept(msgspec.Struct, frozen=True):
    """A record as a store holds it."""

    record: Record
    digest: str
    imported: bool = False
    """It was not made here, but came with an import."""
    intact: bool = True
    """Whether the record still has its digest, and its row says the same as it."""
    passed_first: str | None = None
    """When its subject was first passed; None where it never was."""


class Merged(NamedTuple):
    """What came of records that were brought to a store."""

    added: int
    known: int
    """Those that were there already."""
    refused: int = 0
    """Those of chains that are gone on with in this store, which it has never written."""


class Chain(msgspec.Struct, frozen=True):
    """A chain of records in a store."""

    id: str
    roadmap: str
    who: str
    fault: str | None
    """What is wrong with its end, in words."""


class Latest(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the newest record of a subject says, as far as it decides how a milestone stands.

    Derived from the records, so that a whole team's state is read without reading them.
    """

    digest: str
    """Of the newest record."""
    milestone: str
    kind: Kind
    item: str
    at: str
    status: Status
    guide: str
    template: str | None
    checks: str
    root: str | None
    """The first commit of the workspace's repository; None where it is in none, or not known."""
    changed_after_failure: bool
    """Whether the milestone had failed under other checks than these."""
    unsigned: tuple[str, ...]
    """For each sign-off that was open, the digest of its words."""
    stuck: str | None
    """The first check that did not hold, with its place; None where all did."""
    since: str | None
    """When the first of the newest records was made that are all stuck there."""
    passed_first: str | None
    """When the subject was first passed; None where it never was."""
    intact: bool
    """Whether the record was as it was written."""
    imported: bool = False
    """Whether it came with an import."""


class Person(msgspec.Struct, frozen=True):
    """One person's evidence in short."""

    who: str
    latest: tuple[Latest, ...]
    fault: str | None
    """What is wrong with it, in words."""


class State(StrEnum):
    """How a milestone stands for one person."""

    LOCKED = "locked"
    """A milestone that it needs is not done."""
    READY = "ready"
    IN_PROGRESS = "in progress"
    """Verified without a failure, and something is still open: a sign-off, or a missing tool."""
    FAILING = "failing"
    DONE = "done"
    STALE = "stale"
    """What its checks depend on has changed since it was verified."""
    UNAPPROVED = "unapproved"
    """Verified against checks that are not the committed ones."""
    OVERRIDDEN = "overridden"
    TAMPERED = "tampered"
    """Its evidence is not as it was written."""


COUNTS_AS_DONE = frozenset({State.DONE, State.OVERRIDDEN})
"""States that unlock what needs the milestone."""
