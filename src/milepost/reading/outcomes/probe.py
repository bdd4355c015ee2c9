"""Whether a command that prose names can be carried out just to see what it prints."""

from __future__ import annotations

from functools import lru_cache

from milepost.reading.blocks.context import Seen
from milepost.reading.blocks.services import service
from milepost.reading.outcomes.marks import is_call, is_command
from milepost.reading.silent import starts_dialogue

_SERVES = "`{}` keeps running, so it is no check that ends"
_ASKS = "`{}` waits for what a person types"


@lru_cache(maxsize=256)
def why_no_probe(command: str) -> str | None:
    """Why a command cannot be a check: it serves, or has a dialogue; None where it can."""
    if service(command, Seen(), elsewhere=True) is not None:
        return _SERVES.format(command)
    return _ASKS.format(command) if starts_dialogue(command) else None


def is_probe(command: str, *, told: bool = True) -> bool:
    """Whether a command can be a check; `told` where the sentence says that it runs."""
    runs = is_call(command) if told else is_command(command)
    return runs and why_no_probe(command) is None
