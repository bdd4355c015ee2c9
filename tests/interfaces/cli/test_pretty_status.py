"""How a roadmap stands, in the cells of a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from milepost.app.status import Day, MilestoneStatus, PersonStatus, StatusResult
from milepost.interfaces.cli.pretty_status import pretty_status
from milepost.progress.model import State
from milepost.report.cells import width
from milepost.report.style import Style

NOW = datetime(2026, 5, 9, 12, tzinfo=UTC)
NARROW = Style(width=80)


def milestone(number: int, name: str, state: State, **more: Any) -> MilestoneStatus:
    said: dict[str, Any] = {"why": None, "verified": None, "needs": (), **more}
    return MilestoneStatus(number=str(number), name=name, path="a.md", state=state, **said)


def test_who_is_done_with_a_milestone_is_told_with_the_next_one() -> None:
    several = replace(
        STATUS,
        everyone=(
            person("ada", done=1, at="1: Start", state=State.DONE, next="2: Store"),
            person("bob", done=1, at="1: Start", state=State.DONE, next=f"2: {'Store ' * 12}"),
        ),
    )
    shown = list(pretty_status(several, NARROW, NOW))
    assert "ada  1 done  at 1: Start (done), next 2: Store" in shown
    at = shown.index("bob  1 done  at 1: Start (done)")
    assert shown[at + 1].startswith("    next 2: Store Store")


def person(who: str, **more: Any) -> PersonStatus:
    said: dict[str, Any] = {
        "done": 0,
        "at": None,
        "state": None,
        "stuck_at": None,
        "stuck_on": None,
        "since": None,
    }
    return PersonStatus(who=who, **said | more)


STATUS = StatusResult(
    roadmap="notes",
    who="ada",
    milestones=(
        milestone(1, "Start", State.DONE, verified="2026-05-05T08:00:00.000000Z"),
        milestone(
            2,
            "Store the Notes",
            State.FAILING,
            verified="2026-05-07T08:00:00.000000Z",
            why="step 2: the file `src/storage/notes.db` contains `CREATE TABLE notes`",
        ),
        milestone(3, "Go on", State.LOCKED, why="needs 2: Store the Notes"),
    ),
    burn_down=(Day(date="2026-05-05", left=2), Day(date="2026-05-07", left=1)),
    everyone=(
        person("ada", done=1, at="1: Start", state=State.DONE),
        person("bob@example.org"),
        person(
            "eve",
            done=12,
            at="1: Start",
            state=State.DONE,
            stuck_at="2: Store",
            stuck_on="step 2: `notes.db` exists",
            since="2026-05-09T09:00:00.000000Z",
        ),
    ),
    gone=("milestones/04.md",),
    faults=(),
)

SHOWN = """\
✓ 1: Start            done         2026-05-05
✗ 2: Store the Notes  failing      2026-05-07
    step 2: the file `src/storage/notes.db` contains `CREATE TABLE notes`
- 3: Go on            locked  needs 2: Store the Notes
! milestones/04.md  its guide is not there any more: bring it back

1 of 3 done  ada

Left to verify, day by day:
  2026-05-05  ██████████████████████████▋ 2
  2026-05-06  ██████████████████████████▋ 2
  2026-05-07  █████████████▍ 1
  2026-05-08  █████████████▍ 1
  2026-05-09  █████████████▍ 1

ada               1 done  at 1: Start (done)
bob@example.org   0 done
eve              12 done  at 1: Start (done)
    stuck for 3 h: 2: Store, step 2: `notes.db` exists

1 of 3 stuck"""


def test_all_of_it_is_shown_within_the_width_of_a_terminal() -> None:
    assert "\n".join(pretty_status(STATUS, NARROW, NOW)) == SHOWN


def test_what_is_overridden_counts_as_it_does_everywhere() -> None:
    more = replace(STATUS, milestones=(*STATUS.milestones, milestone(4, "Leave", State.OVERRIDDEN)))
    assert "2 of 4 done, 1 of them overridden  ada" in list(pretty_status(more, NARROW, NOW))


def test_where_there_are_no_blocks_there_are_hashes() -> None:
    shown = "\n".join(pretty_status(STATUS, Style(width=80, unicode=False), NOW))
    assert f"2026-05-05  {'#' * 27} 2\n" in shown
    assert shown.isascii()


@pytest.mark.parametrize("columns", [50, 80, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    long = "words of a title that goes on and on " * 5
    wide = replace(
        STATUS,
        gone=(),
        milestones=(*STATUS.milestones, milestone(4, long, State.IN_PROGRESS, why=long)),
        everyone=(
            *STATUS.everyone,
            person(
                f"{'o' * 90}@example.org",
                done=100,
                at=long,
                state=State.IN_PROGRESS,
                stuck_at=long,
                stuck_on=long,
                since="2026-01-01T00:00:00.000000Z",
            ),
        ),
    )
    lines = list(pretty_status(wide, Style(width=columns), NOW))
    assert max(map(width, lines)) <= columns


@pytest.mark.parametrize(
    ("first", "rows"),
    [("2026-05-09", 1), ("2026-04-26", 14), ("2026-04-25", 8), ("2016-01-01", 14)],
)
def test_a_long_history_takes_no_more_lines_than_a_short_one(first: str, rows: int) -> None:
    days = (Day(date=first, left=2),)
    shown = list(pretty_status(replace(STATUS, burn_down=days, everyone=()), NARROW, NOW))
    bars = shown[shown.index("Left to verify, day by day:") + 1 :]
    assert len(bars) == rows
    assert bars[-1].startswith("  2026-05-09")


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2026-05-09T12:00:30.000000Z", "0 min"),
        ("2026-05-09T11:00:01.000000Z", "59 min"),
        ("2026-05-07T12:00:01.000000Z", "47 h"),
        ("2026-05-07T12:00:00.000000Z", "2 days"),
    ],
)
def test_how_long_somebody_is_stuck_is_said_in_round_numbers(since: str, said: str) -> None:
    stuck = person("eve", stuck_at="2: Store", stuck_on="x", since=since)
    shown = "\n".join(pretty_status(replace(STATUS, everyone=(stuck,)), NARROW, NOW))
    assert f"stuck for {said}: 2: Store, x" in shown


def test_what_is_wrong_with_the_evidence_is_said_last() -> None:
    shown = list(pretty_status(replace(STATUS, faults=("gone\x1b[2J",)), NARROW, NOW))
    assert shown[-1] == "tampered: gone\\x1b[2J"
