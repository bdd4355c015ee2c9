"""What verify, next and hint tell a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.interfaces.cli.pretty_status import gone_lines, left_out_lines, note_lines, title_of
from milepost.progress.model import State
from milepost.report.cells import harmless, one_line, wrapped
from milepost.report.exit_status import ExitStatus
from milepost.report.pretty_run import milestone_lines
from milepost.report.states import state_sign
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.hint import HintResult
    from milepost.app.status import NextResult, Ready
    from milepost.app.verify import VerifyResult
    from milepost.report.style import Style


_TYPED = 3
"""The grade of a hint that shows what is to be typed."""


def status_of_verify(result: VerifyResult) -> ExitStatus:
    """1 where a check failed or the milestone cannot be done so; 2 where it could not be asked."""
    if result.milestone.status in (Status.ERROR, Status.BLOCKED):
        return ExitStatus.COULD_NOT
    good = (State.DONE, State.IN_PROGRESS, State.OVERRIDDEN)
    held = result.milestone.status is Status.PASSED and result.state in good
    return ExitStatus.OK if held else ExitStatus.NOT_PASSED


def pretty_verify(result: VerifyResult, style: Style) -> Iterator[str]:
    """What was seen, how the milestone stands, what to do."""
    yield from milestone_lines(result.milestone, style, advise=False)
    yield ""
    for one in result.unsigned:
        yield f"  {style.cyan('?')} checklist item {one.number} waits for you: {harmless(one.text)}"
    yield from note_lines(result.notes, style)
    why = f": {harmless(result.why)}" if result.why else ""
    yield f"{state_sign(result.state, style)} {style.bold(str(result.state))}{why}"
    yield style.dim(f"evidence {result.evidence[:12]}, {result.at[:19]} UTC")
    yield from wrapped(harmless(result.next), style.width, "Next: ", "      ")


def pretty_next(result: NextResult, style: Style) -> Iterator[str]:
    """The purpose first, then the rest."""
    if not result.total:
        yield "This roadmap has no guides yet: milepost new NAME"
        return
    if not result.ready and not result.locked:
        yield _all_done(result)
        yield from gone_lines(result.gone, style)
        yield from left_out_lines(result.left_out, style)
        yield from note_lines(result.notes, style)
        return
    if result.ready:
        yield from _open_lines(*result.ready, style=style)
    else:
        yield "Nothing can be begun:"
    for locked in result.locked:
        title = title_of(locked.number, locked.name)
        yield style.dim(f"- {title}  locked{_why(locked.why)}")
    yield from gone_lines(result.gone, style)
    yield from left_out_lines(result.left_out, style)
    yield from note_lines(result.notes, style)
    yield ""
    yield f"{result.done} of {result.total} done"


def _all_done(result: NextResult) -> str:
    if result.done < result.total:
        return f"All that can be read is done: {result.done} of {result.total} milestones."
    if result.total == 1:
        return "The one milestone is done."
    return f"All {result.total} milestones are done."


def _open_lines(first: Ready, *others: Ready, style: Style) -> Iterator[str]:
    if first.purpose:
        yield harmless(" ".join(first.purpose.split()))
        yield ""
    yield f"{state_sign(first.state, style)} {style.bold(title_of(first.number, first.name))}"
    yield f"  {one_line(first.path)}  {first.state}{_why(first.why)}"
    yield f"  {one_line(first.next)}"
    for one in others:
        title = title_of(one.number, one.name)
        yield f"{state_sign(one.state, style)} {title}  {one.state}{_why(one.why)}"


def pretty_hint(result: HintResult, named: str, style: Style) -> Iterator[str]:
    """Each grade under its title."""
    for one in result.hints:
        yield style.bold(f"{one.title}:")
        lines = harmless(one.text).split("\n")
        if one.grade == _TYPED:
            yield from (f"  {line}" for line in lines)
        else:
            yield from (part for line in lines for part in wrapped(line, style.width, "  ", "  "))
    if result.next is not None:
        yield from wrapped(harmless(result.next), style.width, "  ", "  ")
    if result.more:
        yield style.dim(f"More: milepost hint {named} --grade {len(result.hints) + 1}")


def _why(why: str | None) -> str:
    return f": {harmless(why)}" if why else ""
