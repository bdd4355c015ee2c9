"""Packages that commands install: of npm and its like, and of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.reading.base import BlockReading

_INSTALL = re.compile(
    r"(?:(?:npm|pnpm|bun) (?:install|i|add)|yarn add|(?:python3? -m |uv )?pip3? install|uv add|"
    r"poetry add) (?P<rest>.+)$"
)
_NAME = re.compile(
    r"^['\"]?(?P<name>(?:@[\w.-]+/)?[A-Za-z][\w.-]*)(?:\[[\w,]+\])?(?:[@=~^<>!].*)?['\"]?$"
)


def installed_by(blocks: Iterable[BlockReading]) -> tuple[str, ...]:
    """Names of the packages that the commands of blocks install, in order."""
    return tuple(dict.fromkeys(_names(blocks)))


def _names(blocks: Iterable[BlockReading]) -> Iterator[str]:
    for block in blocks:
        if not block.executed:
            continue
        for command in simple_commands(block.code):
            found = _INSTALL.match(command)
            for word in found["rest"].split() if found else ():
                name = _NAME.match(word)
                if name is not None and "/" not in name["name"].removeprefix("@").partition("/")[2]:
                    yield name["name"]
