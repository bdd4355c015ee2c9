"""Text in a shell fence that is no command: "From `man grep`", "run `make` and it will print:"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import SHELL
from milepost.reading.outcomes.file_fence import told
from milepost.reading.programs import all_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase

NAME = "an excerpt"
LANGUAGES: frozenset[str] | None = SHELL
CONTENT = "what a file holds"
PRINTED = "what a command in the sentence prints"


class Says(Protocol):
    """What a language has for this reading."""

    FROM: Phrase
    WILL_PRINT: Phrase


_PRINTS_HELP = re.compile(r"^(?:man|info|help) \S|(?: --help| -h| help)$")


def read(context: BlockContext) -> BlockReading | None:
    """Shown, where a shell fence without prompts is what a manual or a command says."""
    if not context.lead_has_code:
        return None
    says: Says = context.phrases.excerpt
    said = context.lead[-1]
    named = [part.text for part in said.explicit]
    if len(named) == 1 and _PRINTS_HELP.search(named[0]) and says.FROM.search(said.skeleton):
        return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code)
    if told(said, context.phrases) is not None:
        return BlockReading(context.block, Kind.SHOWN, CONTENT, code=context.code)
    if says.WILL_PRINT.search(said.skeleton) and not all_commands(context.code):
        return BlockReading(context.block, Kind.SHOWN, PRINTED, code=context.code)
    return None
