"""Sentences of outcomes: what they read as, and what must not be read."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.guides import cases_of

from milepost.document.language import LANGUAGES
from milepost.document.model import Paragraph
from milepost.document.parse import parse_text
from milepost.reading.outcomes.base import Surroundings
from milepost.reading.outcomes.registry import READINGS
from milepost.reading.outcomes.sentence import read_sentence
from milepost.reading.phrases import phrases_of
from milepost.reading.sentence import sentences

CASES = cases_of("outcomes", "outcomes.toml")
READ = [
    (language, reading.NAME)
    for language in LANGUAGES
    for reading in READINGS
    if hasattr(phrases_of(language), reading.__name__.rpartition(".")[2])
]


def read_all(prose: str, around: Surroundings) -> list[str]:
    paragraph = parse_text(prose).blocks[0]
    assert isinstance(paragraph, Paragraph)
    found: list[str] = []
    for sentence in sentences(paragraph.inlines, around.phrases):
        reading = read_sentence(sentence, around)
        found += [check.reads_as for check in reading.checks]
        if reading.implied:
            found.append("implied")
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["prose"])
def test_sentence_reads_as_its_checks_and_nothing_else(case: dict[str, Any]) -> None:
    around = Surroundings(
        phrases=phrases_of(case["language"]),
        port=case.get("port"),
        folders=tuple(case.get("folders", ())),
        several=case.get("several", False),
        page=case.get("page"),
        database=case.get("database"),
        packages=tuple(case.get("packages", ())),
        answered=case.get("answered", False),
    )
    assert sorted(read_all(case["prose"], around)) == sorted(case["reads_as"])


@pytest.mark.parametrize(("language", "reading"), READ)
def test_every_reading_has_examples_that_match_and_that_do_not(language: str, reading: str) -> None:
    own = [c for c in CASES if (c["language"], c["reading"]) == (language, reading)]
    assert any(case["reads_as"] for case in own)
    assert any(case.get("not_read") for case in own)


def test_names_of_readings_are_unique() -> None:
    assert len({reading.NAME for reading in READINGS}) == len(READINGS)
