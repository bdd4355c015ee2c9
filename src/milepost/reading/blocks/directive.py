"""A directive above the block says what it is; the author's word comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.directive_keys import SYSTEMS, first_fault
from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks import foreign

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "directive"
LANGUAGES: frozenset[str] | None = None


def read(context: BlockContext) -> BlockReading | None:
    """`shown`, `output`, `skip="why"` and `os=` decide; other keys leave the kind open."""
    if context.bare:
        return None
    if context.flag("shown"):
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code)
    if context.flag("output"):
        target = context.previous_executed
        return BlockReading(
            context.block,
            Kind.OUTPUT,
            NAME,
            code=context.code,
            options=context.options,
            output_of=target,
            notes=() if target is not None else ("no block before it prints anything",),
        )
    return None


def fault(context: BlockContext) -> str | None:
    """What is wrong with the directives above the block; None if nothing is."""
    block = context.block
    for unread in block.unread:
        return f"{unread.message}. {unread.remedy}"
    if not block.directives:
        return None
    found = first_fault(tuple(entry for one in block.directives for entry in one.entries))
    return f"{found.message}. {found.remedy}" if found is not None else None


def skip_reason(context: BlockContext) -> str | None:
    """Why the author does not want the block carried out here; None if nothing says so."""
    if context.bare:
        return foreign.skip_reason(context)
    if context.flag("skip"):
        return context.directive("skip") or "the guide says so"
    wanted = context.directive("os")
    if wanted is not None:
        systems = {SYSTEMS.get(w.strip().lower(), w.strip()) for w in wanted.split(",")}
        if context.settings.os not in systems:
            return f"it is for {wanted}"
    return foreign.skip_reason(context)
