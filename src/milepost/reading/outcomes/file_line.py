""" "The first line of `notes.txt` is `x`"."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandSucceeds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.paths import could_be_path, is_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "file line"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    LINE: Phrase
    ORDINALS: dict[str, str]
    """Words for a line, and what sed is told to print it."""


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What one line of a file is, all of it."""
    says: Says = around.phrases.file_line
    for found in says.LINE.finditer(sentence.skeleton):
        path = sentence.at(found.start("path")).text
        text = sentence.at(found.start("said")).text
        told = found["noun"] or found["after"]
        if literal(text) != text or not (is_file(path) or (told and could_be_path(path))):
            continue
        line = f"sed -n {says.ORDINALS[found['which']]} {shlex.quote(path)}"
        command = f'test "$({line})" = {shlex.quote(text)}'
        yield Found(found.start(), found.end(), CommandSucceeds(command=command))
