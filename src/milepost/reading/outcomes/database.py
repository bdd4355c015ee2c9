""" "The `users` table exists", "`notes.db` contains a table `notes`", "the `notes` table has 3 rows"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import RowExists, TableExists, TableRows
from milepost.reading.databases import of_name
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.outcomes.marks import literal
from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "database"
CUES: tuple[str, ...] = ("table", "row", "record")

_TABLE = r"(?:\b(?:the |a |an |your |its |new |database |empty )*(?:table (?:named |called )?(?P<table>{code})|(?P<named>{code})(?: database)? table))"
_IN = r"(?: (?:in|of|inside) (?:the |your )?(?:sqlite |postgres(?:ql)? )?(?:database |file )?(?P<database>{code})(?: database| file)?)?"
_MAY = r"(?:should |will |must |now |also )*"
_ROWS = r"(?:rows?|records?)"

EXISTS = (
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:exists?|(?:is|was|has been|be) (?:now )?(?:there|present|created)){_IN.replace('<database>', '<late>')}(?! (?:with|as|by|from))", "table"),
    phrase(rf"(?P<database>{{code}})(?: database| file)? {_MAY}(?:contains?|has|have|includes?|holds?) {_TABLE}(?! (?:with|whose|of))", "table"),
    phrase(rf"\bthere (?:is|should be|will be) (?:now )?{_TABLE}{_IN}(?! (?:with|whose))", "table"),
)  # fmt: skip
GONE = phrase(
    rf"{_TABLE}{_IN} (?:no longer exists|does not exist|doesn['’]t exist|should not exist|must not exist|(?:is|was|has been) (?:now )?(?:gone|dropped|removed|deleted))",
    "table",
)
ROWS = (
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:has|have|holds?|contains?) (?:exactly )?(?P<count>{COUNT}|no) {_ROWS}\b(?! (?:with|where|whose|for|of|per|from|in))", "table"),
    phrase(rf"\bthere (?:is|are|should be|will be) (?:now )?(?:exactly )?(?P<count>{COUNT}|no) {_ROWS} in {_TABLE}{_IN}", "table"),
    phrase(rf"{_TABLE}{_IN} {_MAY}(?:is|be) (?:now )?(?P<empty>empty)\b", "table"),
)  # fmt: skip
ROW = phrase(
    rf"{_TABLE}{_IN} {_MAY}(?P<not>(?:does not|doesn['’]t|no longer|must not|should not) )?(?:has|have|contains?|holds?|includes?) (?:a|the|one|an|any) (?:new )?{_ROWS} (?:with|for|containing|that contains) (?P<said>{{said}})(?= ?(?:[.,;!]|and\b|$))",
    "table",
)

_NAME = re.compile(r"^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Tables, their rows, and rows by one of their values, where the database is explicit."""
    for pattern in (GONE, *EXISTS):
        for found in pattern.finditer(sentence.skeleton):
            where = _where(sentence, found, around)
            if where is not None:
                negated = pattern is GONE
                check = TableExists(database=where[0], table=where[1], negated=negated)
                yield Found(found.start(), found.end(), check)
    for pattern in ROWS:
        for found in pattern.finditer(sentence.skeleton):
            where = _where(sentence, found, around)
            if where is not None:
                rows = TableRows(database=where[0], table=where[1], rows=_count(found))
                yield Found(found.start(), found.end(), rows)
    for found in ROW.finditer(sentence.skeleton):
        where = _where(sentence, found, around)
        said = literal(sentence.at(found.start("said")).text)
        if where is not None and said is not None:
            row = RowExists(
                database=where[0], table=where[1], text=said, negated=bool(found["not"])
            )
            yield Found(found.start(), found.end(), row)


def _where(
    sentence: Sentence, found: re.Match[str], around: Surroundings
) -> tuple[str, str] | None:
    """(database, table), or None where one of them is not explicit."""
    groups = found.groupdict()
    table = sentence.at(found.start("table" if groups["table"] else "named")).text.strip("\"'")
    database = around.database
    name = next((n for n in ("database", "late") if groups.get(n)), None)
    if name is not None:
        told = sentence.at(found.start(name)).text
        database = of_name(told, around.database)
    if database is None or not _NAME.match(table):
        return None
    return database, table


def _count(found: re.Match[str]) -> int:
    word = found.groupdict().get("count")
    return 0 if word is None or word.lower() == "no" else number(word)
