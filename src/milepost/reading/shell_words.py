"""Words of commands: what programs a line starts, without a grammar; fast and for hints only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEREDOC = re.compile(r"(?<!<)<<-?\s*(\\?[\"']?)([A-Za-z_]\w*)[\"']?")
_SEPARATOR = re.compile(r"\s*(?:&&|\|\||;|\||&(?!&))\s*")
_ASSIGNMENT = re.compile(r"^(?:[A-Za-z_]\w*=\S*\s+)+")
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_COMMENT = re.compile(r"(?:^|\s)#.*$")


def code_lines(code: str) -> Iterator[tuple[int, str]]:
    """Lines that are commands, with their 0-based number: no here-document's text, no comment."""
    end: str | None = None
    for number, line in enumerate(code.split("\n")):
        if end is not None:
            if line.strip() == end:
                end = None
            continue
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        heredoc = _HEREDOC.search(line)
        if heredoc:
            end = heredoc[2]
        yield number, line


def without_quotes(code: str) -> str:
    """Code with quoted text left out, so that what stands in it parts no commands."""
    return _QUOTED.sub("''", code)


@lru_cache(maxsize=256)
def simple_commands(code: str) -> tuple[str, ...]:
    """Simple commands as they stand between separators; assignments before them left out."""
    return tuple(_simple_commands(code))


def _simple_commands(code: str) -> Iterator[str]:
    for _, line in code_lines(code):
        for part in _SEPARATOR.split(_COMMENT.sub("", line).strip()):
            command = _ASSIGNMENT.sub("", part.strip())
            if command:
                yield command
