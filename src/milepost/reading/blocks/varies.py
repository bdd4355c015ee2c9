"""A sentence right after an example of output that says what of it differs on other machines.

The example is then compared as similar, with what differs masked. Where the sentence speaks of
something of which no mask is known, nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks import announced
from milepost.reading.masks import ALL
from milepost.reading.phrase import bits_of
from milepost.reading.sentence import sentences

if TYPE_CHECKING:
    from milepost.milestone.check import Mask
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase

_LOOKS_AT = 2
"""Sentences of the paragraph that may still speak of the example."""
_STRICT = ("exact", "contains")


class Says(Protocol):
    """What a language has for such sentences."""

    DIFFERS: tuple[Phrase, ...]
    """Something, `what`, differs from reader to reader."""
    ALL_OF_IT: Phrase
    """In `what`: it is the whole output."""


def softened(context: BlockContext, reading: BlockReading) -> BlockReading:
    """An output or a transcript, compared as the paragraph after it says."""
    if reading.kind not in (Kind.OUTPUT, Kind.TRANSCRIPT) or reading.options.match not in _STRICT:
        return reading
    if context.after is None or context.directive("match") is not None:
        return reading
    masks = _masks(context)
    if not masks:
        return reading
    shown = ", ".join(mask for mask in masks if mask != "columns")
    return replace(
        reading,
        options=replace(reading.options, match="similar", masks=masks),
        notes=(*reading.notes, f"compared as similar, as the sentence after it says: {shown}"),
    )


def _masks(context: BlockContext) -> tuple[Mask, ...]:
    says: Says = context.phrases.varies
    after = context.after
    assert after is not None
    has = bits_of(after.text)
    if not any(has & pattern.bits for pattern in says.DIFFERS):
        return ()
    for sentence in sentences(after.inlines, context.phrases)[:_LOOKS_AT]:
        for pattern in says.DIFFERS:
            found = pattern.search(sentence.skeleton)
            if found is None:
                continue
            what = found["what"]
            if says.ALL_OF_IT.search(what):
                return ALL
            return announced.masks_for(what, context.phrases)
    return ()
