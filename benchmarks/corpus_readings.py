"""How the guides of a corpus were read: sections, and the share of explicit sentences.

A sentence is *explicit* if its own source holds a code span, quoted text, a URL or a number, or
if it announces a fence. Where a link leads and the numbers of lists and steps do not count. Of
these, a machine could check most; the share that Milepost reads is measured here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.app.milestones import load_milestones
from milepost.app.project import load_project
from milepost.reading.read import ReadSettings
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from milepost.milestone.check import Check
    from milepost.milestone.model import Milestone
    from milepost.reading.base import (
        BlockReading,
        MilestoneReading,
        OutcomeReading,
        StepReading,
    )

ROLES = {
    "overview": "overview",
    "objectives": "objectives",
    "prerequisites": "prerequisites",
    "key_concepts": "concepts",
    "steps": "steps",
    "testing": "testing",
    "issues": "issues",
    "checklist": "checklist",
    "next_steps": "next",
    "resources": "resources",
    "cleanup": "cleanup",
}
"""The index's name of a kind of section -> Milepost's role."""

_LINK = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s*)?")
_NAMED = re.compile(r"`[^`]+`|\"[^\"\n]+\"|“[^”]+”|https?://")
_NUMBER = re.compile(
    r"(?<![\w.:/-])(?<!step )(?<!Step )(?<!ilestone )\d+(?:\.\d+)*(?![\w:/])%?"
)  # fmt: skip


@dataclass
class Readings:
    """Counts over a corpus."""

    guides: int = 0
    faults: list[str] = field(default_factory=list)
    """Guides that could not be read, each with what was said of it."""
    sections: Counter[str] = field(default_factory=Counter)
    """Sections that the index names, by kind."""
    recognised: Counter[str] = field(default_factory=Counter)
    """Of these, the ones whose heading has that role for Milepost."""
    explicit: Counter[str] = field(default_factory=Counter)
    """Explicit sentences and checklist items: `read`, `manual` or `implied`."""
    vague: Counter[str] = field(default_factory=Counter)
    """The other ones."""

    @property
    def share(self) -> float:
        """Share of the explicit sentences that are read; what is implied is left out."""
        total = self.explicit["read"] + self.explicit["manual"]
        return self.explicit["read"] / total if total else 0.0

    def lines(self) -> Iterator[str]:
        """What is printed of them."""
        yield f"parsed without fault: {self.guides - len(self.faults)} of {self.guides}"
        yield from (f"  {fault}" for fault in self.faults)
        if self.sections:
            named = sum(self.sections.values())
            yield f"sections recognised: {sum(self.recognised.values())} of {named}"
            each = (f"{kind} {self.recognised[kind]}/{n}" for kind, n in self.sections.items())
            yield "  " + ", ".join(sorted(each))
        for name, counts in (("explicit", self.explicit), ("other", self.vague)):
            yield (
                f"{name} sentences: {counts['read']} read, {counts['manual']} manual, "
                f"{counts['implied']} implied"
            )
        yield f"share of explicit sentences read: {self.share:.3f}"


def is_explicit(source: str, *, announces: bool = False) -> bool:
    """Whether a sentence, as written, holds something that can be looked for."""
    said = _LINK.sub("]", _BOX.sub("", source))
    return announces or bool(_NAMED.search(said) or _NUMBER.search(said))


def read_corpus(
    folder: Path, paths: Sequence[str], sections: Mapping[str, Mapping[str, Sequence[str]]]
) -> Readings:
    """Read all guides; `sections` holds, for a path, the headings that are known, by kind."""
    counts = Readings()
    project = load_project(folder)
    for path in paths:
        counts.guides += 1
        try:
            guide = load_milestones(project, [str(folder / path)], ReadSettings())[0]
        except MilepostError as error:
            counts.faults.append(f"{path}: {error}")
            continue
        _count_sections(guide.milestone, sections.get(path, {}), counts)
        for explicit, state in _sentences(guide.milestone, guide.reading):
            (counts.explicit if explicit else counts.vague)[state] += 1
    return counts


def _count_sections(
    milestone: Milestone, known: Mapping[str, Sequence[str]], counts: Readings
) -> None:
    source = milestone.document.source
    found = {
        (role.value, source.slice(section.heading.span).strip())
        for role, section in milestone.sections
        if section.heading is not None
    }
    for kind, headings in known.items():
        if kind in ROLES:
            counts.sections[kind] += len(headings)
            counts.recognised[kind] += sum((ROLES[kind], one) in found for one in headings)


def _sentences(milestone: Milestone, reading: MilestoneReading) -> Iterator[tuple[bool, str]]:
    """Of every outcome and checklist item: whether it is explicit, and how it was read."""
    text = milestone.document.source
    parts = [*reading.steps, *filter(None, (reading.testing, reading.cleanup))]
    for step in parts:
        for outcome in step.outcomes:
            source = text.slice(outcome.span)
            explicit = is_explicit(source, announces=_announces(outcome, step))
            yield explicit, _state(outcome.checks, implied=outcome.implied)
    for item in reading.checklist:
        yield is_explicit(text.slice(item.item.span)), _state(item.checks)


def _state(checks: Sequence[Check], *, implied: bool = False) -> str:
    return "implied" if implied else "read" if checks else "manual"


def _announces(outcome: OutcomeReading, step: StepReading) -> bool:
    """Whether a sentence has a fence of its own: it was read as one, or leads one in."""
    read = "fence" in outcome.why or any("fence" in one for one in outcome.unread)
    return read or any(
        _leads(outcome, block) for block in step.blocks[outcome.after : outcome.after + 1]
    )


def _leads(outcome: OutcomeReading, block: BlockReading) -> bool:
    """Whether the paragraph before a block that is only shown ends with this sentence."""
    lead = block.block.lead
    return not block.executed and lead is not None and abs(lead.span.end - outcome.span.end) <= 2
