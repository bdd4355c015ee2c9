""" "The `users` table exists", "`notes.db` contains a table `notes`", "the `notes` table has 3 rows"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import RowExists, TableExists, TableRows
from milepost.reading.databases import of_name
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.outcomes.numbers import number
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "database"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    EXISTS: tuple[Phrase, ...]
    GONE: Phrase
    ROWS: tuple[Phrase, ...]
    ROW: Phrase
    NO: str
    """In the place of a number: there is none."""


_NAME = re.compile(r"^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Tables, their rows, and rows by one of their values, where the database is explicit."""
    says: Says = around.phrases.database
    for pattern in (says.GONE, *says.EXISTS):
        for found in pattern.finditer(sentence.skeleton):
            where = _where(sentence, found, around)
            if where is not None:
                negated = pattern is says.GONE
                check = TableExists(database=where[0], table=where[1], negated=negated)
                yield Found(found.start(), found.end(), check)
    for pattern in says.ROWS:
        for found in pattern.finditer(sentence.skeleton):
            where = _where(sentence, found, around)
            if where is not None:
                rows = TableRows(database=where[0], table=where[1], rows=_count(found, around))
                yield Found(found.start(), found.end(), rows)
    for found in says.ROW.finditer(sentence.skeleton):
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


def _count(found: re.Match[str], around: Surroundings) -> int:
    says: Says = around.phrases.database
    word = found.groupdict().get("count")
    return 0 if word is None or word == says.NO else number(word, around.phrases)
