"""One sentence to checks: every reading in order, then what its negations and conditions allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.milestone.check import (
    CommandPrints,
    FileContains,
    OutputContains,
    OutputLine,
    OutputMatches,
    PageShows,
    PathExists,
    RowExists,
    UrlResponds,
)
from milepost.reading.outcomes import page, veto
from milepost.reading.outcomes.elsewhere import why_not_now
from milepost.reading.outcomes.marks import is_call
from milepost.reading.outcomes.probe import why_no_probe
from milepost.reading.outcomes.registry import readings
from milepost.reading.outcomes.subject import names_other
from milepost.reading.phrase import CODE, EXPLICIT, bits_of
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.check import Check
    from milepost.reading.outcomes.base import Surroundings
    from milepost.reading.sentence import Explicit, Sentence
    from milepost.reading.sentence import Says as SentencePhrases


_DIGIT = re.compile(r"\d")
_MARK = re.compile(EXPLICIT)
NO_OUTPUT = "it tells of the output of a block, and none ran before it"


class SentenceReading(msgspec.Struct, frozen=True):
    """What a sentence asks for."""

    checks: tuple[Check, ...]
    why: str
    """Names of the readings, or the reason why it is manual."""
    implied: bool = False
    """All that it says is implied by the step."""
    in_part: bool = False
    """Something of it was understood, but not all that it asks for."""
    unread: tuple[str, ...] = ()
    """Code spans, quotes, addresses and numbers that no check looks at."""


def read_sentence(sentence: Sentence, around: Surroundings) -> SentenceReading:
    """The checks of a sentence, all of which must hold; none where a person must decide."""
    reason = veto.reason(sentence.skeleton, around.phrases)
    on_page = reason == veto.ON_SCREEN and not veto.reason(
        page.without_browser(sentence, around), around.phrases
    )
    if reason is not None and not on_page:
        return SentenceReading((), reason)
    claims, placed, names = _understood(sentence, around, on_page=on_page)
    left = _left_over(sentence, around, claims, placed)
    if left is not None:
        return SentenceReading((), left)
    more = _asks_more(sentence, around, claims, placed)
    if more is not None:
        why_more = why_not_now(sentence.skeleton, around.phrases) or f'"{more}" is not read'
        return SentenceReading((), why_more, in_part=True)
    # In the sentence's own order, each once.
    checks = list(dict.fromkeys(check for _, _, check in sorted(placed, key=lambda p: p[0])))
    if not checks:
        if names:
            return SentenceReading((), "implied by the step", implied=True)
        return SentenceReading((), reason or _why_nothing(sentence, around))
    why = ", ".join(n for n in names if n != "implied")
    return SentenceReading(tuple(checks), why, unread=tuple(_unread(sentence, around, claims)))


def _understood(
    sentence: Sentence, around: Surroundings, *, on_page: bool
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, Check]], dict[str, None]]:
    """What each reading claims with its name, the checks in their places, and the names."""
    placed: list[tuple[int, int, Check]] = []
    names: dict[str, None] = {}
    claims: list[tuple[int, int, str]] = []
    # The first time, this makes cues known that the sentence is looked at for.
    table = readings(around.phrases, explicit=bool(sentence.explicit))
    has = bits_of(sentence.skeleton)
    for reading in (page,) if on_page else [one for bits, one in table if has & bits]:
        for found in reading.find(sentence, around):
            if claims and any(
                low < found.end and found.start < high and name != reading.NAME
                for low, high, name in claims
            ):
                continue
            of_block = found.check is not None and found.check.about == "output"
            if of_block and _is_of_other(sentence, found.start, around):
                continue
            claims.append((found.start, found.end, reading.NAME))
            names.setdefault(reading.NAME)
            if found.check is not None:
                placed.append((found.start, found.end, found.check))
    return claims, placed, names


def _is_of_other(sentence: Sentence, start: int, around: Surroundings) -> bool:
    """Whether what is told of output from an index on is told of something else."""
    if veto.is_governed(sentence.skeleton, start, around.phrases):
        return True
    return names_other(sentence, start, around.phrases)


def _left_over(
    sentence: Sentence,
    around: Surroundings,
    claims: Sequence[tuple[int, int, str]],
    placed: Sequence[tuple[int, int, Check]],
) -> str | None:
    """Why what was found is not all that the sentence asks for; None where it is."""
    for at in veto.negations(sentence.skeleton, around.phrases):
        if not any(low <= at < high for low, high, _ in claims):
            return "a negation that is not understood"
    if _qualified(sentence, around, placed):
        return "a qualifier that is not understood"
    return None


def _asks_more(
    sentence: Sentence,
    around: Surroundings,
    claims: Sequence[tuple[int, int, str]],
    placed: Sequence[tuple[int, int, Check]],
) -> str | None:
    """Words around what was understood that may ask for more than that a text or file is there."""
    if not placed:
        return None
    of_any = not any(isinstance(check, _OF_TEXT) for _, _, check in placed)
    before = veto.words_before(sentence.skeleton, claims, around.phrases, of_any=of_any)
    if before is not None or all(_exact(check) for _, _, check in placed):
        return before
    return veto.words_around(sentence.skeleton, claims, around.phrases)


def _qualified(
    sentence: Sentence, around: Surroundings, placed: Sequence[tuple[int, int, Check]]
) -> bool:
    """Whether a check that only looks for a text would pass over a word that asks for more."""
    qualifiers = list(veto.qualifiers(sentence.skeleton, around.phrases))
    if not qualifiers or all(_exact(check) for _, _, check in placed):
        return False
    return any(
        not any(
            low < found.end() and found.start() < high and _exact(check)
            for low, high, check in placed
        )
        for found in qualifiers
    )


_LOOSE = (OutputContains, CommandPrints, FileContains, PageShows, PathExists, RowExists)
_OF_TEXT = (*_LOOSE, OutputLine, OutputMatches)
"""Whose output or which file is meant, the words before it tell."""


def _exact(check: Check) -> bool:
    if isinstance(check, OutputLine):
        return check.how == "is"
    if isinstance(check, UrlResponds):
        return check.contains is None
    return not isinstance(check, _LOOSE)


def _why_nothing(sentence: Sentence, around: Surroundings) -> str:
    if not around.has_command:
        read = read_sentence(sentence, msgspec.structs.replace(around, has_command=True))
        if read.checks:
            return NO_OUTPUT
    return next(filter(None, map(_why_no_probe, sentence.explicit)), "no known phrase")


def _why_no_probe(part: Explicit) -> str | None:
    return why_no_probe(part.text) if part.kind == CODE and is_call(part.text) else None


def _unread(
    sentence: Sentence, around: Surroundings, claims: Sequence[tuple[int, int, str]]
) -> Iterator[str]:
    """The explicit parts that stand outside of all that was understood."""
    if sentence.explicit:
        for part, mark in zip(sentence.explicit, _MARK.finditer(sentence.skeleton), strict=False):
            if not any(low <= mark.start() < high for low, high, _ in claims):
                yield part.text
    says: SentencePhrases = around.phrases.sentence
    numbers = says.NUMBER.finditer(sentence.skeleton) if _DIGIT.search(sentence.skeleton) else ()
    for number in numbers:
        if not any(low <= number.start() < high for low, high, _ in claims):
            yield number[0]
