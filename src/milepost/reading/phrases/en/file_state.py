""" "`a.txt` is not empty", "`run.sh` is executable", "`a.txt` has 3 lines", "`b` is a link to `a`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "empty", "executable", "line", "identical", "same", "symlink", "symbolic", "start", "begin", "end",
)  # fmt: skip
_PATH = r"(?:the |your )?(?P<noun>file |script )?(?<!folder )(?<!directory )(?P<path>{code})(?P<after> file| script)?"
_MAY = r"(?:should |will |must |now |also )*"
_IS = rf"{_MAY}(?:be|is) (?:now )?"
_ISNT = rf"(?:{_MAY}not be|is not|isn['’]t|must not be|shouldn['’]t be)"
_END = r"(?=[.,;]|$| (?:and|but(?! for))\b)"
EMPTY = phrase(rf"{_PATH} {_IS}empty\b{_END}", "empty")
EMPTY_FOLDER: tuple[Phrase, ...] = (
    phrase(rf"\b(?:folder|directory) (?P<path>{{code}}) {_IS}(?:completely )?empty\b{_END}", "empty"),
    phrase(rf"(?P<path>{{code}}) (?:folder|directory) {_IS}(?:completely )?empty\b{_END}", "empty"),
)  # fmt: skip
FILLED: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} {_ISNT} empty\b{_END}", "empty"),
    phrase(rf"{_PATH} {_IS}non-?empty\b{_END}", "empty"),
    phrase(rf"{_PATH} (?:exists|is there|is present|was created|has been created) and (?:it )?is(?: not|n['’]t) empty\b{_END}", "empty"),
)  # fmt: skip
EXECUTABLE = phrase(
    rf"{_PATH} {_IS}(?:(?:marked |set )(?:as )?)?(?:an )?executable(?: file)?\b{_END}", "executable"
)
LINES: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} {_MAY}(?:has|have|contains?|holds?) (?:exactly |now )*(?P<count>{COUNT}) lines?\b(?: of (?:text|output|data))?{_END}", "line"),
)  # fmt: skip
SAME: tuple[Phrase, ...] = (
    phrase(rf"{_PATH} (?:and|is identical to|equals) (?:the |your )?(?:file )?(?P<other>{{code}})(?: file)? (?:are identical|have (?:exactly )?the same (?:content|contents))\b{_END}", "identical", "same"),
    phrase(rf"{_PATH} {_IS}identical to (?:the |your )?(?:file )?(?P<other>{{code}})(?: file)?{_END}", "identical"),
    phrase(rf"{_PATH} {_MAY}(?:has|have) (?:exactly )?the same contents? as (?:the |your )?(?:file )?(?P<other>{{code}})(?: file)?{_END}", "same"),
)  # fmt: skip
STARTS = phrase(
    rf"{_PATH} {_MAY}(?:starts?|begins?) with (?:the |a |text |line |word )*(?P<said>{{said}}){_END}",
    "start",
    "begin",
)
ENDS = phrase(
    rf"{_PATH} {_MAY}ends? with (?:the |a |text |line |word )*(?P<said>{{said}}){_END}", "end"
)
LINK = phrase(
    rf"{_PATH} {_IS}a (?:symbolic link|symlink|soft link)(?: (?:that |which )?(?:to|points? to|pointing to) (?:the |your )?(?:file |folder |directory )?(?P<other>{{code}}))?{_END}",
    "symlink", "symbolic", "link",
)  # fmt: skip
