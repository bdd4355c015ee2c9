"""What a rule is: a code, a name, its documentation, and a function that looks.

One rule is one file below `rules/<category>/`, named after the pattern that it finds. It defines
`RULE = Rule(...)`; `rules/registry.py` lists them in order, and nothing is registered by import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone
    from milepost.reading.base import MilestoneReading
    from milepost.text.diagnostic import Fix, Severity
    from milepost.text.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before its place is turned into line and column."""

    span: Span
    message: str
    remedy: str
    fix: Fix | None = None
    severity: Severity | None = None
    """Where it differs from the rule's own."""
    path: str | None = None
    """For a rule over the roadmap: the guide that it is about."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may know of the world outside the text; gathered and handed in by `app`."""

    files: Mapping[str, bool] = field(default_factory=dict)
    """Path relative to the roadmap's root -> whether it exists (True also for a folder)."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Path of a Markdown file relative to the roadmap's root -> its anchors."""


@dataclass(slots=True)
class Guide:
    """One guide, as a rule sees it."""

    milestone: Milestone
    contract: Contract
    facts: Facts
    reading: Callable[[], MilestoneReading]
    """Reads it, once, when a rule asks: it is not cheap."""


GuideCheck = Callable[[Guide], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that `check` looks for."""

    code: str
    """`MP203`: MP and three digits; the hundreds are the category's."""
    name: str
    """The pattern that it finds, in kebab case: `unfilled-placeholder`."""
    severity: Severity
    summary: str
    """One sentence: what it finds."""
    why: str
    """Why that is bad for the person who holds the guide."""
    bad: str
    """A short example that has the fault."""
    good: str
    """The same without it."""
    check: GuideCheck | None = None
    """Looks at one guide; None for a rule that looks at the roadmap only."""
    fixable: str = ""
    """`safe`, `unsafe`, or empty where there is no fix."""
