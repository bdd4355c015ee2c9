"""Places are opened ahead and closed behind, and none is left."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.programs import await_status, await_that

from milepost.plan.model import MilestonePlan
from milepost.process.errors import CannotStart
from milepost.process.host import Host
from milepost.run.supply import Supply

if TYPE_CHECKING:
    from milepost.run.lazy_place import LazyPlace


def plan(path: str) -> MilestonePlan:
    return MilestonePlan(
        path=path,
        number=None,
        name=path,
        needs=(),
        prerequisites=(),
        steps=(),
        testing=None,
        checklist=(),
        issues=(),
        cleanup=None,
        coverage=(0, 0),
    )


PLANS = [plan("a.md"), plan("b.md"), plan("c.md")]


class Opened:
    """Opens hosts and remembers them; refuses the milestones that it is told to."""

    def __init__(self, *refused: str) -> None:
        self.refused = refused
        self.hosts: dict[str, Host] = {}

    def __call__(self, path: str, *, begins: bool) -> Host:
        assert begins
        if path in self.refused:
            raise CannotStart(f"no place for {path}", "make one")
        host = self.hosts[path] = Host()
        return host

    def is_closed(self, path: str) -> bool:
        try:
            process = self.hosts[path].start(["true"])
        except CannotStart:
            return True
        process.end()
        process.close()
        return False


def used(supply: Supply, number: int) -> LazyPlace:
    """The place of a milestone, opened."""
    place = supply.place(PLANS[number])
    assert place.workspace
    return place


def test_the_next_place_opens_while_a_milestone_runs() -> None:
    opened = Opened()
    with Supply(PLANS, opened) as supply:
        first = supply.place(PLANS[0])
        assert first.workspace == opened.hosts["a.md"].workspace
        await_that(lambda: "b.md" in opened.hosts, "the second place opens")
        supply.give_back(first)
        assert supply.place(PLANS[1]).workspace == opened.hosts["b.md"].workspace


def test_as_many_places_open_ahead_as_run_beside_each_other() -> None:
    opened = Opened()
    with Supply([*PLANS, plan("d.md")], opened, ahead=2) as supply:
        used(supply, 0)
        await_that(lambda: "b.md" in opened.hosts, "the second place opens")
        used(supply, 2)
        await_that(lambda: "d.md" in opened.hosts, "the fourth place opens")
        assert used(supply, 1).workspace == opened.hosts["b.md"].workspace
    assert sorted(opened.hosts) == ["a.md", "b.md", "c.md", "d.md"]


def test_no_place_opens_ahead_for_a_milestone_that_needed_none() -> None:
    opened = Opened()
    with Supply([*PLANS, plan("d.md")], opened) as supply:
        supply.give_back(supply.place(PLANS[0]))
        supply.give_back(supply.place(PLANS[1]))
        used(supply, 2)
        await_that(lambda: "d.md" in opened.hosts, "the fourth place opens")
    assert sorted(opened.hosts) == ["c.md", "d.md"]


def test_no_place_is_open_at_the_end_whether_taken_given_back_or_never_needed() -> None:
    opened = Opened()
    with Supply(PLANS, opened) as supply:
        supply.give_back(used(supply, 0))
        used(supply, 1)
        await_that(lambda: "c.md" in opened.hosts, "the third place opens")
    assert [opened.is_closed(path) for path in ("a.md", "b.md", "c.md")] == [True] * 3


def test_a_place_that_cannot_be_opened_is_told_to_who_takes_it_alone() -> None:
    with Supply(PLANS, Opened("b.md")) as supply:
        supply.give_back(used(supply, 0))
        with pytest.raises(CannotStart, match=r"no place for b\.md"):
            used(supply, 1)
        supply.give_back(used(supply, 2))


def test_an_error_in_between_leaves_no_place_open() -> None:
    opened = Opened("b.md")
    with contextlib.suppress(CannotStart), Supply(PLANS, opened) as supply:
        used(supply, 0)
        used(supply, 1)
    assert opened.is_closed("a.md")


def test_a_place_that_is_never_used_is_never_opened() -> None:
    opened = Opened()
    with Supply(PLANS, opened) as supply:
        supply.give_back(supply.place(PLANS[0]))
        supply.place(PLANS[1])
    assert opened.hosts == {}


def test_what_runs_in_a_place_that_is_called_off_is_killed_and_nothing_more_starts() -> None:
    with Supply(PLANS, Opened()) as supply:
        place = supply.place(PLANS[0])
        process = place.start(["sleep", "60"])
        supply.end()
        assert await_status(process) == 128 + signal.SIGKILL
        process.close()
        for late in (place, supply.place(PLANS[1])):
            with pytest.raises(CannotStart, match="it was called off"):
                late.start(["true"])
        supply.give_back(place)


class Hanging(Opened):
    """Hangs while it opens some places, until it is released."""

    def __init__(self, *hangs: str) -> None:
        super().__init__()
        self.hangs = hangs
        self.begun, self.released = threading.Event(), threading.Event()

    def __call__(self, path: str, *, begins: bool) -> Host:
        if path in self.hangs:
            self.begun.set()
            assert self.released.wait(60)
        return super().__call__(path, begins=begins)


def call_off_while_one_hangs(opened: Hanging, number: int) -> float:
    """Uses a place in a thread of its own, waits until one hangs, and ends the run: the seconds
    that this takes."""
    supply = Supply(PLANS, opened)
    place = supply.place(PLANS[number])

    def use() -> None:
        with contextlib.suppress(CannotStart):
            place.start(["true"])

    threading.Thread(target=use, daemon=True).start()
    assert opened.begun.wait(60)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), supply:
        raise KeyboardInterrupt
    return time.monotonic() - began


@pytest.mark.parametrize("hangs", ["a.md", "b.md"])
def test_whoever_ends_a_run_does_not_wait_for_a_place_that_is_being_opened(hangs: str) -> None:
    """The first place is taken by a milestone, the second one opened ahead."""
    opened = Hanging(hangs)
    assert call_off_while_one_hangs(opened, 0) < 5
    assert hangs not in opened.hosts
    opened.released.set()
    await_that(lambda: hangs in opened.hosts and opened.is_closed(hangs), "it is closed after all")
    assert all(map(opened.is_closed, opened.hosts))


def test_whoever_ends_a_run_does_not_wait_for_a_place_that_does_not_close(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    released = threading.Event()
    close = Host.close

    def hang(host: Host) -> None:
        assert released.wait(60)
        close(host)

    opened = Opened()
    supply = Supply(PLANS, opened)
    used(supply, 0)
    supply.give_back(used(supply, 2))
    monkeypatch.setattr(Host, "close", hang)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), supply:
        raise KeyboardInterrupt
    assert time.monotonic() - began < 5
    released.set()
    await_that(lambda: all(map(opened.is_closed, list(opened.hosts))), "they are closed after all")


def start_and_call_off(*codes: str) -> list[int | None]:
    """How programs end that run while the run is ended."""
    supply = Supply(PLANS, Opened())
    place = used(supply, 0)
    programs = [place.start(["bash", "-c", f"{code}; sleep 60 & wait; wait"]) for code in codes]
    await_that(lambda: all(has_children(one.pid) for one in programs), "they run")
    supply.__exit__(KeyboardInterrupt)
    return [one.poll() for one in programs]


def has_children(pid: int) -> bool:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text() != ""


def test_programs_have_a_moment_to_end_by_themselves() -> None:
    assert start_and_call_off("trap 'exit 7' TERM", "trap '' TERM") == [7, 128 + signal.SIGKILL]
