"""A first line that is only a comment naming a path: `// src/app.js`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.blocks.context import CONSOLE, FOREIGN, PLAIN, SHELL
from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import is_file
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "first line"
LANGUAGES: frozenset[str] | None = None

_COMMENT = re.compile(
    r"^\s*(?://|#|--|;|%|/\*+|<!--|\{/\*|\(\*)\s*(?:(?:file(?:name)?|path)\s*:\s*)?"
    r"`?(?P<path>[\w.@/+\[\]()-]+)`?(?:\s*\((?:new|new file)\))?\s*(?:\*/\}?|-->|\*\))?\s*$",
    re.IGNORECASE,
)
_BEGINNINGS = ("//", "#", "--", ";", "%", "/*", "<!--", "{/*", "(*")
"""How these comments begin."""
_SCRIPTS = (".sh", ".bash", ".zsh")


def read(context: BlockContext) -> BlockReading | None:
    """A file where the block's first line names it."""
    if not context.code.lstrip().startswith(_BEGINNINGS):
        return None
    first = context.code.split("\n", 1)[0]
    found = _COMMENT.match(first) if len(first) < 200 else None
    if found is None or not is_file(found["path"]) or "\n" not in context.code:
        return None
    path = found["path"]
    language = context.language
    if language in CONSOLE or language in FOREIGN:
        return None
    if language in SHELL or language in PLAIN:
        # In a shell block such a line may as well say what the commands below are about.
        script = path.endswith(_SCRIPTS) and language in SHELL
        if not script or "$ " in context.code[:400] or f"chmod +x {path}" in context.code:
            return None
    return file_reading(context, path, NAME)
