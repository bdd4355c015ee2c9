"""Checks of what the last block printed, and of how it ended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.probes.base import Verdict
from milepost.reading.compare import compare
from milepost.reading.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.milestone.check import (
        ExitStatus,
        OutputContains,
        OutputCount,
        OutputEmpty,
        OutputLine,
        OutputMatches,
        TestsPass,
    )
    from milepost.probes.base import View
    from milepost.reading.compare import Comparison

_BLANKS = re.compile(r"[^\S\n]+")
_NOTHING_RAN = Verdict(None, "no block ran before it, so there is no output")


def output_contains(check: OutputContains, view: View) -> Verdict:
    """The text stands in the output; blanks within a line are folded on both sides."""
    wanted = _fold(check.text)
    return _first(
        check,
        view,
        lambda output: _holds(_fold(output), wanted, broadly=check.negated),
        lambda output: _line_with(output, check.text),
    )


def output_matches(check: OutputMatches, view: View) -> Verdict:
    """The output compared with the guide's."""

    def against(output: str) -> Comparison:
        return compare(
            check.expected, output, mode=check.mode, masks=check.masks, share=check.share
        )

    verdict = _first(
        check,
        view,
        lambda output: against(output).equal,
        lambda output: tail(output, 40),
        lines=40,
    )
    lines = against(view.outputs[0]).difference if verdict.holds is False else None
    return replace(verdict, expected=check.expected, difference=lines or None)


def output_line(check: OutputLine, view: View) -> Verdict:
    """One line that is not blank, or the whole output, with blanks folded on both sides."""
    wanted = _fold(check.text)

    def holds(output: str) -> bool:
        seen = _line(output, check.line)
        return {
            "is": seen == wanted,
            "contains": wanted in seen,
            "starts with": seen.startswith(wanted),
            "ends with": seen.endswith(wanted),
        }[check.how]

    def seen(output: str) -> str:
        return tail(_line(output, check.line)) or "no output"

    return _first(check, view, holds, seen, otherwise=seen)


def output_count(check: OutputCount, view: View) -> Verdict:
    """The number of lines that are not blank."""
    if not view.outputs:
        return _NOTHING_RAN
    count = sum(1 for line in normalise(view.outputs[0]).split("\n") if line.strip())
    return Verdict(count == check.lines, f"{count} lines")


def output_empty(check: OutputEmpty, view: View) -> Verdict:  # noqa: ARG001
    """Nothing but blanks was printed."""
    if not view.outputs:
        return _NOTHING_RAN
    output = view.outputs[0]
    return Verdict(not output.strip(), tail(output) or "no output")


def exit_status(check: ExitStatus, view: View) -> Verdict:
    """The exit status of the last command that ran."""
    if view.exit_status is None:
        return Verdict(None, "no command ended before it")
    return Verdict(view.exit_status == check.status, f"exit status {view.exit_status}")


def tests_pass(check: TestsPass, view: View) -> Verdict:
    """What the runner said of its tests."""
    if not view.outputs:
        return _NOTHING_RAN
    tests = view.tests
    if tests is None or tests.executed is None:
        return Verdict(False, "the output does not say that tests ran: " + tail(view.outputs[0], 3))
    failed = tests.failed or 0
    noun = "test" if tests.executed == 1 else "tests"
    seen = f"{tests.executed} {noun} ran, {failed} failed"
    if check.failed is not None:
        return Verdict(failed == check.failed and tests.executed > 0, seen)
    passed = tests.executed - failed
    wanted = check.count is None or passed == check.count
    return Verdict(failed == 0 and passed > 0 and wanted, seen)


def _first(
    check: OutputContains | OutputMatches | OutputLine,
    view: View,
    holds: Callable[[str], bool],
    shown: Callable[[str], str],
    *,
    otherwise: Callable[[str], str] | None = None,
    lines: int = 10,
) -> Verdict:
    """Whether it holds for one of the outputs; what is not to be there, of the first alone: a
    service's log tells what it was asked for, too. `shown` and `otherwise` (default: the last
    `lines`) are what is told of an output for which it holds, and for which it does not."""
    if not view.outputs:
        return _NOTHING_RAN
    outputs = view.outputs[:1] if check.negated else view.outputs
    found = next((output for output in outputs if holds(output)), None)
    if found is not None:
        return Verdict(True, shown(found))
    seen = otherwise(outputs[0]) if otherwise else tail(outputs[0], lines)
    return Verdict(False, seen, pending=view.serving)


def tail(text: str, lines: int = 10) -> str:
    """The last lines of an output, control sequences removed."""
    kept = normalise(text).strip("\n").split("\n")
    return "\n".join(kept[-lines:])


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", normalise(text)).strip()


def _line(output: str, number: int | None) -> str:
    """A line that is not blank, from 1, or from -1 at the end; all of them for None."""
    lines = [line.strip() for line in _fold(output).split("\n") if line.strip()]
    if number is None:
        return "\n".join(lines)
    index = number - 1 if number > 0 else number
    return lines[index] if -len(lines) <= index < len(lines) else ""


def _holds(output: str, text: str, *, broadly: bool) -> bool:
    """Whether a text is in the output; a number is not found within a longer one.

    What is not to be there is looked for broadly, within a longer number too.
    """
    if broadly or not (text[:1].isdigit() or text[-1:].isdigit()):
        return text in output
    before = r"(?<!\d)(?<!\d\.)" if text[:1].isdigit() else ""
    after = r"(?!\d)" if text[-1:].isdigit() else ""
    return re.search(before + re.escape(text) + after, output) is not None


def _line_with(output: str, text: str) -> str:
    wanted = _fold(text)
    for line in normalise(output).split("\n"):
        if wanted in _fold(line):
            return line.strip()
    return tail(output, 3)
