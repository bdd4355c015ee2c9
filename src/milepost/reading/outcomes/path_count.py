""" "`src/` contains 3 files", "there are two `.md` files in `docs`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from milepost.milestone.check import PathCount
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.paths import could_be_path, is_file
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "path count"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]
    FOLDERS: tuple[str, ...]
    """Parts of words that name a folder."""
    FILES: tuple[str, ...]
    """Beginnings of words that name files."""
    ITEMS: tuple[str, ...]
    """Beginnings of words that name either."""


_SUFFIX = re.compile(r"^\*?(?P<suffix>\.[A-Za-z][\w.]*)$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """How many files or folders lie right in a folder."""
    says: Says = around.phrases.path_count
    for pattern in says.PHRASES:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            told = (
                found["after"]
                or path.endswith("/")
                or any(word in found[0] for word in says.FOLDERS)
            )
            if is_file(path) or not (told or path == ".") or not could_be_path(path):
                continue
            suffix = ""
            if found["suffix"]:
                ending = _SUFFIX.match(sentence.at(found.start("suffix")).text)
                if ending is None:
                    continue
                suffix = ending["suffix"]
            check = PathCount(
                path=path,
                count=number(found["count"], around.phrases),
                kind=_kind(found["noun"], says),
                suffix=suffix,
            )
            yield Found(found.start(), found.end(), check)


def _kind(noun: str, says: Says) -> Literal["file", "folder", "item"]:
    if noun.startswith(says.FILES):
        return "file"
    return "item" if noun.startswith(says.ITEMS) else "folder"
