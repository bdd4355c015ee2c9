"""Fifty people on one store: what `status --everyone` says of each is what happened."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.app.roadmaps import guide, write
from tests.interfaces.cli.progress_roadmap import commit, git
from tests.progress.statements import statement
from tests.progress.test_store import change, failing

from milepost.app.git import root_of
from milepost.app.progress import Desk
from milepost.app.status import PersonStatus, StatusRequest, status
from milepost.progress.digest import sha256, words_key
from milepost.progress.model import COUNTS_AS_DONE, Kind, Seen, State, Workspace
from milepost.progress.store import open_store
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Statement
    from milepost.progress.store import Store

MILESTONES = ("01", "02", "03", "04")
SIGN_OFF = "I have seen it"
OPEN = Seen(place="checklist 1", line=9, reads_as=SIGN_OFF, status=Status.MANUAL)
MISSING = Seen(place="prerequisite", line=3, reads_as="git", status=Status.BLOCKED)
EVENTS: dict[str, Statement] = {
    "passes": statement(),
    "fails at a": failing("a"),
    "fails at b": failing("b", "a"),
    "lacks git": statement(status=Status.BLOCKED, seen=(MISSING,)),
    "is to be signed": statement(seen=(OPEN,)),
    "signs": statement(kind=Kind.SIGNATURE, item=words_key(SIGN_OFF)),
    "overrides": statement(kind=Kind.OVERRIDE, reason="It rains"),
    "passed another guide": statement(guide="0" * 64),
}
STUCK = {"fails at a": "step 1: a", "fails at b": "step 1: b", "lacks git": "prerequisite: git"}
Event = tuple[str, str, str]
"""Milestone, what happened, when."""


@pytest.fixture
def roadmap(setting: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four guides, one after the other."""
    before = "git"
    for name in MILESTONES:
        write(tmp_path, **{f"m{name}": guide(int(name), "Step", before)})
        before = f"[Before]({name}.md)"
    progress = f'progress = "{setting}"\n' if setting else ""
    (tmp_path / "milepost.toml").write_text(f'name = "notes"\n{progress}')
    monkeypatch.setenv("MILEPOST_USER", "p00")
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


def live(store: Store, folder: Path, who: str, chosen: random.Random) -> list[Event]:
    """Let somebody go through some of the guides, with all that can happen."""
    happened = []
    for _ in range(chosen.randrange(12)):
        name, event = chosen.choice(MILESTONES), chosen.choice(list(EVENTS))
        path = f"milestones/{name}.md"
        said = EVENTS[event]
        current = sha256((folder / path).read_bytes())
        changes = {"guide": current if said.guide[0] != "0" else said.guide, "who": who}
        kept = store.append(replace(said, milestone=path, **changes))
        happened.append((name, event, kept.record.at))
    return happened


def state_of(events: list[str]) -> State:
    """How a milestone stands after this has happened to it, told without the code."""
    verified = [one for one in events if one not in ("signs", "overrides")]
    last = verified[-1] if verified else "nothing"
    state = {
        "passes": State.DONE,
        "fails at a": State.FAILING,
        "fails at b": State.FAILING,
        "lacks git": State.IN_PROGRESS,
        "is to be signed": State.DONE if "signs" in events else State.IN_PROGRESS,
        "passed another guide": State.STALE,
        "nothing": State.READY,
    }[last]
    return State.OVERRIDDEN if state is not State.DONE and "overrides" in events else state


