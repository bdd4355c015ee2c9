"""The programs that a guide's commands call by their name, where PATH alone decides what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import Kind
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.reading.base import BlockReading

_BRINGS = re.compile(
    r"\b(?:activate|venv|virtualenv|conda|mamba|micromamba|pyenv|mise|asdf|alias|nix|pipenv|poetry|uv|"
    r"python-is-python3|update-alternatives|PATH=|ln -s)\b"
)
"""Commands after which a name may lead to another program than on the reader's machine."""


def programs_called(blocks: Iterable[BlockReading]) -> Iterator[str]:
    """First words of commands that are carried out, each once, up to one that brings programs."""
    seen: set[str] = set()
    for block in blocks:
        if not block.executed or block.kind not in (Kind.COMMAND, Kind.TRANSCRIPT):
            continue
        if _BRINGS.search(block.code):
            return
        for command in simple_commands(block.code):
            word = command.split()[0]
            if word not in seen:
                seen.add(word)
                yield word
