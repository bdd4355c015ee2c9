"""Checks of what the last block printed, and of how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.probes import values
from milepost.probes.base import Verdict
from milepost.reading.compare import compare, first_json
from milepost.reading.normalise import normalise
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.milestone.check import (
        ExitStatus,
        OutputContains,
        OutputCount,
        OutputEmpty,
        OutputJson,
        OutputLine,
        OutputMatches,
        TestsPass,
    )
    from milepost.probes.base import View
    from milepost.reading.compare import Comparison

_BLANKS = re.compile(r"[^\S\n]+")
_STARTS = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)(?![A-Za-z0-9])")
_ENDS = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]?[a-z]+|[A-Z]+)$")
_ONE_WORD = re.compile(r"\w[\w-]*(?<=\w)")
_NOTHING_RAN = Verdict(None, "no block ran before it, so there is no output")


def output_contains(check: OutputContains, view: View) -> Verdict:
    """The text stands in the output; blanks within a line are folded on both sides."""
    wanted = _fold(check.text)
    return _first(
        check,
        view,
        lambda output: holds(_fold(output), wanted, broadly=check.negated),
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


def output_json(check: OutputJson, view: View) -> Verdict:
    """A value in the JSON that was printed last."""
    if not view.outputs:
        return _NOTHING_RAN
    found = first_json(normalise(view.outputs[0]))
    if found is None:
        return Verdict(False, "the output holds no JSON: " + tail(view.outputs[0], 5))
    try:
        value = values.at(found[0], check.pointer)
    except LookupError:
        return Verdict(False, f"no `{check.pointer}` in {values.text_of(found[0])}")
    seen = values.text_of(value)
    if check.length is not None:
        if not isinstance(value, list | dict):
            return Verdict(False, f"{seen} has no items")
        return Verdict(len(value) == check.length, f"{len(value)} items")
    return Verdict(check.value is None or seen == check.value, seen)


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
    if tests.expected:
        seen += f", {tests.expected} expected to fail or to do"
    if tests.skipped:
        seen += f"; {tests.skipped} did not run"
    if check.failed is not None:
        return Verdict(failed == check.failed and tests.executed > 0, seen)
    passed = tests.passed or 0
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


def holds(output: str, text: str, *, broadly: bool) -> bool:
    """Whether a text is in an output; a word or number is not found within a longer one.

    The parts of `camelCase`, `snake_case` and `a-b` are words of their own; but where an output
    is nothing but one such name, it is `a-b` and not `a`. What is not to be there is looked for
    broadly, within longer words too.
    """
    if broadly or text not in output:
        return text in output
    before, after = _not_before(text), _not_after(text)
    if _ONE_WORD.fullmatch(output) and _ONE_WORD.fullmatch(text):
        before, after = before + "(?<![_-])", after + "(?![_-])"
    return re.search(before + re.escape(text) + after, output) is not None


def _not_before(text: str) -> str:
    """What must not stand right before a text, so that it starts with a whole word."""
    if text.isdigit():
        return r"(?<![\w.])(?<!\w-)"
    if text[:1].isdigit():
        return r"(?<!\d)(?<!\d\.)"
    word = _STARTS.match(text)
    if not word:
        return ""
    return "(?<![A-Z])" if word[0][0].isupper() else "(?<![A-Za-z])"


def _not_after(text: str) -> str:
    """What must not stand right after it. A word in letters of both cases, or with digits, may
    be the start of a token or hash."""
    if text.isdigit():
        return r"(?!\w|\.\d)"
    if text[-1:].isdigit():
        return r"(?!\d)"
    word = _ENDS.search(text)
    if not word:
        return ""
    return "(?![A-Z])" if word[0][-1].isupper() else "(?![a-z])"


def _line_with(output: str, text: str) -> str:
    wanted = _fold(text)
    for line in normalise(output).split("\n"):
        if wanted in _fold(line):
            return line.strip()
    return tail(output, 3)
