"""Files that a transcript shows with `cat` and that nothing before it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

_SHOWS = re.compile(r"^(?:cat|head|tail|less|more)(?: -\S+)* (?P<path>[\w.-]+(?:/[\w.-]+)*)$")
_NAME = re.compile(r"[\w-]+\.\w+")
_BRINGS = re.compile(
    r"\b(?:clone|checkout|switch|pull|curl|wget|unzip|tar|cpio|rsync|scp|cp -\w*[rRa]|init|create|"
    r"new|install|generate|startproject|startapp|build|make|export|restore|source|\.?/[\w./-]+\.sh|"
    r"python3?|node|npx|npm|go run|cargo)\b"
)
"""Commands after which files may be there that no block names."""


def noted(context: BlockContext, reading: BlockReading) -> BlockReading:
    """The transcript, with a note for each file that its reader cannot have."""
    notes = [
        f"nothing before it makes `{path}`, which is shown here"
        for path in _missing(context, reading)
    ]
    return replace(reading, notes=(*reading.notes, *notes)) if notes else reading


def _missing(context: BlockContext, reading: BlockReading) -> Iterator[str]:
    if not any(c.expected and _SHOWS.match(c.text) for c in reading.commands):
        return
    before = "\n".join(context.seen.codes)
    for command in reading.commands:
        found = _SHOWS.match(command.text) if command.expected and not command.status else None
        if _BRINGS.search(before):
            return
        if found is not None and not _named(found["path"], before):
            yield found["path"]
        before += "\n" + command.text


def _named(path: str, before: str) -> bool:
    """Whether what stands before names the file, or one that its name is formed from."""
    name = path.rsplit("/", 1)[-1]
    return name in before or any(word in name for word in _NAME.findall(before))
