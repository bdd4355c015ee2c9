""" "Prints nothing", "there is no output"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import OutputEmpty
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "output empty"
CUES: tuple[str, ...] = ("nothing", "empty", "no output")

PHRASES = (
    phrase(r"\b(?:prints?|outputs?|displays?|shows?) nothing\b(?! (?:else|but|except))"),
    phrase(r"\b(?:the )?output (?:is|should be|will be|must be) empty\b"),
    phrase(r"\b(?:there (?:is|should be|will be)|produces|produce|gives|you should see|you will see|"
           r"you(?:'|’)ll see) no output\b"),
)  # fmt: skip


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The block before it prints nothing."""
    if not around.has_command:
        return
    for pattern in among(PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            yield Found(found.start(), found.end(), OutputEmpty())
