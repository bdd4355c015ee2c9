"""What all readings of a file share: elisions, placeholders, patch or file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.elision import ELISION_NOTE, elided_lines
from milepost.reading.blocks.placeholders import fill

if TYPE_CHECKING:
    from milepost.reading.base import Options
    from milepost.reading.blocks.context import BlockContext

CLOSED = (".json", ".html", ".htm", ".xml", ".svg", ".ipynb")
"""Endings of files that nothing can be added to after their end."""
LED_NOTE = "`...` at its edge stands for what the file holds"


def file_reading(
    context: BlockContext,
    path: str,
    why: str,
    options: Options | None = None,
    code: str = "",
    *,
    part: bool = False,
) -> BlockReading:
    """The block as a file at `path`, or as a patch of it where it is a diff.

    `part` says that the sentence before it tells of a change to a file, not of a whole one.
    """
    text = (code or context.code) + "\n"
    options = options or context.options
    if context.language in ("diff", "patch"):
        return BlockReading(context.block, Kind.PATCH, why, code=text, path=path, options=options)
    filled = fill(text, context.settings.values)
    notes = [f"`{name}` is written as it stands" for name in filled.literal]
    text = filled.text
    part = part or options.append or options.prepend or _is_part(context, path, text)
    elided = elided_lines(text, context.language, path, part=part)
    if elided and (added := _beyond_edge(text, elided, options)) is not None:
        text = added
        notes.append(LED_NOTE)
    elif elided:
        notes.append(ELISION_NOTE)
    return BlockReading(
        context.block,
        Kind.TEST if context.testing else Kind.FILE,
        why,
        code=text,
        path=path,
        options=options,
        notes=tuple(notes),
    )


def _is_part(context: BlockContext, path: str, code: str) -> bool:
    """Whether the guide wrote a file before of which the code is rather a piece."""
    known = context.seen.files.get(path.removeprefix("./"))
    return known is not None and not begins(known, code) and len(code) < 0.6 * len(known)


def begins(known: str, code: str) -> bool:
    """Whether the code begins as the known content does: then it is all of its next version."""
    first = next((line for line in known.split("\n") if line.strip()), "")
    return first in code.split("\n")[:3]


def _beyond_edge(text: str, elided: tuple[int, ...], options: Options) -> str | None:
    """What is added after or before all that `...` stands for; None where it stands elsewhere."""
    lines = text.split("\n")
    at = elided[0]
    if len(elided) > 1 or lines[at][:1].isspace():
        return None
    above, below = "\n".join(lines[:at]).rstrip("\n"), "\n".join(lines[at + 1 :]).lstrip("\n")
    if options.append and not above:
        return below
    return above + "\n" if options.prepend and not below else None
