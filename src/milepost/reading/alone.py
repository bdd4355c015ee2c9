"""Whether a text stands in another by itself, and not as a part of a longer word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def stands_alone(part: str, text: str, *, before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    """Whether `part` is in `text` where the character `before` it and what is `after` it differ.

    An expression made of the part would be compiled anew for each part.
    """
    start = text.find(part)
    while start >= 0:
        if not (start and before.match(text, start - 1)) and not after.match(
            text, start + len(part)
        ):
            return True
        start = text.find(part, start + 1)
    return False
