from __future__ import annotations

import re

import pytest

from milepost.text.pattern import Pattern

WORDS = Pattern(r"[a-z]+", re.IGNORECASE)


def test_it_matches_as_the_compiled_expression_does() -> None:
    text = "One, two"
    assert [found[0] for found in WORDS.finditer(text)] == ["One", "two"]
    assert [found[0] for found in WORDS.finditer(text, 3)] == ["two"]
    for method in ("search", "match", "fullmatch"):
        ours = getattr(WORDS, method)(text)
        theirs = getattr(re.compile(r"[a-z]+", re.IGNORECASE), method)(text)
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert WORDS.split(text) == ["", ", ", ""]
    assert WORDS.sub("x", text) == "x, x"
    assert WORDS.sub(lambda found: found[0].upper(), text, 1) == "ONE, two"


def test_it_is_compiled_once_and_not_before_it_is_needed() -> None:
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
    assert WORDS.compiled is WORDS.compiled
