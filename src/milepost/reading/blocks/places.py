"""Where in the output, or how often, a fence is seen: "The last two lines are:"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import msgspec
from msgspec.structs import replace

from milepost.reading.outcomes.numbers import number
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.expected import Expected
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

PLACE_NOTE: Final = "it is where its announcement says: "
"""Begins the note on lines that are asked for at a place of the output."""
COUNTED: Final = "several times"
LAST_LINE: Final = "last line"
FIRST_LINE: Final = "first line"
LAST_LINES: Final = "last lines"
FIRST_LINES: Final = "first lines"
ENDS_WITH: Final = "ends with"
STARTS_WITH: Final = "starts with"
_COLUMNS = re.compile(r"\S(?: {2,}|\t)")


class Says(Protocol):
    """What a language has to name a place before a fence."""

    ENDS_WITH: Phrase
    STARTS_WITH: Phrase
    LAST_LINE: Phrase
    FIRST_LINE: Phrase
    LAST_LINES: Phrase
    """Several of them, `count` where it says how many."""
    FIRST_LINES: Phrase
    COUNTED: Phrase
    """Says how often it is to be seen."""


class Place(msgspec.Struct, frozen=True):
    """Where in the output a fence is."""

    name: str
    lines: int | None = None
    """How many lines it is said to have."""


def place_of(sentence: Sentence | None, phrases: Phrases) -> Place | None:
    """Where in the output, or how often, a sentence says that a fence is; None where nowhere."""
    if sentence is None:
        return None
    says: Says = phrases.places
    told = (
        (COUNTED, says.COUNTED),
        (LAST_LINE, says.LAST_LINE),
        (FIRST_LINE, says.FIRST_LINE),
        (LAST_LINES, says.LAST_LINES),
        (FIRST_LINES, says.FIRST_LINES),
        (ENDS_WITH, says.ENDS_WITH),
        (STARTS_WITH, says.STARTS_WITH),
    )
    for name, words in told:
        found = words.search(sentence.skeleton)
        if found is not None:
            count = found.groupdict().get("count")
            return Place(name, number(count, phrases) if count else None)
    return None


def placed(found: Expected, place: Place) -> Expected:
    """An example at a place; left to a person where its lines are not the same each time."""
    lines = found.code.count("\n") + 1
    one = place.name in (LAST_LINE, FIRST_LINE)
    fits = place.lines in (None, lines) and not (one and lines > 1)
    # Lines are compared by their words, not by the width of their columns.
    same = not found.masks or (found.masks == ("columns",) and not _COLUMNS.search(found.code))
    if place.name != COUNTED and fits and same and "[..]" not in found.code:
        return replace(found, masks=())
    why = f'where or how often it is seen ("{place.name}") is not read'
    return replace(found, why_not=found.why_not or why)
