""" "The response status is 200", of the request that stands before it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.milestone.check import OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "response status"
CUES: tuple[str, ...] = ("status", "response", "responds", "returns", "answers", "receive", "get ")

_STATUS = (
    r"(?P<status>[1-5]\d\d\b|{code})"
    r"(?: (?:ok|created|accepted|no content|not found|bad request|unauthorized|forbidden|conflict|internal server error))?"
)
_END = r"(?=$|[.,;:)]| (?:status|response|code|error|and|when|for|on|from|with|because)\b)"
"""What may follow, so that "200 entries" is no status."""
_A = r"(?:an? |the )?(?:http )?(?:status )?(?:code )?(?:of )?"
PHRASES = (
    phrase(r"(?<!exit )\b(?:http )?status(?: code)? (?:of the (?:response|request|answer) )?(?:is|should be|will be|must be|equals) (?:an? )?" + _STATUS),
    phrase(r"\b(?:response|answer|reply) (?:should |will |must |now )*(?:is|be|has|have|comes back (?:as|with)|with) " + _A + _STATUS + _END),
    phrase(r"\b(?:you (?:should |will |now )*(?:get|receive|see)|(?:server|api|request|endpoint|service|it) (?:should |will |must |now )*"
           r"(?:returns?|responds? with|answers?(?: with)?|repl(?:y|ies) with)) " + _A + _STATUS + _END),
)  # fmt: skip
_SAID = re.compile(r"(?:HTTP/[\d.]+ )?(?P<status>[1-5]\d\d)(?: [A-Z][A-Za-z ]+)?")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """The status line of the answer, where the block before it shows one."""
    if not around.answered:
        return
    for pattern in among(PHRASES, sentence.skeleton):
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
