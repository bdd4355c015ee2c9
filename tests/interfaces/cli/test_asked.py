"""A person who is asked something at a terminal sees the question and what they type."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.progress_roadmap import do_the_work, lay_out
from tests.interfaces.cli.terminal import seated
from tests.interfaces.cli.test_live import tell_of_a_step

from milepost.interfaces.cli.display import Display
from milepost.interfaces.cli.screen import given_way
from milepost.report.style import Style

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = 0.5
"""Seconds in which a display that is on the terminal is drawn several times."""


@pytest.fixture
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap whose first milestone is done but not verified."""
    lay_out(tmp_path)
    do_the_work(tmp_path)
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / ".milepost" / "state"))
    return tmp_path


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_the_question_of_trust_stays_on_the_terminal_until_it_is_answered(
    roadmap: Path, terminal: str
) -> None:
    with seated("verify", "1", cwd=roadmap, TERM=terminal) as seat:
        seat.see("Trust exactly these from now on? [y/N] ")
        asked = len(seat.shown)
        seat.type("y")
        seat.see("y")
        seat.look(FRAMES)
        assert seat.shown[asked:] == "y"
        seat.type("\r")
        status = seat.end()
    assert (status, "checklist item 2 waits for you" in seat.shown) == (0, True), seat.shown
    before, _, after = seat.shown.partition("[y/N] y")
    assert "python3 -m unittest -v test_calc.py" in before
    assert "\x1b[1A" not in after.partition("1: Add")[0], "the question is wiped"


def test_who_interrupts_the_question_gets_the_terminal_back(roadmap: Path) -> None:
    with seated("verify", "1", cwd=roadmap, TERM="xterm-256color") as seat:
        before = seat.modes()
        seat.see("[y/N] ")
        asked = len(seat.shown)
        seat.type("\x03")
        status = seat.end()
        assert seat.modes() == before
    assert status == 130
    assert "Interrupted." in seat.shown[asked:]
    assert "\x1b[?25l" not in seat.shown[asked:], "the cursor is hidden again"


def test_a_display_gives_way_and_goes_on_below_what_was_said_meanwhile() -> None:
    stream = io.StringIO()
    with Display(stream, Style(unicode=False)) as display:
        tell_of_a_step(display)
        with given_way():
            before = stream.getvalue()
            display.milestone_started("b.md", None, "Other", 1)
            stream.write("Really? yes\n")
            assert stream.getvalue() == f"{before}Really? yes\n"
    after = stream.getvalue().partition("Really? yes\n")[2]
    assert before.rindex("\x1b[?25h") > before.rindex("\x1b[?25l")
    drawn = after.partition("1: Start")[0]
    assert drawn, "nothing is drawn any more"
    assert "\x1b[1A" not in drawn, "what was said is wiped"


def test_a_display_does_not_come_back_after_an_interrupted_question() -> None:
    stream = io.StringIO()
    with suppress(KeyboardInterrupt), Display(stream, Style(unicode=False)) as display:
        tell_of_a_step(display)
        with given_way():
            asked = len(stream.getvalue())
            raise KeyboardInterrupt
    assert "\x1b[?25l" not in stream.getvalue()[asked:]
    assert "1: Start  stopped" in stream.getvalue()[asked:]
