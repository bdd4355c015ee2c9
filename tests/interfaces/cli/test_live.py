from __future__ import annotations

import contextlib
import io
import os
import pty
import re
from typing import TYPE_CHECKING

import pytest

from milepost.interfaces.cli.display import Display
from milepost.interfaces.cli.live import PlainLines, watching
from milepost.report.cells import width
from milepost.report.style import Style
from milepost.result.model import MilestoneResult, OutcomeResult, Status, StepResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.result.observer import Observer

STEP = StepResult(line=3, status=Status.PASSED, number=1, name="Make it", seconds=0.4)
OUTCOME = OutcomeResult(line=8, status=Status.PASSED, text="The file `a` exists.")
DONE = MilestoneResult(path="a.md", number="1", name="Start", status=Status.FAILED, reason="why")


def tell_of_a_step(observer: Observer) -> None:
    """What a run tells up to the middle of its second step."""
    observer.milestone_started("a.md", "1", "Start", 2)
    observer.step_started("a.md", 1, "Make it", 3)
    observer.command_started("a.md", 5, "make it\nmore")
    observer.output("a.md", "compiling\r\n\x1b[32mlinking\x1b[0m\n")
    observer.outcome_checked("a.md", OUTCOME)
    observer.step_finished("a.md", STEP)
    observer.step_started("a.md", 2, "Use it", 12)
    observer.command_started("a.md", 14, "./it")
    observer.output("a.md", "10 %\r90 %")


def test_a_log_gets_a_line_for_each_milestone_and_each_step_that_ended() -> None:
    stream = io.StringIO()
    lines = PlainLines(stream, Style(unicode=False))
    tell_of_a_step(lines)
    lines.milestone_finished("a.md", DONE)
    assert stream.getvalue().splitlines() == [
        "1: Start (a.md, 2 steps)",
        "  ok Step 1: Make it  0.4 s",
        "FAIL a.md: failed - why",
    ]


def test_a_step_stands_under_its_own_milestone_in_a_log() -> None:
    stream = io.StringIO()
    lines = PlainLines(stream, Style(unicode=False))
    tell_of_a_step(lines)
    again = StepResult(line=12, status=Status.FAILED, number=1, name="Do")
    for path in ("b.md (after a.md)", "b.md (after a.md)", "a.md"):
        lines.step_finished(path, again)
    assert stream.getvalue().splitlines()[2:] == [
        "b.md (after a.md):",
        "  FAIL Step 1: Do",
        "  FAIL Step 1: Do",
        "a.md:",
        "  FAIL Step 1: Do",
    ]


def test_a_log_that_gets_the_report_too_is_told_nothing_twice() -> None:
    stream = io.StringIO()
    lines = PlainLines(stream, Style(unicode=False), brief=True)
    tell_of_a_step(lines)
    slow = StepResult(line=12, status=Status.PASSED, number=2, name="Use it", seconds=6.0)
    lines.step_finished("a.md", slow)
    lines.milestone_finished("a.md", DONE)
    assert stream.getvalue().splitlines() == [
        "1: Start (a.md, 2 steps)",
        "  ok Step 2: Use it  6.0 s",
    ]


def test_a_log_that_nobody_reads_any_more_does_not_stop_the_run() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = open(writer, "w", encoding="utf-8")  # noqa: SIM115 - it is closed without its reader
    lines = PlainLines(stream, Style())
    tell_of_a_step(lines)
    lines.milestone_finished("a.md", DONE)
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_a_terminal_shows_the_step_the_command_and_its_last_line() -> None:
    stream = io.StringIO()
    with Display(stream, Style(unicode=False)) as display:
        tell_of_a_step(display)
        display.milestone_started("b.md", None, "Other", 1)
        display.milestone_finished("b.md", DONE)
    frame = stream.getvalue()
    assert "1: Start  2 of 2" in frame
    assert "ok Step 1: Make it" in frame
    assert "Step 2: Use it" in frame
    assert "14: ./it" in frame
    assert "90 %" in frame
    assert "10 %" not in frame
    assert "FAIL Other" in frame


def test_of_a_cluster_it_is_said_which_worker_runs_what_and_what_is_waited_for() -> None:
    log, screen = io.StringIO(), io.StringIO()
    with Display(screen, Style(unicode=False)) as display:
        for observer in (PlainLines(log, Style(unicode=False)), display):
            observer.notice("no worker yet")
        assert "no worker yet" in display._render().plain
        for observer in (PlainLines(log, Style(unicode=False)), display):
            observer.milestone_started("a.md", "1", "Start", 2)
            observer.milestone_placed("a.md", "worker oak")
            observer.milestone_placed("gone.md", "worker oak")
        shown = display._render().plain
    assert "on worker oak" in shown
    assert "no worker yet" not in shown
    assert log.getvalue().splitlines() == [
        "milepost: no worker yet",
        "1: Start (a.md, 2 steps)",
        "  a.md on worker oak",
        "  gone.md on worker oak",
    ]


def interrupted_run(stream: io.StringIO) -> None:
    """A run on a display that Ctrl-C ends."""
    with Display(stream, Style()) as display:
        tell_of_a_step(display)
        raise KeyboardInterrupt


