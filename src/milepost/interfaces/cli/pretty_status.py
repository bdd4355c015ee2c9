"""What `status` tells a person: a table, the burn-down, and everybody's place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from milepost.progress.model import COUNTS_AS_DONE, State
from milepost.report.cells import crop, harmless, one_line, width, wrapped
from milepost.report.states import state_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from milepost.app.progress import LeftOut
    from milepost.app.status import Day, MilestoneStatus, PersonStatus, StatusResult
    from milepost.report.style import Style

_ROWS = 14
"""The most lines that the burn-down takes."""
_BAR = 40
"""Cells of its longest bar."""
_DATE = len("2026-01-01")
_EIGHTHS = "▏▎▍▌▋▊▉"
_LONGEST_STATE = max(len(state) for state in State)


def pretty_status(result: StatusResult, style: Style, now: datetime | None = None) -> Iterator[str]:
    """A table, the burn-down, and everyone where asked for; `now` is the time in UTC."""
    now = now or datetime.now(UTC)
    yield from _table(result.milestones, style)
    yield from gone_lines(result.gone, style)
    yield from left_out_lines(result.left_out, style)
    done = sum(one.state in COUNTS_AS_DONE for one in result.milestones)
    overridden = sum(one.state is State.OVERRIDDEN for one in result.milestones)
    more = f", {overridden} of them overridden" if overridden else ""
    yield ""
    total = len(result.milestones) + sum(one.unreadable for one in result.left_out)
    yield f"{done} of {total} done{more}  {style.dim(one_line(result.who))}"
    if result.burn_down:
        yield ""
        yield "Left to verify, day by day:"
        yield from _burn_down(result.burn_down, len(result.milestones), now.date(), style)
    if result.everyone:
        yield ""
        yield from _people(result.everyone, now, style)
    for fault in result.faults:
        yield from map(style.red, wrapped(one_line(fault), style.width, "tampered: ", "    "))
    yield from note_lines(result.notes, style)


def title_of(number: str | None, name: str) -> str:
    """A milestone's title, safe to print."""
    return one_line(f"{number}: {name}" if number else name)


def gone_lines(paths: Sequence[str], style: Style) -> Iterator[str]:
    """Guides that are not there any more."""
    for path in paths:
        yield style.yellow(f"! {one_line(path)}  its guide is not there any more: bring it back")


def left_out_lines(guides: Sequence[LeftOut], style: Style) -> Iterator[str]:
    """Guides that are there and take no part, with why."""
    for one in guides:
        for line in wrapped(
            harmless(f"{one_line(one.path)}  {one.why}"), style.width, "! ", "    "
        ):
            yield style.yellow(line)


def note_lines(notes: Sequence[str], style: Style) -> Iterator[str]:
    """What a person should know of the evidence or of the workspace."""
    for note in notes:
        first, *later = wrapped(harmless(note), style.width, "  ! ", "    ")
        yield first.replace("!", style.yellow("!"), 1)
        yield from later


def _table(milestones: Sequence[MilestoneStatus], style: Style) -> Iterator[str]:
    free = min(style.width // 2, style.width - 2 - 2 - _LONGEST_STATE - 2 - _DATE)
    titles = [crop(title_of(one.number, one.name), free, style.ellipsis) for one in milestones]
    widest = max(map(width, titles), default=0)
    for one, title in zip(milestones, titles, strict=True):
        facts = f"{one.state!s:<{_LONGEST_STATE}}  {(one.verified or '')[:_DATE]:<{_DATE}}".rstrip()
        line = f"{state_sign(one.state, style)} {_filled(title, widest)}  {facts}"
        renamed = f"renamed from {one.renamed_from}" if one.renamed_from else None
        why = one_line("; ".join(filter(None, (one.why, renamed))))
        if why and 2 + widest + 2 + len(facts) + 2 + width(why) <= style.width:
            yield f"{line}  {why}"
        else:
            yield line
            yield from _under(why, style, style.dim) if why else ()


def _burn_down(days: Sequence[Day], total: int, today: date, style: Style) -> Iterator[str]:
    """Bars along an even time, from the first day to today."""
    first = date.fromisoformat(days[0].date)
    last = max(today, date.fromisoformat(days[-1].date))
    cells = min(_BAR, style.width - 2 - _DATE - 2 - 1 - len(str(total)))
    step = (last - first).days // _ROWS + 1
    for back in range((last - first).days // step, -1, -1):
        end = last - timedelta(days=back * step)
        left = next((day.left for day in reversed(days) if day.date <= end.isoformat()), total)
        yield f"  {end}  {_bar(left / max(total, 1), cells, style)} {left}"


def _bar(share: float, cells: int, style: Style) -> str:
    eighths = round(share * cells * 8)
    if not style.unicode:
        return "#" * round(eighths / 8)
    rest = eighths % 8
    return "█" * (eighths // 8) + (_EIGHTHS[rest - 1] if rest else "")


def _people(people: Sequence[PersonStatus], now: datetime, style: Style) -> Iterator[str]:
    names = [crop(one_line(one.who), style.width // 4, style.ellipsis) for one in people]
    widest = max(map(width, names))
    most = max(len(str(one.done)) for one in people)
    for one, name in zip(people, names, strict=True):
        line = f"{_filled(name, widest)}  {one.done:>{most}} done"
        if one.at is not None:
            free = style.width - width(line) - len(f"  at  ({one.state})")
            line += f"  at {crop(one_line(one.at), max(free, 1), style.ellipsis)} ({one.state})"
            if one.next is not None:
                following = f", next {one_line(one.next)}"
                if width(line) + width(following) <= style.width:
                    line += following
                else:
                    yield line
                    line = f"    {following.removeprefix(', ')}"
        yield line
        if one.stuck_on is not None and one.since is not None:
            where = f"{one.stuck_at}, " if one.stuck_at != one.at else ""
            stuck = f"stuck for {_ago(one.since, now)}: {one_line(where + one.stuck_on)}"
            yield from _under(stuck, style, style.red)
    if stuck_people := sum(one.stuck_on is not None for one in people):
        yield ""
        yield f"{stuck_people} of {len(people)} stuck"


def _under(text: str, style: Style, paint: Callable[[str], str]) -> Iterator[str]:
    """What is said of the line above it."""
    return map(paint, wrapped(text, style.width, "    ", "    "))


def _filled(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def _ago(at: str, now: datetime) -> str:
    """How long ago a time in UTC was: `3 days`, `2 h`, `5 min`."""
    minutes = int((now - datetime.fromisoformat(at)).total_seconds()) // 60
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} h" if minutes >= 60 else f"{max(minutes, 0)} min"
