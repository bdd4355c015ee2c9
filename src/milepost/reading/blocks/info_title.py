"""A path in the info string: ```` ```js title="src/app.js" ````."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import Kind
from milepost.reading.blocks.elision import ELISION_NOTE
from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import could_be_path, is_file

if TYPE_CHECKING:
    import re

    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "info string"
LANGUAGES: frozenset[str] | None = None


class Says(Protocol):
    """What a language has for this reading."""

    EXAMPLE: re.Pattern[str]
    """The end of a sentence that an example follows."""


def read(context: BlockContext) -> BlockReading | None:
    """A file or a patch where the info string names a path."""
    if context.bare:
        return None
    attribute = context.info.path
    if attribute is None or attribute.value is None:
        return None
    path = attribute.value.strip()
    if not is_file(path) and ("/" not in path or not could_be_path(path) or path.endswith("/")):
        return None
    reading = file_reading(context, path, NAME)
    if ELISION_NOTE in reading.notes and _is_example(context):
        note = f"an example of what `{path}` may hold"
        return replace(reading, kind=Kind.SHOWN, code=context.code, notes=(note,))
    return reading


def _is_example(context: BlockContext) -> bool:
    """Whether the sentence before a block ends as one does that an example follows."""
    says: Says = context.phrases.info_title
    return bool(context.lead) and says.EXAMPLE.search(context.lead[-1].text) is not None
