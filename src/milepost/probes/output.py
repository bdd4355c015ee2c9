"""Checks of what the last block printed, and of how it ended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.probes.base import Verdict
from milepost.reading.compare import compare
from milepost.reading.normalise import normalise

if TYPE_CHECKING:
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

_BLANKS = re.compile(r"[^\S\n]+")
_NOTHING_RAN = Verdict(None, "no block ran before it, so there is no output")


def output_contains(check: OutputContains, view: View) -> Verdict:
    """The text stands in the output; blanks within a line are folded on both sides."""
    if view.output is None:
        return _NOTHING_RAN
    holds = _holds(_fold(view.output), _fold(check.text))
    if not holds and check.negated:
        # A part of a number is no sight of it, but a sight that must not be is taken broadly.
        holds = _fold(check.text) in _fold(view.output)
    seen = _line_with(view.output, check.text) if holds else tail(view.output)
    return Verdict(holds, seen, pending=view.serving)


def output_matches(check: OutputMatches, view: View) -> Verdict:
    """The output compared with the guide's."""
    if view.output is None:
        return _NOTHING_RAN
    comparison = compare(check.expected, view.output, mode=check.mode, masks=check.masks)
    return Verdict(
        comparison.equal, tail(view.output, 40), expected=check.expected, pending=view.serving
    )


def output_line(check: OutputLine, view: View) -> Verdict:
    """One line that is not blank, or the whole output, with blanks folded on both sides."""
    if view.output is None:
        return _NOTHING_RAN
    lines = [line for line in _fold(view.output).split("\n") if line.strip()]
    place = check.line
    if place is None:
        seen = "\n".join(line.strip() for line in lines)
    else:
        index = place - 1 if place > 0 else place
        seen = lines[index].strip() if -len(lines) <= index < len(lines) else ""
    wanted = _fold(check.text)
    holds = {
        "is": seen == wanted,
        "contains": wanted in seen,
        "starts with": seen.startswith(wanted),
        "ends with": seen.endswith(wanted),
    }[check.how]
    return Verdict(holds, tail(seen) or "no output", pending=view.serving)


def output_count(check: OutputCount, view: View) -> Verdict:
    """The number of lines that are not blank."""
    if view.output is None:
        return _NOTHING_RAN
    count = sum(1 for line in normalise(view.output).split("\n") if line.strip())
    return Verdict(count == check.lines, f"{count} lines")


def output_empty(check: OutputEmpty, view: View) -> Verdict:  # noqa: ARG001
    """Nothing but blanks was printed."""
    if view.output is None:
        return _NOTHING_RAN
    return Verdict(not view.output.strip(), tail(view.output) or "no output")


def exit_status(check: ExitStatus, view: View) -> Verdict:
    """The exit status of the last command that ran."""
    if view.exit_status is None:
        return Verdict(None, "no command ended before it")
    return Verdict(view.exit_status == check.status, f"exit status {view.exit_status}")


def tests_pass(check: TestsPass, view: View) -> Verdict:
    """What the runner said of its tests."""
    if view.output is None:
        return _NOTHING_RAN
    tests = view.tests
    if tests is None or tests.executed is None:
        return Verdict(False, "the output does not say that tests ran: " + tail(view.output, 3))
    failed = tests.failed or 0
    seen = f"{tests.executed} tests ran, {failed} failed"
    if check.failed is not None:
        return Verdict(failed == check.failed and tests.executed > 0, seen)
    passed = tests.executed - failed
    wanted = check.count is None or passed == check.count
    return Verdict(failed == 0 and passed > 0 and wanted, seen)


def tail(text: str, lines: int = 10) -> str:
    """The last lines of an output, control sequences removed."""
    kept = normalise(text).strip("\n").split("\n")
    return "\n".join(kept[-lines:])


def _fold(text: str) -> str:
    return _BLANKS.sub(" ", normalise(text)).strip()


def _holds(output: str, text: str) -> bool:
    """Whether a text is in the output; a number is not found within a longer one."""
    if not text[:1].isdigit() and not text[-1:].isdigit():
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
