"""What is said about a place in a source, and the edits that put it right."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from milepost.text.span import Position, Span  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from milepost.text.source import Source


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The guide is wrong; the exit status says so."""
    WARNING = "warning"
    """Probably wrong; changes the exit status only under `--strict`."""
    HINT = "hint"
    """Could be better."""


class Safety(StrEnum):
    """Whether a fix may be applied without a look at it."""

    SAFE = "safe"
    """The guide means the same, or what was plainly intended."""
    UNSAFE = "unsafe"
    """The meaning may change; applied only when asked for."""


class Edit(msgspec.Struct, frozen=True):
    """One replacement in a source."""

    span: Span
    """The bytes replaced; empty for an insertion."""
    replacement: str
    """The text put in their place; empty for a deletion."""


class Fix(msgspec.Struct, frozen=True):
    """Edits that together put a finding right."""

    message: str
    """What the fix does, as an imperative sentence without a full stop."""
    edits: tuple[Edit, ...]
    """Applied all or none; they do not overlap."""
    safety: Safety = Safety.SAFE
    """Whether it is applied unasked."""


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding about one place of one file."""

    path: str
    """The file, as the source names it."""
    span: Span
    """The bytes it is about."""
    start: Position
    """Position of the span's first character."""
    end: Position
    """Position after the span's last character."""
    code: str
    """The rule's code, such as `MP203`."""
    rule: str
    """The rule's name, such as `unfilled-placeholder`."""
    severity: Severity
    """How much it matters."""
    message: str
    """What is wrong, in one line."""
    remedy: str
    """What to do about it, in one line."""
    fix: Fix | None = None
    """Edits that put it right, where they are known."""
    source_line: str | None = None
    """Text of the line on which the span starts."""

    @classmethod
    def at(
        cls,
        source: Source,
        span: Span,
        *,
        code: str,
        rule: str,
        severity: Severity,
        message: str,
        remedy: str,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding about a span of a source, with its positions resolved."""
        start = source.index.position(span.start)
        return cls(
            source.path,
            span,
            start,
            source.index.position(span.end),
            code,
            rule,
            severity,
            message,
            remedy,
            fix,
            source.index.line_text(start.line),
        )


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By place, then by code, then as their rule found them; for the diagnostics of one file."""
    return sorted(diagnostics, key=lambda d: (d.span.start, d.code, d.span.end))


class OverlappingEdits(ValueError):  # noqa: N818 - the field's word is the name
    """Two edits change the same bytes."""

    def __init__(self, first: Edit, second: Edit) -> None:
        super().__init__(f"edits overlap at byte {second.span.start}")
        self.first = first
        self.second = second


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with every edit made; each byte outside the edits' spans stays as it is.

    The order of the edits does not matter, except that insertions at one place keep theirs and go
    before a replacement that starts there. Raises OverlappingEdits if two edits change the same
    bytes, ValueError if one lies outside the data or cuts a character.
    """
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    pieces: list[bytes] = []
    done = 0
    previous: Edit | None = None
    for edit in ordered:
        _check_boundary(data, edit.span)
        if edit.span.start < done and previous is not None:
            raise OverlappingEdits(previous, edit)
        pieces += (data[done : edit.span.start], edit.replacement.encode())
        done = edit.span.end
        previous = edit
    pieces.append(data[done:])
    return b"".join(pieces)


def choose_fixes(fixes: Sequence[Fix]) -> tuple[list[Fix], list[Fix]]:
    """Split fixes into those that can be applied together and those left for another round.

    Earlier places win; of fixes at one place, the earlier in the sequence. Fixes that only touch
    (two insertions at one place) are not applied together either, since their order would matter.
    """
    chosen: list[Fix] = []
    left: list[Fix] = []
    taken: list[Span] = []
    for fix in sorted(fixes, key=_first_offset):
        spans = [edit.span for edit in fix.edits]
        if any(_collide(span, other) for span in spans for other in taken):
            left.append(fix)
        else:
            chosen.append(fix)
            taken += spans
    return chosen, left


def _first_offset(fix: Fix) -> int:
    return min((edit.span.start for edit in fix.edits), default=0)


def _collide(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one.start == other.start


def _check_boundary(data: bytes, span: Span) -> None:
    if not 0 <= span.start <= span.end <= len(data):
        raise ValueError(f"edit {span.start}..{span.end} outside 0..{len(data)}")
    for offset in (span.start, span.end):
        if offset < len(data) and data[offset] & 0xC0 == 0x80:
            raise ValueError(f"edit cuts the character at byte {offset}")
