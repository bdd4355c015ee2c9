"""Commands that a text names and does not advise: forbidden, said to be wrong, told of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.phrase import CODE, MARKS
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has to tell such commands apart."""

    BREAK: re.Pattern[str]
    """Where a sentence takes up something new, whatever stood before."""
    NEGATED: re.Pattern[str]
    """What stands before what is not, or is not to be."""
    FORBIDS: re.Pattern[str]
    """The same, where it holds for more than the next words: it ends in what forbids."""
    TOLD: re.Pattern[str]
    """What others say or do, or what brought the fault about."""
    LABEL: re.Pattern[str]
    """A whole beginning of a sentence that calls what follows wrong."""
    WRONG: re.Pattern[str]
    """What follows on a command that is wrong or does not help."""
    TAKEN_BACK: re.Pattern[str]
    """A sentence that says so of the one before it."""


_NEW_CLAUSE = re.compile(rf",\s+(?!(?:or|nor|and|even|oder|noch|und)\b)[^\s{MARKS}]")


def is_rejected(said: Sequence[Sentence], number: int, place: int, phrases: Phrases) -> bool:
    """Whether the command at a place of a sentence's skeleton is not to be run.

    `number` is the sentence's among those that are said together; a command in a fence under them
    stands at the end of the last one.
    """
    says: Says = phrases.rejected
    if number + 1 < len(said) and says.TAKEN_BACK.search(said[number + 1].skeleton):
        return True
    skeleton = said[number].skeleton
    before, after = skeleton[:place], skeleton[place + 1 :]
    if says.LABEL.search(before) or says.WRONG.search(after):
        return True
    clause = before[max((found.end() for found in says.BREAK.finditer(before)), default=0) :]
    return says.TOLD.search(clause) is not None or _is_negated(clause, says)


def _is_negated(clause: str, says: Says) -> bool:
    """Whether a negation before the end of a clause holds there."""
    for found in says.NEGATED.finditer(clause):
        rest = clause[found.end() :]
        new = [m.start() for m in _NEW_CLAUSE.finditer(rest)]
        if not new:
            return True
        # What forbids holds for what it names first, however much is put between.
        if says.FORBIDS.search(clause[: found.end()]) and CODE not in rest[: new[-1]]:
            return True
    return False
