"""A path in the info string: ```` ```js title="src/app.js" ````."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import could_be_path, is_file

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "info string"
LANGUAGES: frozenset[str] | None = None


def read(context: BlockContext) -> BlockReading | None:
    """A file or a patch where the info string names a path."""
    if context.bare:
        return None
    attribute = context.info.path
    if attribute is None or attribute.value is None:
        return None
    path = attribute.value.strip()
    if is_file(path) or ("/" in path and could_be_path(path) and not path.endswith("/")):
        return file_reading(context, path, NAME)
    return None
