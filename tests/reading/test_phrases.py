"""Phrases: compiled late, and asked only where one of their cues is there."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.guides import one_step

import milepost.reading
from milepost.milestone.model import Prose
from milepost.reading.phrase import CODE, NEVER, Phrase, bits_of, cue_bits, phrase
from milepost.reading.phrases import ENGLISH
from milepost.reading.sentence import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator


def all_phrases() -> Iterator[Phrase]:
    """Every phrase that a module of the package has at its top."""
    for module in pkgutil.walk_packages(milepost.reading.__path__, "milepost.reading."):
        for value in vars(importlib.import_module(module.name)).values():
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Phrase):
                    yield item


GATED = sorted({p.pattern: p for p in all_phrases() if p.cues and p is not NEVER}.items())


def test_there_are_phrases_with_cues() -> None:
    assert len(GATED) > 10


@pytest.mark.parametrize("gated", [p for _, p in GATED], ids=lambda p: p.pattern[:30])
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_text_that_has_a_phrase_has_one_of_its_cues(gated: Phrase, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(gated.pattern)))
    assert any(cue in text.lower() for cue in gated.cues)


def test_a_phrase_with_cues_finds_what_its_expression_finds() -> None:
    plain, gated = (
        phrase(r"\b(?:runs?|ran) {code}"),
        phrase(r"\b(?:runs?|ran) {code} now", "ru", "ra"),
    )
    assert plain.search(f"it RUNS {CODE}") is not None
    assert gated.search(f"It Ran {CODE} now") is not None
    assert [m.start() for m in gated.finditer(f"run {CODE} now run {CODE} now")] == [0, 10]
    assert gated.sub(lambda found: found[0][:1], f"a run {CODE} now") == "a r"
    assert gated.search("walk") is None
    assert list(gated.finditer("walk")) == []
    assert gated.sub(lambda found: found[0][:1], "walk") == "walk"
    with pytest.raises(AttributeError):
        getattr(gated, "split")  # noqa: B009


def test_private_characters_of_a_guide_stand_for_nothing() -> None:
    milestone = one_step(f"Look at {CODE} and `x`. Then {CODE} again, and `y`.\n")
    (part,) = milestone.steps[0].parts
    assert isinstance(part, Prose)
    found = sentences(part.inlines, ENGLISH)
    assert [[e.text for e in s.explicit] for s in found] == [["x"], ["y"]]
    assert [s.skeleton.count(CODE) for s in found] == [1, 1]


@pytest.mark.parametrize(
    "words", ["need to", "to ", " is", ", so ", "log", " in ", "averyveryverylong"]
)
@settings(deadline=None)
@given(text=st.lists(st.sampled_from(["need", "to", "is,", "in", ", so", "into", "kneed", "catalog",
                                      " ", "averyveryverylongword", "\n", "to-do"])))  # fmt: skip
def test_a_text_has_a_cue_where_it_has_its_characters(words: str, text: list[str]) -> None:
    for joined in ("".join(text), " ".join(text)):
        assert bool(bits_of(joined) & cue_bits((words,))) == (words in joined)
