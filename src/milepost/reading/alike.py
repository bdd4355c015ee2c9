"""One line or cell of an example against one that was seen."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from milepost.reading.masks import mask
from milepost.reading.matchers import line_matches
from milepost.reading.stand_ins import ANY, SOME, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Mask


def alike(want: str, have: str, masks: Sequence[Mask]) -> bool:
    """Whether a line or a cell of an example holds for one that was seen."""
    return line_matches(want, have) or is_same(want, mask(have, masks), tuple(masks))


def is_same(want: str, seen: str, masks: tuple[Mask, ...]) -> bool:
    """Whether a line of an example holds for one that is masked already."""
    pattern = pattern_of(want, masks)
    return pattern == seen if isinstance(pattern, str) else pattern.fullmatch(seen) is not None


@lru_cache(maxsize=2048)
def pattern_of(want: str, masks: tuple[Mask, ...]) -> str | re.Pattern[str]:
    """A line of an example, masked; an expression where a part of it stands for other text."""
    masked = mask(marked(want), masks)
    if SOME not in masked and ANY not in masked:
        return masked
    # What is masked on the other side may reach further than here.
    parts = re.split(f"([{SOME}{ANY}]+)", masked)
    body = "".join(
        (".*" if ANY in part else ".+") if index % 2 else re.escape(part)
        for index, part in enumerate(parts)
    )
    return re.compile(body)
