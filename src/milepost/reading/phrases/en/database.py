""" "The `users` table exists", "`notes.db` contains a table `notes`", "the `notes` table has 3 rows"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("table", "row", "record")
_TABLE = r"(?:\b(?:the |a |an |your |its |new |database |empty )*(?:table (?:named |called )?(?P<table>{code})|(?P<named>{code})(?: database)? table))"
_IN = r"(?: (?:in|of|inside) (?:the |your )?(?:sqlite |postgres(?:ql)? )?(?:database |file )?(?P<database>{code})(?: database| file)?)?"
_MAY = r"(?:should |will |must |now |also )*"
_ROWS = r"(?:rows?|records?)"
EXISTS: tuple[Phrase, ...] = (
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:exists?|(?:is|was|has been|be) (?:now )?(?:there|present|created)){_IN.replace('<database>', '<late>')}(?! (?:with|as|by|from))", "table"),
    phrase(rf"(?P<database>{{code}})(?: database| file)? {_MAY}(?:contains?|has|have|includes?|holds?) {_TABLE}(?! (?:with|whose|of))", "table"),
    phrase(rf"\bthere (?:is|should be|will be) (?:now )?{_TABLE}{_IN}(?! (?:with|whose))", "table"),
)  # fmt: skip
GONE = phrase(
    rf"{_TABLE}{_IN} (?:no longer exists|does not exist|doesn['’]t exist|should not exist|must not exist|(?:is|was|has been) (?:now )?(?:gone|dropped|removed|deleted))",
    "table",
)
ROWS: tuple[Phrase, ...] = (
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:has|have|holds?|contains?) (?:exactly )?(?P<count>{COUNT}|no) {_ROWS}\b(?! (?:with|where|whose|for|of|per|from|in))", "table"),
    phrase(rf"\bthere (?:is|are|should be|will be) (?:now )?(?:exactly )?(?P<count>{COUNT}|no) {_ROWS} in {_TABLE}{_IN}", "table"),
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:is|be) (?:now )?(?P<empty>empty)\b", "table"),
)  # fmt: skip
NO = "no"
ROW = phrase(
    rf"{_TABLE}{_IN} {_MAY}(?P<not>(?:does not|doesn['’]t|no longer|must not|should not) )?(?:has|have|contains?|holds?|includes?) (?:a|the|one|an|any) (?:new )?{_ROWS} (?:with|for|containing|that contains) (?P<said>{{said}})(?= ?(?:[.,;!]|and\b|$))",
    "table",
)
