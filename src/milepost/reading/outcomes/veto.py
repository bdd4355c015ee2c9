"""Sentences that are never read: contrasts, conditions, advice; and negations left over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from milepost.reading.phrase import MARKS, bits_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases


class Says(Protocol):
    """What a language has to tell such sentences apart."""

    REQUIREMENT: Phrase
    INSTRUCTION: Phrase
    LOOK: Phrase
    """What is to be looked at, in order to make sure of something."""
    HARMLESS: Phrase
    CONDITION: Phrase
    NEGATION: Phrase
    PERSONAL: Phrase
    LEARNING: Phrase
    BOUNDS: tuple[str, ...]
    """Beginnings of what `CONDITION` finds that are bounds of a number."""
    GUESSED: tuple[str, ...]
    """Beginnings of what `CONDITION` finds that say what is only likely."""
    MAYBE: tuple[str, ...]
    """The same for what is not always so."""
    EXPLAINS: Phrase
    REASONS: Phrase
    QUALIFIER: Phrase
    ASIDE: Phrase
    """What explains or stands in brackets, and asks for nothing."""
    PART_OF: Phrase
    """What stands before a text or a path where only a part of it is told of, up to the end."""
    INTRODUCES: Phrase
    """What may stand at the head of a sentence: clauses of their own, and when it is so now."""
    HEADS: frozenset[str]
    """Words, in lower case, that may stand there besides those that add nothing."""
    SUBJECT: Phrase
    """What ends a head with a noun of its own before what is read: "the compiled" program."""
    NAME: Phrase
    """A head that is nothing but a name."""
    OF_OUTPUT: Phrase
    """Begins what is read where the words before it tell which output it is."""
    PLACED: Phrase
    """Says in the head of a sentence where, or with what, by an explicit part."""
    GOVERNS: Phrase
    """What ends before a noun that is no subject: "somewhere in the"."""
    ADDS_NOTHING: frozenset[str]
    """Words, in lower case, that may follow on what is read and ask for no more."""


_STOPS = " .,;:!"
_LONGEST = 40
"""Characters that are shown of what is not read."""
_MARKS = re.compile(f"[{MARKS}]")
_SAYS_MORE = re.compile(rf"[{MARKS}]|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

ON_SCREEN = "what is seen on a screen, a person must say"


def instruction(skeleton: str, phrases: Phrases) -> str | None:
    """Why a sentence tells what to do or to have, and not what is seen; None where it does not."""
    says: Says = phrases.veto
    if says.REQUIREMENT.search(skeleton):
        return "what is to be done or needed is no outcome"
    told = says.INSTRUCTION.search(skeleton) or says.LOOK.search(skeleton)
    return "an instruction is no outcome" if told else None


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


def is_guess(skeleton: str, phrases: Phrases) -> bool:
    """Whether a sentence says what is only likely."""
    says: Says = phrases.veto
    found = says.CONDITION.search(skeleton)
    return found is not None and found[0].strip().startswith(says.GUESSED)


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


def words_around(
    skeleton: str, claims: Sequence[tuple[int, int, str]], phrases: Phrases
) -> str | None:
    """What stands around what was understood and may ask for more; None where nothing does.

    Only words that are known to add nothing are passed over: no list of those that do is whole.
    """
    says: Says = phrases.veto
    first = min(low for low, _, _ in claims)
    before = says.PART_OF.search(skeleton[:first])
    if before is not None:
        return " ".join(before[0].split())
    start = max(end for _, end, _ in claims)
    if not skeleton[start:].strip(_STOPS):
        return None
    rest = says.ASIDE.sub(lambda _: " ", skeleton[start:])
    left = [word for word in _WORD.findall(rest.lower()) if word not in says.ADDS_NOTHING]
    if not left and not _SAYS_MORE.search(rest):
        return None
    said = " ".join(_MARKS.sub("…", skeleton[start:]).strip(" .,;:").split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}…"


def words_before(
    skeleton: str, claims: Sequence[tuple[int, int, str]], phrases: Phrases, *, of_any: bool
) -> str | None:
    """Words at the head of a sentence that are not understood; None where there are none.

    `of_any` tells that what was read is the same whatever its subject is.
    """
    first = min((low for low, _, _ in claims), default=0)
    says: Says = phrases.veto
    head = says.INTRODUCES.sub(lambda _: " ", skeleton[:first])
    if of_any:
        head = says.NAME.sub(lambda _: " ", head)
    if of_any or not says.OF_OUTPUT.match(skeleton[first:]):
        head = says.SUBJECT.sub(lambda _: " ", head)
    known = says.ADDS_NOTHING | says.HEADS
    if not says.PLACED.search(head) and all(w in known for w in _WORD.findall(head.lower())):
        return None
    return " ".join(_MARKS.sub("…", head).strip(_STOPS).split())


def is_governed(skeleton: str, start: int, phrases: Phrases) -> bool:
    """Whether what is read from an index on is only a place in the sentence, not its subject."""
    says: Says = phrases.veto
    return says.GOVERNS.search(skeleton[:start]) is not None


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
