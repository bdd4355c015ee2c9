from __future__ import annotations

import io

import pytest

from milepost.interfaces.cli.stream import PIPED_WIDTH, style_of


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


COLOURS = [
    ("a pipe", False, {}, False),
    ("a terminal", True, {}, True),
    ("a dumb terminal", True, {"TERM": "dumb"}, False),
    ("NO_COLOR", True, {"NO_COLOR": "1"}, False),
    ("an empty NO_COLOR", True, {"NO_COLOR": ""}, True),
    ("FORCE_COLOR on a pipe", False, {"FORCE_COLOR": "1"}, True),
    ("FORCE_COLOR=0 on a pipe", False, {"FORCE_COLOR": "0"}, False),
    ("both on a terminal", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
]


@pytest.mark.parametrize(
    ("terminal", "environ", "colour"),
    [case[1:] for case in COLOURS],
    ids=[case[0] for case in COLOURS],
)
def test_colour_is_used_where_the_reader_can_see_it_and_wants_it(
    terminal: bool, environ: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    kind = Terminal if terminal else io.TextIOWrapper
    assert style_of(kind(io.BytesIO(), encoding="utf-8")).colour is colour


@pytest.mark.parametrize(
    ("encoding", "unicode"), [("utf-8", True), ("ascii", False), ("latin-1", False)]
)
def test_signs_are_words_where_the_encoding_lacks_them(encoding: str, unicode: bool) -> None:
    assert style_of(io.TextIOWrapper(io.BytesIO(), encoding=encoding)).unicode is unicode


def test_a_pipe_has_the_same_width_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "37")
    assert style_of(io.StringIO()).width == PIPED_WIDTH
