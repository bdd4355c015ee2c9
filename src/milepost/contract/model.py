"""A contract: what a template demands of a guide.

It is derived from the template by reading it (`milepost.contract.derive`); nothing about the
default template stands in code but the roles of its sections.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from milepost.document.document import Document
    from milepost.text.span import Span


class Role(StrEnum):
    """What a section does in the product, whatever its heading says."""

    OVERVIEW = "overview"
    PREREQUISITES = "prerequisites"
    OBJECTIVES = "objectives"
    CONCEPTS = "concepts"
    STEPS = "steps"
    STEP = "step"
    TESTING = "testing"
    ISSUES = "issues"
    CHECKLIST = "checklist"
    NEXT = "next"
    RESOURCES = "resources"
    CLEANUP = "cleanup"
    OTHER = "other"


class Element(StrEnum):
    """A kind of content that a section can demand."""

    PROSE = "prose"
    LIST = "list"
    TASKS = "tasks"
    TABLE = "table"
    CODE = "code"
    LABEL = "label"


class Demand(msgspec.Struct, frozen=True):
    """One piece of content that a section must hold."""

    element: Element
    """The kind of content."""
    label: str | None = None
    """For a label: its words, such as `Expected Outcome`."""
    header: tuple[str, ...] = ()
    """For a table: the texts of its header cells, in order."""
    placeholder: str = ""
    """The template's placeholder text at that place; shown as advice."""
    optional: bool = False
    """True where the template says so by `<!-- milepost: optional -->`."""


class Hole(StrEnum):
    """What a placeholder in a heading stands for."""

    TEXT = "text"
    NUMBER = "number"


class HeadingPattern(msgspec.Struct, frozen=True, dict=True):
    """A heading's text with holes: literal pieces and `Hole`s, in order."""

    pieces: tuple[str | Hole, ...]
    """Literal text and holes. `Step 1: [Step Name]` is `("Step ", NUMBER, ": ", TEXT)`."""

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Matches a heading's whole text; groups `number` and `text` hold the first hole each."""
        seen: set[Hole] = set()
        parts: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Hole):
                body = r"\d+(?:\.\d+)*" if piece is Hole.NUMBER else r".+?"
                parts.append(f"(?:{body})" if piece in seen else f"(?P<{piece.value}>{body})")
                seen.add(piece)
            else:
                parts.append(re.sub(r"(?:\\ )+", r"\\s+", re.escape(piece)))
        return re.compile(r"\s*" + "".join(parts) + r"\s*", re.IGNORECASE)

    @cached_property
    def words(self) -> list[str] | None:
        """Those of a heading without a hole, in lower case; None where `expression` must judge.

        Most sections have a fixed heading, and to compile one's expression takes longer than to
        read a guide's section.
        """
        text = "".join(self.pieces)
        return text.lower().split() if self.is_literal and text.isascii() else None

    @property
    def is_literal(self) -> bool:
        """True if there is no hole."""
        return not any(isinstance(piece, Hole) for piece in self.pieces)

    def fill(self, number: str, text: str) -> str:
        """The heading with its holes filled in."""
        values = {Hole.NUMBER: number, Hole.TEXT: text}
        return "".join(values[p] if isinstance(p, Hole) else p for p in self.pieces)


class SectionContract(msgspec.Struct, frozen=True):
    """A section that the template has, and what it demands."""

    pattern: HeadingPattern
    """The heading."""
    level: int
    """Heading level, 1 to 6."""
    role: Role
    """What the product does with it."""
    span: Span
    """The heading in the template."""
    demands: tuple[Demand, ...] = ()
    """Content directly below the heading, in order."""
    sections: tuple[SectionContract, ...] = ()
    """Sections below it, in order."""
    repeated: bool = False
    """One pattern for several sibling sections, numbered from 1."""
    optional: bool = False
    aliases: tuple[str, ...] = ()
    """Other headings that the template accepts, from `<!-- milepost: aliases="…" -->`."""

    @property
    def name(self) -> str:
        """The heading's text as the template has it, holes as `N` and `…`."""
        return self.pattern.fill("N", "…")


class Contract(msgspec.Struct, frozen=True):
    """All that a template demands."""

    template: Document
    """The template it was derived from."""
    title: SectionContract | None
    """The one heading of level 1, or None where the template has none."""
    sections: tuple[SectionContract, ...]
    """The sections below the title, in order."""
    placeholders: frozenset[str]
    """The template's own placeholder texts, normalised by `milepost.contract.placeholder`."""
    labels: tuple[str, ...] = ()
    """Every label that any section demands, as the template writes it."""
    examples: frozenset[str] = frozenset()
    """The contents of the template's own code blocks."""
    language: str = "en"
    """The language of guides that state none, by its tag."""

    def by_role(self, role: Role) -> SectionContract | None:
        """The first section with this role, at any depth."""
        queue = list(self.sections)
        while queue:
            section = queue.pop(0)
            if section.role is role:
                return section
            queue.extend(section.sections)
        return None
