""" "All 12 tests pass", "three tests fail"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import TestsPass
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "tests"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PASS: tuple[Phrase, ...]
    FAIL: Phrase
    UNDONE: Phrase


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What the block before it says of its tests."""
    says: Says = around.phrases.test_counts
    if not around.has_command or not around.has_tests:
        return
    for found in says.FAIL.finditer(sentence.skeleton):
        yield Found(
            found.start(), found.end(), TestsPass(failed=number(found["count"], around.phrases))
        )
    if says.UNDONE.search(sentence.skeleton):
        return
    for pattern in among(says.PASS, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            count = number(found["count"], around.phrases) if found["count"] else None
            yield Found(found.start(), found.end(), TestsPass(count=count))
            return