def expected(who: str, happened: list[Event]) -> PersonStatus:
    """Where somebody is to whom this has happened."""
    of = {name: [one for one in happened if one[0] == name] for name in MILESTONES}
    states = {name: state_of([event for _, event, _ in of[name]]) for name in MILESTONES}
    verified = [one for one in happened if one[1] not in ("signs", "overrides")]
    newest = {name: (event, at) for name, event, at in verified}
    stuck = max(
        (
            (at, name)
            for name, (event, at) in newest.items()
            if event in STUCK and states[name] in (State.FAILING, State.IN_PROGRESS)
        ),
        default=None,
    )
    said: dict[str, str | None] = {"stuck_at": None, "stuck_on": None, "since": None}
    if stuck is not None:
        name = stuck[1]
        check = newest[name][0]
        since = None
        for _, event, at in reversed([one for one in verified if one[0] == name]):
            if event != check:
                break
            since = at
        said = {"stuck_at": f"{int(name)}: Step", "stuck_on": STUCK[check], "since": since}
    last = verified[-1][0] if verified else None
    left = [f"{int(name)}: Step" for name in MILESTONES if states[name] not in COUNTS_AS_DONE]
    return PersonStatus(
        who=who,
        # Each needs the one before it.
        next=left[0] if left and last and states[last] in COUNTS_AS_DONE else None,
        done=sum(state in COUNTS_AS_DONE for state in states.values()),
        at=f"{int(last)}: Step" if last else None,
        state=states[last] if last else None,
        **said,
    )


def test_what_is_said_of_fifty_people_is_what_happened(
    roadmap: Path, setting: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = random.Random(5)
    minute = 0

    def clock() -> datetime:
        nonlocal minute
        minute += 1
        return datetime(2026, 5, 1, tzinfo=UTC) + timedelta(minutes=minute)

    with open_store(setting, roadmap, clock) as store:
        people = {f"p{n:02}": live(store, roadmap, f"p{n:02}", chosen) for n in range(50)}
        wanted = [expected(who, happened) for who, happened in people.items() if happened]
        found = status(StatusRequest(roadmap, everyone=True, audit=True))
        assert list(found.everyone) == wanted
        assert found.faults == ()
        # The records themselves say the same as what is kept of them.
        for person in wanted:
            monkeypatch.setenv("MILEPOST_USER", person.who)
            own = Desk.at(roadmap).mine(store)
            assert sum(one.state in COUNTS_AS_DONE for one in own.values()) == person.done
    seen = {one.state for one in wanted} | {None}
    assert seen >= {State.DONE, State.FAILING, State.IN_PROGRESS, State.STALE, State.OVERRIDDEN}
    assert {one.stuck_on for one in wanted} == {None, *STUCK.values()}


def test_others_work_in_folders_of_their_own_but_in_the_same_repository(
    roadmap: Path, setting: str | None
) -> None:
    git(roadmap, "init", "-q", "-b", "main")
    commit(roadmap)
    guide = sha256((roadmap / "milestones" / "01.md").read_bytes())
    folder = Workspace(path="/elsewhere", folder="0:0")
    with open_store(setting, roadmap) as store:
        for who, workspace in (
            ("p00", folder),
            ("p01", folder),
            ("p02", replace(folder, root=root_of(roadmap))),
            ("p03", replace(folder, root="1" * 40)),
        ):
            store.append(statement(who=who, guide=guide, workspace=workspace))
    found = status(StatusRequest(roadmap, everyone=True))
    assert [(one.who, one.state) for one in found.everyone] == [
        ("p00", State.STALE),
        ("p01", State.DONE),
        ("p02", State.DONE),
        ("p03", State.STALE),
    ]


def test_what_was_edited_shows_for_that_person_alone(roadmap: Path, setting: str | None) -> None:
    with open_store(setting, roadmap) as store:
        for who in ("p00", "p01"):
            store.append(statement(who=who, status=Status.FAILED))
    edit = "UPDATE subject SET latest = replace(latest, 'failed', 'passed') WHERE who = 'p01'"
    change(setting, roadmap, edit)
    found = status(StatusRequest(roadmap, everyone=True))
    assert [(one.who, one.state, one.done) for one in found.everyone] == [
        ("p00", State.IN_PROGRESS, 0),
        ("p01", State.TAMPERED, 0),
    ]
    assert found.faults == ("what is kept of the records of p01 was changed",)
