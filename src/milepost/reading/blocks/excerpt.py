"""Text in a shell fence that is no command: "From `man grep`", "run `make` and it will print:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import SHELL
from milepost.reading.phrase import phrase
from milepost.reading.programs import all_commands

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "an excerpt"
PRINTED = "what a command in the sentence prints"

_FROM = phrase(
    r"^(?:(?:here is |this is )?(?:an |a )?(?:excerpt|extract|quote|part|portion|snippet) )?(?:from|of) "
    r"(?:the )?(?:manual |man page |help )?(?:of |for )?{code}(?: (?:man(?:ual)? )?page| manual| help)?:?\.?$"
)
_PRINTS_HELP = re.compile(r"^(?:man|info|help) \S|(?: --help| -h| help)$")

_WILL_PRINT = phrase(
    r"\b(?:run|execute|type|call)\b[^\n]*{code}[^\n]*(?:\band\b|,)[^\n]*\b(?:will|should) (?:then )?"
    r"(?:print|output|display|show|return) (?:this|the following)(?: (?:message|output|text|result|line)s?)?:$"
)


def read(context: BlockContext) -> BlockReading | None:
    """Shown, where a shell fence without prompts is what a manual or a command says."""
    if context.language not in SHELL or not context.lead_has_code:
        return None
    said = context.lead[-1]
    named = [part.text for part in said.explicit]
    if len(named) == 1 and _PRINTS_HELP.search(named[0]) and _FROM.search(said.skeleton):
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code)
    if _WILL_PRINT.search(said.skeleton) and not all_commands(context.code):
        return BlockReading(context.block, Kind.SHOWN, PRINTED, code=context.code)
    return None
