""" "`DATABASE_URL` is set to `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.milestone.check import VariableSet
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "environment variable"
CUES: tuple[str, ...] = ("set", "exported", "defined")

PHRASES = (
    phrase(r"(?:\b(?:environment )?variable )?(?P<name>{code})(?: (?:environment )?variable)? (?:should |must |will |now )*(?:be |is |has been |holds |has the value )"
           r"(?:now )?(?:(?:set|exported|defined)(?: to (?P<value>{said}))?)(?! (?:in|by|at|from|inside|via|for) )"),
)  # fmt: skip
_NAME = re.compile(r"^\$?\{?(?P<name>[A-Z][A-Z0-9_]{2,})\}?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """A variable of the terminal, by its capitals."""
    for pattern in among(PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = _NAME.match(sentence.at(found.start("name")).text)
            if name is None:
                continue
            value = sentence.at(found.start("value")).text if found["value"] else None
            yield Found(found.start(), found.end(), VariableSet(name=name["name"], value=value))
