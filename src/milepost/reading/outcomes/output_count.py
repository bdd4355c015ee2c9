""" "Prints 18 lines", "the output has three lines"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import OutputCount
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "output count"
CUES: tuple[str, ...] = ("line",)

PHRASES = (
    phrase(rf"\b(?:the )?(?:output|listing|command|it|log) (?:should |will |must )?(?:has|have|prints?|"
           rf"shows?|contains?|lists?|displays?|is|be) (?:exactly )?(?P<count>{COUNT}) lines?\b"
           r"(?! (?:of|in|from|per|at|like|that|with|starting))"),
    phrase(rf"\byou (?:should|will) (?:now )?see (?:exactly )?(?P<count>{COUNT}) lines? of output\b"),
)  # fmt: skip


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """How many lines were printed."""
    if not around.has_command:
        return
    for pattern in among(PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            yield Found(found.start(), found.end(), OutputCount(lines=number(found["count"])))
