""" "`src/` contains 3 files", "there are two `.md` files in `docs`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("file", "folder", "director", "item", "entries")
_WHAT = rf"(?:exactly )?(?P<count>{COUNT}) (?:new )?(?:(?P<suffix>{{code}}) )?(?P<noun>files?|folders?|subfolders?|directories|subdirectories|directory|items?|entries)\b(?! (?:or|called|named|changed|and))(?! ?[:(])"
_FOLDER = r"(?:the |your )?(?P<path>{code})(?P<after> (?:folder|directory))?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"(?:\b(?:folder|directory) )?{_FOLDER} (?:should |will |must |now )*(?:contains?|holds?|has|have) {_WHAT}(?! (?:with|that|whose|of))",
           "contain", "hold", "has", "have"),
    phrase(rf"\bthere (?:is|are|should be|will be) (?:now )?{_WHAT} (?:in|inside|under) {_FOLDER}", "there "),
    phrase(rf"\byou (?:should |will |now )*have {_WHAT} (?:in|inside|under) {_FOLDER}", "have"),
    phrase(rf"^{_WHAT} (?:(?:is|are|were|was|should be) (?:now )?)?(?:created |present |there )?(?:in|inside|under) {_FOLDER}[.]?$",
           " in ", "inside", "under"),
)  # fmt: skip
FOLDERS: tuple[str, ...] = ("folder", "director")
FILES: tuple[str, ...] = ("file",)
ITEMS: tuple[str, ...] = ("item", "entr")
