""" "The response status is 200", of the request that stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "response status"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


_SAID = re.compile(r"(?:HTTP/[\d.]+ )?(?P<status>[1-5]\d\d)(?: [A-Z][A-Za-z ]+)?")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The status line of the answer, where the block before it shows one."""
    says: Says = around.phrases.response_status
    if not around.answered:
        return
    for pattern in among(says.PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            text = found["status"]
            said = _SAID.fullmatch(
                text if text.isdigit() else sentence.at(found.start("status")).text
            )
            if said is not None:
                expected = rf"^HTTP/\S+ {said['status']}\b"
                check = OutputMatches(expected=expected, mode="regex")
                yield Found(found.start(), found.end(), check)
                return
