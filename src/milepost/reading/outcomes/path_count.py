""" "`src/` contains 3 files", "there are two `.md` files in `docs`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from milepost.milestone.check import PathCount
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "path count"
CUES: tuple[str, ...] = ("file", "folder", "director", "item", "entries")

_WHAT = rf"(?:exactly )?(?P<count>{COUNT}) (?:new )?(?:(?P<suffix>{{code}}) )?(?P<noun>files?|folders?|subfolders?|directories|subdirectories|directory|items?|entries)\b(?! (?:or|called|named|changed|and))(?! ?[:(])"
_FOLDER = r"(?:the |your )?(?P<path>{code})(?P<after> (?:folder|directory))?"
PHRASES = (
    phrase(rf"(?:\b(?:folder|directory) )?{_FOLDER} (?:should |will |must |now )*(?:contains?|holds?|has|have) {_WHAT}(?! (?:with|that|whose|of))"),
    phrase(rf"\bthere (?:is|are|should be|will be) (?:now )?{_WHAT} (?:in|inside|under) {_FOLDER}"),
    phrase(rf"\byou (?:should |will |now )*have {_WHAT} (?:in|inside|under) {_FOLDER}"),
    phrase(rf"^{_WHAT} (?:(?:is|are|were|was|should be) (?:now )?)?(?:created |present |there )?(?:in|inside|under) {_FOLDER}[.]?$"),
)  # fmt: skip
_SUFFIX = re.compile(r"^\*?(?P<suffix>\.[A-Za-z][\w.]*)$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """How many files or folders lie right in a folder."""
    for pattern in PHRASES:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            told = (
                found["after"]
                or path.endswith("/")
                or "folder" in found[0]
                or "director" in found[0]
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
                path=path, count=number(found["count"]), kind=_kind(found["noun"]), suffix=suffix
            )
            yield Found(found.start(), found.end(), check)


def _kind(noun: str) -> Literal["file", "folder", "item"]:
    lower = noun.lower()
    if lower.startswith("file"):
        return "file"
    return "item" if lower.startswith(("item", "entr")) else "folder"
