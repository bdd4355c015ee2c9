"""A path in the info string: ```` ```js title="src/app.js" ````."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import Kind
from milepost.reading.blocks.elision import ELISION_NOTE
from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import could_be_path, is_file

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "info string"

_EXAMPLE = re.compile(r"\b(?:e\.g\.|for (?:example|instance)|such as)[,:]?$", re.IGNORECASE)


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
    if ELISION_NOTE in reading.notes and context.lead and _EXAMPLE.search(context.lead[-1].text):
        note = f"an example of what `{path}` may hold"
        return replace(reading, kind=Kind.SHOWN, code=context.code, notes=(note,))
    return reading
