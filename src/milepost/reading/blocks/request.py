"""An `http` fence: a request that is sent, or the response to the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.placeholders import fill
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "language"
LANGUAGES: frozenset[str] | None = frozenset({"http", "rest"})

_REQUEST = re.compile(r"^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+(?: HTTP/[\d.]+)?\s*$")
_RESPONSE = re.compile(r"^HTTP/[\d.]+ \d{3}\b")


def read(context: BlockContext) -> BlockReading | None:
    """A request by its first line; a response is output of the request before it."""
    first = next((line for line in context.code.split("\n") if line.strip()), "")
    if _RESPONSE.match(first):
        target = context.previous_executed
        if target is not None and context.before[target].kind is Kind.REQUEST:
            return BlockReading(
                context.block,
                Kind.OUTPUT,
                NAME,
                code=context.code,
                options=context.options,
                output_of=target,
            )
        return None
    if not _REQUEST.match(first):
        return None
    filled = fill(context.code, context.settings.values, command=True)
    return BlockReading(
        context.block,
        Kind.REQUEST,
        NAME,
        code=filled.text,
        options=context.options,
        unset=filled.unset,
    )
