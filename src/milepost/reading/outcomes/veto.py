"""Sentences that are never read: contrasts, conditions, advice; and negations left over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from milepost.reading.phrase import bits_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases


class Says(Protocol):
    """What a language has to tell such sentences apart."""

    REQUIREMENT: Phrase
    INSTRUCTION: Phrase
    HARMLESS: Phrase
    CONDITION: Phrase
    NEGATION: Phrase
    PERSONAL: Phrase
    LEARNING: Phrase
    BOUNDS: tuple[str, ...]
    """Beginnings of what `CONDITION` finds that are bounds of a number."""
    MAYBE: tuple[str, ...]
    """The same for what is not always so."""
    EXPLAINS: Phrase
    REASONS: Phrase
    QUALIFIER: Phrase


ON_SCREEN = "what is seen on a screen, a person must say"


def instruction(skeleton: str, phrases: Phrases) -> str | None:
    """Why a sentence tells what to do or to have, and not what is seen; None where it does not."""
    says: Says = phrases.veto
    if says.REQUIREMENT.search(skeleton):
        return "what is to be done or needed is no outcome"
    return "an instruction is no outcome" if says.INSTRUCTION.search(skeleton) else None


@cache
def _cues(phrases: Phrases) -> int:
    """The cues of sentences that are not to be read."""
    says: Says = phrases.veto
    told = says.REQUIREMENT.bits | says.INSTRUCTION.bits
    return told | says.LEARNING.bits | says.PERSONAL.bits | says.CONDITION.bits


def reason(skeleton: str, phrases: Phrases) -> str | None:
    """Why a sentence is not to be read at all; None where it may be."""
    if not _cues(phrases) & bits_of(skeleton):
        return None
    says: Says = phrases.veto
    if says.LEARNING.search(skeleton):
        return "what somebody has learned, a person must say"
    if says.PERSONAL.search(skeleton):
        return ON_SCREEN
    told = instruction(skeleton, phrases)
    if told is not None:
        return told
    found = says.CONDITION.search(says.HARMLESS.sub(lambda m: " " * len(m[0]), skeleton))
    return _why(found[0].strip(), says) if found else None


def _why(words: str, says: Says) -> str:
    """The reason that a phrase of `CONDITION` gives."""
    if words.startswith(says.BOUNDS):
        return f'a bound ("{words}") is not read'
    if words.startswith(says.MAYBE):
        return f'what is not always so ("{words}") is not read'
    return (
        "a condition or a contrast is not read"
        if words == "?"
        else (f'a condition or a contrast ("{words}") is not read')
    )


def qualifiers(skeleton: str, phrases: Phrases) -> Iterator[re.Match[str]]:
    """What makes a claim stricter than that a text is there."""
    says: Says = phrases.veto
    return says.QUALIFIER.finditer(skeleton)


def negations(skeleton: str, phrases: Phrases) -> list[int]:
    """Where negations stand that are not harmless."""
    says: Says = phrases.veto
    if not bits_of(skeleton) & says.NEGATION.bits:
        return []
    bare = says.HARMLESS.sub(lambda m: " " * len(m[0]), skeleton)
    bare = says.REASONS.sub(lambda m: " " * len(m[0]), bare)
    explains = says.EXPLAINS.search(bare)
    if explains and explains.start():
        bare = bare[: explains.start()]
    return [m.start() for m in says.NEGATION.finditer(bare)]
