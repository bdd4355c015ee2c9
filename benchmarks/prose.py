"""Text that stands for what people write: the same for the same seed, on every machine."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

WORDS: Final = re.findall(
    r"\w+",
    """
    a all also and another any are as at before begin branch build change check code command
    commit copy default delete each every example file first folder for from given here history
    how in into is it its keep later line list local made message module name new next not note
    of on one only open option order other output own page part path place plain print project
    read reader remote result run same save second server set shell should show small some source
    start state step table test text that the then there they this time to tool tree two under
    until use value version what when where which with without word work write you your
    """,
)

WIDTH = 80
"""Columns of a line of prose; what the style checkers allow by default."""


def words(random_: random.Random, count: int) -> str:
    """`count` words in lower case."""
    return " ".join(random_.choice(WORDS) for _ in range(count))


def sentence(random_: random.Random) -> str:
    """One sentence of 6 to 14 words."""
    return words(random_, random_.randint(6, 14)).capitalize() + "."


def title(random_: random.Random) -> str:
    """Three words, each with a capital."""
    return words(random_, 3).title()


def paragraph(random_: random.Random, sentences: int) -> str:
    """Wrapped at `WIDTH` columns, without a closing newline."""
    return textwrap.fill(" ".join(sentence(random_) for _ in range(sentences)), WIDTH)


def paragraph_of(random_: random.Random, size: int) -> str:
    """A wrapped paragraph that ends with a period; at most `size` bytes, and at most 15 fewer."""
    text = sentence(random_)
    while len(text) < size:
        text += " " + sentence(random_)
    kept = text[: size - 1]
    whole = kept[: kept.rfind(" ")].rstrip(".")
    return textwrap.fill(whole + ".", WIDTH)
