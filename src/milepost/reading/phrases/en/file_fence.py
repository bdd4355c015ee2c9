""" "`a.txt` contains:" above a fence."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_FIRST = r"^(?:(?:now|then|also|and|finally),? )*(?:(?:check|verify|confirm|make sure|ensure) (?:that )?)?"
_PATH = r"(?:the |your |a )?(?:new )?(?P<noun>file )?(?P<path>{code})(?P<after> file)?"
_MAY = r"(?:(?:exists and|should|will|must|now|also|then) )*"
_BELOW = r"(?: (?:the|this|these|following|below|lines?|text|entry|entries|section|block|code|settings?))*"
_END = r" ?:$"
CONTAINS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}{_PATH} {_MAY}(?:contains?|includes?|holds?){_BELOW}{_END}", "contain", "includ", "hold"),
)  # fmt: skip
IS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}{_PATH} {_MAY}(?:contains?|holds?|has|have) (?:exactly|only|nothing but){_BELOW}(?: contents?)?{_END}", "exactly", "only", "nothing"),
    phrase(rf"{_FIRST}{_PATH} {_MAY}(?:is|be)(?: now)?(?: exactly)?{_END}", " is", " be"),
    phrase(rf"{_FIRST}{_PATH} {_MAY}(?:has|have|contains?|holds?)(?: exactly)? (?:this|the following|these) (?:contents?|text){_END}", "this", "following", "these"),
    phrase(rf"{_FIRST}(?:the |its )(?:(?:whole|entire|full|complete) )?contents? of {_PATH} {_MAY}(?:is|are|be)(?: now)?(?: exactly)?(?: the following| this)?{_END}", "content"),
)  # fmt: skip
_SHOWN = r"(?:is|are|be|reads?)(?: now)?(?: exactly)?(?: the following| this| these)?"
_LINES = r"(?: (?:the|this|these|following|lines?|text))*"
BEGINS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}the first (?:(?:(?P<count>{COUNT}) )?lines|(?P<one>line)) (?:of|in) {_PATH} {_MAY}{_SHOWN}{_END}", "first"),
    phrase(rf"{_FIRST}{_PATH} {_MAY}(?:starts?|begins?) with{_LINES}{_END}", "start", "begin"),
)  # fmt: skip
ENDS: tuple[Phrase, ...] = (
    phrase(rf"{_FIRST}the (?:last|final) (?:(?:(?P<count>{COUNT}) )?lines|(?P<one>line)) (?:of|in) {_PATH} {_MAY}{_SHOWN}{_END}", "last", "final"),
    phrase(rf"{_FIRST}{_PATH} {_MAY}ends? with{_LINES}{_END}", "end"),
)  # fmt: skip
NAMES = phrase(
    r"^(?!.*\b(?:not|never|no|without|if|unless|may|might|could|or|except|similar)\b)[^\ue000-\ue002]*(?P<path>{code})[^\ue000-\ue002]*\b(?:contents?|holds?|contains?|reads?|consists|looks?|text|lines?)\b[^\ue000-\ue002]*:$",
    "content", "hold", "contain", "read", "consist", "look", "text", "line",
)  # fmt: skip
HINT = "`{}` contains:"
