"""What a rule is: a code, a name, its documentation, and a function that looks.

One rule is one file below `rules/<category>/`, named after the pattern that it finds. It defines
`RULE = Rule(...)`; `rules/registry.py` lists them in order, and nothing is registered by import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from milepost.text.span import Position, Span  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from milepost.rules.guide import Guide
    from milepost.text.diagnostic import Fix, Severity


class Finding(msgspec.Struct, frozen=True, eq=False):
    """What a rule found in a guide, before its place is turned into line and column."""

    span: Span
    message: str
    remedy: str
    fix: Fix | None = None
    severity: Severity | None = None
    """Where it differs from the rule's own."""


class Facts(msgspec.Struct, frozen=True, eq=False):
    """What rules may know of the world outside the text; gathered and handed in by `app`.

    Paths are as `rules.targets` makes them: the guide's own path with a link's destination applied.
    """

    files: Mapping[str, bool] = {}
    """Path -> whether it exists (True also for a folder)."""
    anchors: Mapping[str, frozenset[str]] = {}
    """Path of a Markdown file -> its anchors."""
    names: Mapping[str, tuple[str, ...]] = {}
    """Path of a folder in which something was not found -> the names that are in it."""
    concept_guides: tuple[str, ...] = ()
    """Paths of the Markdown files in the folders of concept guides that belong to this guide."""


class Place(msgspec.Struct, frozen=True):
    """A place in a guide that is no longer at hand."""

    span: Span
    start: Position
    end: Position
    line: str
    """Text of the line on which it starts."""


class Reference(msgspec.Struct, frozen=True, eq=False):
    """A link from one guide to another file."""

    target: str
    """The file's path, made from the guide's."""
    place: Place


class Summary(msgspec.Struct, frozen=True, eq=False):
    """What is kept of a guide for the rules over the whole roadmap; small, for there are many."""

    path: str
    number: str | None
    name: str
    title: Place
    """The title, or the guide's first line."""
    prerequisites: tuple[Reference, ...] = ()
    """Links of its Prerequisites to Markdown files."""
    next: tuple[Reference, ...] = ()
    """Links of its Next Steps to Markdown files."""
    concepts: tuple[Reference, ...] = ()
    """Links of its Key Concepts to Markdown files, with `#section` where they name one."""
    mentions: tuple[Reference, ...] = ()
    """The like of what it builds on: not in Key Concepts, Next Steps and Resources."""
    linked: frozenset[str] = frozenset()
    """Paths of all Markdown files to which it links."""
    concept_guides: tuple[str, ...] = ()
    """Paths of the concept guides that lie beside it; see `Facts`."""
    coverage: tuple[int, int] | None = None
    """(outcomes that hold a check, all that are not merely implied); None where not asked for."""


class RoadmapFinding(msgspec.Struct, frozen=True, eq=False):
    """What a rule found between guides."""

    path: str
    place: Place
    message: str
    remedy: str
    severity: Severity | None = None


GuideCheck: TypeAlias = "Callable[[Guide], Iterator[Finding]]"
RoadmapCheck: TypeAlias = Callable[[tuple[Summary, ...]], Iterator[RoadmapFinding]]


class Rule(msgspec.Struct, frozen=True, eq=False):
    """One thing that `check` looks for."""

    code: str
    """`MP203`: MP and three digits; the first is the category's."""
    name: str
    """The pattern that it finds, in kebab case: `unfilled-placeholder`."""
    severity: Severity
    summary: str
    """One sentence: what it finds."""
    why: str
    """Why that is bad for the person who holds the guide."""
    bad: str
    """A short example that has the fault; of a rule that needs no guide, words."""
    good: str
    """The same without it."""
    check: GuideCheck | None = None
    """Looks at one guide."""
    check_roadmap: RoadmapCheck | None = None
    """Looks at all guides of a roadmap together."""
    fixable: Literal["", "safe", "unsafe"] = ""
    """Whether it offers a fix, and of which safety."""
    fix_note: str = ""
    """What the fix does, and why it is safe or not."""

    @property
    def category(self) -> str:
        """What the rule is about, by the first digit of its code."""
        return CATEGORIES[self.code[2]]


CATEGORIES = {
    "0": "files",
    "1": "structure",
    "2": "content",
    "3": "steps",
    "4": "links",
    "5": "roadmap",
    "6": "directives",
}
"""Category by the first digit of a rule's code; also the folder that the rule is in."""
