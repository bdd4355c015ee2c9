"""What all readings of a file share: elisions, placeholders, patch or file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.placeholders import fill

if TYPE_CHECKING:
    from milepost.reading.base import Options
    from milepost.reading.blocks.context import BlockContext

_ELISION = re.compile(
    r"^\s*(?://|#|--|;|/\*|<!--|\{/\*)\s*(?:\.\.\.|…)"
    r"(?:\s*(?:existing|rest|other|previous|remaining|your|same|more|as before|unchanged)\b.*|\s*"
    r"(?:\*/\}?|-->)?\s*)$"
    r"|^\s*(?://|#|--|/\*|<!--|\{/\*)\s*(?:\.\.\.|…)?\s*(?:the )?(?:rest of|existing|remaining) "
    r"(?:the |your )?(?:code|file|content|config\w*|imports?|routes?)\b",
    re.IGNORECASE | re.MULTILINE,
)

ELISION_NOTE = "a comment stands for code that is left out; write the change as a `diff`"


def file_reading(
    context: BlockContext, path: str, why: str, options: Options | None = None, code: str = ""
) -> BlockReading:
    """The block as a file at `path`, or as a patch of it where it is a diff."""
    text = (code or context.code) + "\n"
    if context.language in ("diff", "patch"):
        return BlockReading(
            context.block, Kind.PATCH, why, code=text, path=path, options=context.options()
        )
    filled = fill(text, context.settings.values)
    notes = [f"`{name}` is written as it stands" for name in filled.literal]
    if elided(text):
        notes.append(ELISION_NOTE)
    return BlockReading(
        context.block,
        Kind.TEST if context.testing else Kind.FILE,
        why,
        code=filled.text,
        path=path,
        options=options or context.options(),
        notes=tuple(notes),
    )


def elided(code: str) -> bool:
    """Whether a comment in the code stands for code that is left out."""
    return ("..." in code or "…" in code or "rest of" in code or "xisting" in code) and bool(
        _ELISION.search(code)
    )
