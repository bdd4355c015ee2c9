""" "You are in the `app` folder", "the current directory is `app`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import DirectoryIs
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "current directory"
CUES: tuple[str, ...] = ("in", "director", "folder")

PHRASES = (
    phrase(r"\b(?:you are|you['’]re|you should be|your terminal is|the terminal is|the shell is) (?:now )?(?:in|inside|within) (?:the |your |a )?"
           r"(?:new )?(?:folder |directory )?(?P<path>{code})(?: (?:folder|directory))?",
           "you are", "you're", "you’re", "you should be", "terminal is", "shell is"),
    phrase(r"\b(?:the |your )?(?:current|working)(?: working)? (?:directory|folder) (?:is|should be) (?:now )?(?:the )?(?P<path>{code})",
           "director", "folder"),
)  # fmt: skip


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """Where the terminal stands."""
    for pattern in among(PHRASES, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            if could_be_path(path):
                yield Found(found.start(), found.end(), DirectoryIs(path=path.rstrip("/")))
