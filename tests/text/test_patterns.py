"""Patterns made of what was kept: equal to compiled ones, or compiled."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.text.test_lazy_re import every_lazy_pattern

from milepost.reading.phrase import Phrase
from milepost.text import patterns
from milepost.text.patterns import Patterns

if TYPE_CHECKING:
    from milepost.text.patterns import Entries

WORD = r"(?P<word>[a-zäß]+)(?:-(?P<part>\w))?"


def entries(*sources: str) -> Entries:
    """What is kept of patterns."""
    known = Patterns(dict)
    for source in sources:
        known.compile(source)
    return known.new


def test_every_pattern_that_stands_in_the_code_is_made_as_it_is_compiled() -> None:
    sources: list[tuple[Any, int]] = [(one.pattern, one._flags) for one in every_lazy_pattern()]
    sources += [(one.pattern, 0) for one in gc.get_objects() if type(one) is Phrase]
    first = Patterns(dict)
    for source, flags in sources:
        first.compile(source, flags)
    again = Patterns(lambda: first.new)
    assert len(sources) > 1000
    # Python compares their code as well.
    assert all(again.compile(*source) == re.compile(*source) for source in sources)
    assert not again.new


def test_what_is_kept_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = entries(WORD)

    def refuse(*_: object) -> None:
        raise AssertionError("it is compiled")

    monkeypatch.setattr(patterns, "_compiled", refuse)
    found = Patterns(lambda: kept).compile(WORD).fullmatch("groß-x")
    assert found is not None
    assert found.groupdict() == {"word": "groß", "part": "x"}


@pytest.mark.parametrize("flags", [re.IGNORECASE, re.VERBOSE | re.MULTILINE, re.ASCII])
def test_flags_belong_to_a_pattern(flags: re.RegexFlag) -> None:
    known = Patterns(lambda: entries(WORD))
    assert known.compile(WORD, flags) == re.compile(WORD, flags)
    assert known.compile(WORD) == re.compile(WORD)
    assert set(known.new) == {(WORD, int(flags))}


def test_bytes_are_kept_apart_from_text() -> None:
    assert Patterns(lambda: entries("a+")).compile(b"a+") == re.compile(b"a+")


@pytest.mark.parametrize("code", [b"", b"abc", b"\xff\xff\xff\xff" * 4])
def test_code_that_is_none_is_compiled_anew(code: bytes) -> None:
    kept: Entries = {(WORD, 0): (32, code, 2, {"word": 1, "part": 2}, (None, "word", "part"))}
    known = Patterns(lambda: kept)
    assert known.compile(WORD) == re.compile(WORD)
    assert set(known.new) == {(WORD, 0)}


def test_a_wrong_pattern_raises_what_re_raises() -> None:
    with pytest.raises(re.error, match="unterminated"):
        Patterns(dict).compile("(a")


def test_nothing_is_noted_where_nothing_is_kept() -> None:
    known = Patterns()
    assert known.compile(WORD) == re.compile(WORD)
    assert not known.new


def test_what_is_kept_is_told_once() -> None:
    known = Patterns()
    assert known.keep(lambda: entries(WORD))
    assert not known.keep(dict)
    assert known.compile(WORD) == re.compile(WORD)
    assert not known.new


def test_a_python_that_keeps_its_code_to_itself_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("re._compiler._code")
    known = Patterns(dict)
    assert known.compile(WORD).fullmatch("a") is not None
    assert not known.new