def test_a_display_leaves_the_cursor_as_it_was_even_after_an_interrupt() -> None:
    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        interrupted_run(stream)
    shown = stream.getvalue()
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_a_display_that_is_interrupted_leaves_where_it_was() -> None:
    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        interrupted_run(stream)
    left = stream.getvalue().rpartition("\x1b[?25h")[2]
    assert "1: Start  stopped" in left.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "Step 1: Make it" in left
    assert "Step 2: Use it  stopped at line 14: ./it" in left


def test_an_interrupt_is_acknowledged_at_once() -> None:
    stream = io.StringIO()
    with Display(stream, Style(unicode=False)) as display:
        tell_of_a_step(display)
        display.acknowledge()
    assert "Interrupted: what runs is being ended" in stream.getvalue()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.TextIOWrapper]:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as stream:
        yield stream
    os.close(ours)


def test_a_terminal_gets_the_live_display_and_a_pipe_gets_lines(
    terminal: io.TextIOWrapper,
) -> None:
    with watching(terminal) as observer:
        assert isinstance(observer, Display)
    with watching(io.StringIO()) as observer:
        assert isinstance(observer, PlainLines)


def test_a_terminal_without_colour_gets_the_live_display_too(
    terminal: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with watching(terminal) as observer:
        assert isinstance(observer, Display)


def test_a_display_without_colour_writes_no_colours() -> None:
    stream = io.StringIO()
    with Display(stream, Style(colour=False)) as display:
        tell_of_a_step(display)
    assert "Step 2: Use it" in stream.getvalue()
    assert re.search(r"\x1b\[[0-9;]*m", stream.getvalue()) is None


def test_a_dumb_terminal_gets_lines(
    terminal: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with watching(terminal) as observer:
        assert isinstance(observer, PlainLines)


def last_frame(shown: str) -> list[str]:
    """The lines of the last frame of a display that has ended, without colours."""
    body = shown.rpartition("\x1b[?25h")[0]
    frames = re.split(r"(?:\r|\x1b\[2K|\x1b\[1A|\x1b\[\?25l)+", body)
    return re.sub(r"\x1b\[[0-9;]*m", "", [one for one in frames if one.strip()][-1]).splitlines()


def beside_each_other(display: Display, count: int) -> None:
    """Some milestones on their way, each in its second step, after one that has ended."""
    display.milestone_started("0.md", "0", "Before", 1)
    display.milestone_finished("0.md", DONE)
    for number in range(1, count + 1):
        path = f"{number}.md"
        display.milestone_started(path, str(number), f"Guide {'漢字' * 20}", 2)
        display.step_started(path, 1, "Make it", 3)
        display.step_finished(path, STEP)
        display.step_started(path, 2, f"Use it {'long ' * 30}", 12)
        display.command_started(path, 14, "./it\t" + "word " * 40)
        display.output(path, f"a\tb {'漢字' * 40}\n")


SIZES = [(80, 24, 2), (40, 24, 2), (40, 8, 2), (80, 6, 2), (30, 24, 9), (80, 24, 40)]


@pytest.mark.parametrize(("columns", "rows", "count"), SIZES)
def test_a_frame_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, rows: int, count: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(rows))
    stream = io.StringIO()
    with Display(stream, Style(width=columns)) as display:
        beside_each_other(display, count)
    lines = last_frame(stream.getvalue())
    assert len(lines) < rows
    assert [line for line in lines if width(line) > columns or "\t" in line] == []


WHOLE = ("Step 2", "14: ./it", "a   b")
LEFT = {
    12: ("✗ 0: Before", "1: Guide", "✓ Step 1", *WHOLE, "2: Guide", "✓ Step 1", *WHOLE),
    10: ("1: Guide", *WHOLE, "2: Guide", "✓ Step 1", *WHOLE),
    7: ("1: Guide", "Step 2", "14: ./it", "2: Guide", "Step 2", "14: ./it"),
    5: ("1: Guide", "Step 2", "2: Guide", "Step 2"),
}
"""Rows of a terminal to what its lines say."""


@pytest.mark.parametrize("rows", LEFT)
def test_what_matters_least_is_left_out_first(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", str(rows))
    stream = io.StringIO()
    with Display(stream, Style(width=80)) as display:
        beside_each_other(display, 2)
    lines = last_frame(stream.getvalue())
    assert [words for words, line in zip(LEFT[rows], lines, strict=True) if words not in line] == []


def test_how_what_was_interrupted_ends_is_not_told() -> None:
    log, screen = io.StringIO(), io.StringIO()
    lines = PlainLines(log, Style())
    tell_of_a_step(lines)
    lines.acknowledge()
    lines.step_finished("a.md", STEP)
    lines.milestone_finished("a.md", DONE)
    assert len(log.getvalue().splitlines()) == 2
    with contextlib.suppress(KeyboardInterrupt), Display(screen, Style()) as display:
        tell_of_a_step(display)
        display.acknowledge()
        display.step_finished("a.md", STEP)
        display.milestone_finished("a.md", DONE)
        raise KeyboardInterrupt
    assert "Step 2: Use it  stopped at line 14: ./it" in screen.getvalue()
