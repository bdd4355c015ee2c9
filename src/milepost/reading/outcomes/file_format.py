""" "`data.json` is valid JSON"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import JsonValue
from milepost.reading.outcomes.base import Found, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "file format"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    VALID: Phrase


_ENDINGS = {"json": (".json",), "toml": (".toml",), "yaml": (".yaml", ".yml")}


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A file that is read as its ending says: nothing else tells what a program takes it for."""
    says: Says = around.phrases.file_format
    for found in says.VALID.finditer(sentence.skeleton):
        path = sentence.at(found.start("path")).text
        if path.lower().endswith(_ENDINGS[found["format"]]) and " " not in path:
            yield Found(found.start(), found.end(), JsonValue(path=path, pointer=""))
