"""Everything else: for reading, and always with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import FOREIGN, PLAIN

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

_WINDOWS = re.compile(r"^(?:PS(?: [A-Z]:[^>\n]*)?>|[A-Z]:\\[^>\n]*>)", re.MULTILINE)
_REPL = re.compile(r"^(?:>>> |In \[\d+\]: |irb\(|iex\(|sqlite> |mysql> |\w+=# )", re.MULTILINE)


def read(context: BlockContext) -> BlockReading:
    """Shown, with why."""
    language = context.language
    if not context.block.node.fenced:
        why = "indented code is for reading only; a fence says what it is"
    elif language in FOREIGN or _WINDOWS.search(context.code[:500]):
        why = "for another shell"
    elif _REPL.search(context.code[:2000]):
        why = "an interactive session"
    elif language in PLAIN:
        why = "no language and no prompts" if not language else f"`{language}` without a role"
    else:
        why = "no path is known for it"
    return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
