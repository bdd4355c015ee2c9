""" "`app.py` contains `x`", "`x` is in `app.py`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import FileContains, FileMatches, PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import among, bits_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "file contains"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]
    EXACTLY: Phrase
    OTHER: Phrase


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """One check for each text that a file is said to hold."""
    says: Says = around.phrases.file_contains
    skeleton = sentence.skeleton
    # Both the file and what it holds must be explicit.
    for pattern in among(says.PHRASES, skeleton) if len(sentence.explicit) > 1 else ():
        for found in pattern.finditer(skeleton):
            path = sentence.at(found.start("path")).text
            told = found["noun"] or found["after"]
            if not (is_file(path) or (told and could_be_path(path))):
                continue
            start, end = found.span("said")
            if start < found.start("path") and _other(sentence, start):
                continue
            if end == found.end() < len(skeleton) and says.OTHER.match(skeleton[end:]):
                continue
            if found.groupdict().get("there"):
                yield Found(found.start(), found.end(), PathExists(path=path, kind="file"))
            for check in _checks(sentence, says, found, path):
                yield Found(found.start(), found.end(), check)


def _checks(sentence: Sentence, says: Says, found: re.Match[str], path: str) -> Iterator[Check]:
    said = sentence.said(*found.span("said"))
    negated = bool(found.groupdict().get("not"))
    exactly = bits_of(sentence.skeleton) & says.EXACTLY.bits and says.EXACTLY.search(found[0])
    if not negated and exactly:
        yield FileMatches(path=path, expected=said[0])
        return
    for text in said:
        yield FileContains(path=path, text=text, negated=negated)
    if found.groupdict().get("gone"):
        for text in sentence.said(*found.span("gone")):
            yield FileContains(path=path, text=text, negated=True)


def _other(sentence: Sentence, index: int) -> bool:
    """Whether the text is itself a file: then it lies in a folder, not in a file."""
    return is_file(sentence.at(index).text) and not sentence.at(index).text.startswith(".")
