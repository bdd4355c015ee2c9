"""The processes of a room, seen from outside while they come and go."""

from __future__ import annotations

import contextlib
import os
import signal

import pytest
from tests.programs import await_output, await_that

from milepost.room import inhabitants
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

pytestmark = pytest.mark.room


def test_a_process_whose_parent_ends_during_a_look_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look = inhabitants._children
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        process = room.start(["bash", "-c", "sleep 300 & echo ready; wait"])
        await_output(process, b"ready")
        first = inhabitants.first_process(room.holder)
        assert first is not None
        leader = inhabitants.session(first, process.pid)[0].pid
        moments = iter([leader])

        def look_while_it_ends(pid: int) -> list[int]:
            found = look(pid)
            if leader in found and next(moments, None):
                os.kill(leader, signal.SIGKILL)
                await_that(lambda: not alive(leader), "the parent has ended")
            return found

        monkeypatch.setattr(inhabitants, "_children", look_while_it_ends)
        (found,) = inhabitants.session(first, process.pid)
        assert found.inner_pid != process.pid
        process.end(0.0)
        assert inhabitants.session(first, process.pid) == []
        process.close()


def alive(pid: int) -> bool:
    found = inhabitants.inspect(pid)
    return found is not None and found.alive
