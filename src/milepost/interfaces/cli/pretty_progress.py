"""What verify, status, next and hint tell a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from milepost.progress.model import State
from milepost.report.cells import harmless, one_line, width, wrapped
from milepost.report.exit_status import ExitStatus
from milepost.report.pretty_run import milestone_lines
from milepost.report.states import state_sign
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.app.hint import HintResult
    from milepost.app.status import NextResult, PersonStatus, StatusResult
    from milepost.app.verify import VerifyResult
    from milepost.report.style import Style

_BAR = 40
"""Cells of the longest bar of the burn-down."""


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
    for note in result.notes:
        first, *later = wrapped(harmless(note), style.width, "    ", "    ")
        yield f"  {style.yellow('!')} {first.lstrip()}"
        yield from later
    why = f": {harmless(result.why)}" if result.why else ""
    yield f"{state_sign(result.state, style)} {style.bold(str(result.state))}{why}"
    yield style.dim(f"evidence {result.evidence[:12]}, {result.at[:19]} UTC")
    yield from wrapped(harmless(result.next), style.width, "Next: ", "      ")


def pretty_status(result: StatusResult, style: Style) -> Iterator[str]:
    """A table, the burn-down, and everyone where asked for."""
    titles = [_title(one.number, one.name) for one in result.milestones]
    widest = max(map(width, titles), default=0)
    for one, title in zip(result.milestones, titles, strict=True):
        line = f"{state_sign(one.state, style)} {title}{' ' * (widest - width(title))}  "
        facts = [f"{one.state!s:<11}"]
        facts += [style.dim(one.verified[:10])] if one.verified else []
        facts += [harmless(one.why)] if one.why else []
        yield (line + "  ".join(facts)).rstrip()
    yield from _gone(result.gone, style)
    done = sum(one.state is State.DONE for one in result.milestones)
    overridden = sum(one.state is State.OVERRIDDEN for one in result.milestones)
    more = f", {overridden} overridden" if overridden else ""
    yield ""
    yield f"{done} of {len(result.milestones)} done{more}  {style.dim(harmless(result.who))}"
    if result.burn_down:
        yield ""
        yield "Left to verify, day by day:"
        for day in result.burn_down:
            cells = round(_BAR * day.left / max(len(result.milestones), 1))
            yield f"  {day.date}  {('█' if style.unicode else '#') * cells} {day.left}"
    if result.everyone:
        yield ""
        yield from _people(result.everyone, style)
    for fault in result.faults:
        yield style.red(f"tampered: {harmless(fault)}")


def pretty_next(result: NextResult, style: Style) -> Iterator[str]:
    """The purpose first, then the rest."""
    if not result.total:
        yield "This roadmap has no guides yet: milepost new NAME"
        return
    if not result.ready:
        yield f"All {result.total} milestones are done."
        yield from _gone(result.gone, style)
        return
    first, *others = result.ready
    if first.purpose:
        yield harmless(" ".join(first.purpose.split()))
        yield ""
    yield f"{state_sign(first.state, style)} {style.bold(_title(first.number, first.name))}"
    yield f"  {one_line(first.path)}  {first.state}{_why(first.why)}"
    yield f"  {one_line(first.next)}"
    for one in others:
        title = _title(one.number, one.name)
        yield f"{state_sign(one.state, style)} {title}  {one.state}{_why(one.why)}"
    for locked in result.locked:
        title = _title(locked.number, locked.name)
        yield style.dim(f"- {title}  locked{_why(locked.why)}")
    yield from _gone(result.gone, style)
    yield ""
    yield f"{result.done} of {result.total} done"


def pretty_hint(result: HintResult, named: str, style: Style) -> Iterator[str]:
    """Each grade under its title."""
    for one in result.hints:
        yield style.bold(f"{one.title}:")
        yield from (f"  {harmless(line)}" for line in one.text.split("\n"))
    if result.more:
        yield style.dim(f"More: milepost hint {named} --grade {len(result.hints) + 1}")


def _gone(paths: Sequence[str], style: Style) -> Iterator[str]:
    for path in paths:
        yield style.yellow(f"! {one_line(path)}  its guide is not there any more: bring it back")


def _people(people: Sequence[PersonStatus], style: Style) -> Iterator[str]:
    widest = max(width(harmless(one.who)) for one in people)
    for one in people:
        name = harmless(one.who)
        line = f"{name}{' ' * (widest - width(name))}  {one.done} done"
        if one.at is not None:
            line += f"  at {harmless(one.at)} ({one.state})"
        if one.stuck_on is not None and one.since is not None:
            line += style.red(f"  stuck on {harmless(one.stuck_on)} for {_ago(one.since)}")
        yield line


def _ago(at: str) -> str:
    """How long ago a time in UTC was: `3 days`, `2 h`, `5 min`."""
    minutes = int((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()) // 60
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} h" if minutes >= 60 else f"{max(minutes, 0)} min"


def _title(number: str | None, name: str) -> str:
    return harmless(f"{number}: {name}" if number else name)


def _why(why: str | None) -> str:
    return f": {harmless(why)}" if why else ""
