"""Texts that a sentence quotes from its author's machine, where a reader sees others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import OutputContains, OutputLine, OutputMatches
from milepost.reading.own_machine import Example
from milepost.reading.own_values import without_own_values
from milepost.reading.stand_ins import has_placeholder
from milepost.reading.unfit import why_of_own
from milepost.reading.volatile import volatile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Check, Mask

_OWN = "it is another on each machine, or each time"
_OF_PROGRAMS: frozenset[Mask] = frozenset({"progress", "count", "columns"})
"""What looks volatile and is mostly a part of a message."""


def why_own(checks: Sequence[Check], ran: str, guide: bytes) -> str | None:
    """Why the output of `ran` holds another text on a reader's machine; None where it does not.

    What the guide itself names before, in `guide`, is nobody's own.
    """
    texts = [text for check in checks if (text := _text(check)) is not None]
    if not texts:
        return None
    known = guide.decode("utf-8", "replace")
    for text in texts:
        if text in known:
            continue
        if has_placeholder(text) or without_own_values(text, known) != text:
            return "what stands in it is the reader's own"
        if set(volatile(text, known)) - _OF_PROGRAMS:
            return _OWN
        why = why_of_own(Example(text, ran.replace("\\\n", " "), known, guide, similar=False))
        if why is not None:
            return why
    return None


def _text(check: Check) -> str | None:
    """The text that a check wants to see word for word."""
    if getattr(check, "negated", False):
        return None
    if isinstance(check, OutputContains | OutputLine):
        return check.text
    if isinstance(check, OutputMatches) and check.mode == "exact":
        return check.expected
    return None
