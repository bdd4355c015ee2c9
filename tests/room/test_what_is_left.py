"""Nothing of a room is left, however it ends."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.namespaces import namespaces
from tests.orphans import adopted
from tests.programs import await_output, await_that, script

from milepost.process.errors import CannotStart
from milepost.room.inhabitants import descendants
from milepost.room.room import Room, RoomProcess
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.room

BUSY = (
    "setsid sleep 300 & (trap '' TERM HUP INT; sleep 300) & python3 -m http.server 8000 & "
    "echo x > /tmp/file; echo ready; wait"
)
"""A program that leaves as much behind as it can."""


def everything() -> dict[str, set[str]]:
    """What of this machine a room could leave behind, and no other program changes meanwhile."""
    return {
        "mounts": set(Path("/proc/self/mountinfo").read_text().splitlines()),
        "shared memory": set(os.listdir("/dev/shm")) & {"exchange", "fresh", "shown-0"},
        "descriptors": set(os.listdir("/proc/self/fd")),
        "children": {str(process.pid) for process in descendants(os.getpid())},
    }


def new(before: dict[str, set[str]]) -> dict[str, set[str]]:
    """What has been added to `everything`."""
    after = everything()
    return {kind: added for kind in before if (added := after[kind] - before[kind])}


def pids(room: Room) -> list[int]:
    """All processes of a room, its holder among them."""
    return [process.pid for process in descendants(room.holder)]


@pytest.mark.parametrize("network", ["off", "on"])
def test_nothing_is_left_of_a_closed_room(network: str) -> None:
    before = everything()
    room = Room(RoomSettings(network="on" if network == "on" else "off"))
    process = room.start(["bash", "-c", BUSY])
    await_output(process, b"ready")
    room.put("file", b"data")
    await_that(lambda: room.listeners() != frozenset(), "the server listens")
    room.connect("127.0.0.1", 8000, 5).close()
    inhabitants = pids(room)
    with namespaces() as its:
        its.hold(inhabitants)
        assert len(inhabitants) > 6
        assert len(its) >= 9
        process.close()
        room.close()
        assert not [pid for pid in inhabitants if Path(f"/proc/{pid}").exists()]
        assert its.inhabited() == []
    assert new(before) == {}


def test_nothing_is_left_of_a_room_that_could_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    monkeypatch.setattr("milepost.room.layout.ISOLATION", "--no-such-flag")
    with pytest.raises(CannotStart, match="no-such-flag"):
        Room(RoomSettings())
    assert new(before) == {}


HELD = """
import sys
from milepost.room.room import Room
from milepost.room.settings import RoomSettings
room = Room(RoomSettings(network=sys.argv[1]))
process = room.start(["bash", "-c", sys.argv[2]])
said = b""
import os, select
while b"ready" not in said:
    select.select([process.output], [], [])
    said += os.read(process.output, 100)
print(room.holder, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("network", ["off", "on"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_milepost_is_killed(network: str, number: signal.Signals) -> None:
    before = everything()
    milepost = subprocess.Popen(
        [sys.executable, "-c", HELD, network, BUSY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", *sys.path])},
    )
    with milepost, namespaces() as its:
        assert milepost.stdout is not None
        holder = int(milepost.stdout.readline())
        processes = [process.pid for process in descendants(milepost.pid)]
        its.hold(processes)
        assert holder in processes
        assert len(processes) > 6
        milepost.send_signal(number)
        milepost.wait()
        await_that(lambda: not any(map(lives, processes)), "all processes are gone")
        its.await_end()
    assert new(before) == {}


HALF_STARTED = """
import sys
from milepost.room import opening
from milepost.room.room import Room
from milepost.room.settings import RoomSettings
find = opening.find_programs
opening.find_programs = lambda settings: {**find(settings), "bwrap": sys.argv[1]}
Room(RoomSettings(network="off"))
"""


def test_nothing_is_left_of_a_room_whose_start_was_cut_short() -> None:
    with tempfile.TemporaryDirectory() as folder, adopted() as orphans:
        os.chmod(folder, 0o1777)  # the holder of root's rooms is an account without rights
        bubblewrap = Path(folder, "bwrap")
        # As bubblewrap is before it has set its child's death signal.
        bubblewrap.write_text(
            f"#!/bin/sh\nsetsid sleep 300 &\n: > {folder}/begun\nexec sleep 300\n"
        )
        bubblewrap.chmod(0o755)
        with subprocess.Popen(
            [sys.executable, "-c", HALF_STARTED, str(bubblewrap)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", *sys.path])},
        ) as milepost:
            await_that(Path(folder, "begun").exists, "bubblewrap starts")
            assert "sleep 300 " in orphans.alive()
            milepost.kill()
        orphans.await_end()


def lives(pid: int) -> bool:
    """Whether a process does more than wait for its parent to take note of its end."""
    return any(process.alive for process in descendants(pid) if process.pid == pid)


def test_room_outlives_the_thread_that_opened_it() -> None:
    rooms: list[Room] = []
    thread = threading.Thread(target=lambda: rooms.append(Room(RoomSettings(network="off"))))
    thread.start()
    thread.join()
    with contextlib.closing(rooms[0]) as room:
        assert script(room, "sleep 0.05; echo here").output == "here\n"


def test_interrupt_at_the_terminal_reaches_milepost_alone() -> None:
    with contextlib.closing(Room(RoomSettings())) as room:
        process = room.start(["sleep", "60"])
        sessions = {os.getsid(pid) for pid in pids(room)}
        assert os.getsid(0) not in sessions
        process.end(0)
        process.close()


def test_no_program_starts_in_a_closed_room() -> None:
    room = Room(RoomSettings(network="off"))
    room.close()
    with pytest.raises(CannotStart, match="closed"):
        room.start(["true"])
    with pytest.raises(OSError, match="closed"):
        room.connect("127.0.0.1", 80, 1)


def test_stopped_program_ends_when_it_is_asked_to() -> None:
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        process = room.start(["sleep", "60"])
        process.signal(signal.SIGSTOP)
        process.end(grace=20)
        assert process.poll() == 143
        process.close()


def test_program_whose_watcher_was_killed_has_a_status_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("milepost.room.supervisor._PATIENCE", 0.1)
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        process = room.start(["bash", "-c", "kill -9 $PPID; echo ready; sleep 60"])
        await_output(process, b"ready")
        process.end()
        assert process.poll() == 137
        process.close()


ENDINGS: dict[str, Callable[[RoomProcess], object]] = {
    "poll": RoomProcess.poll,
    "end": RoomProcess.end,
    "signal": lambda process: process.signal(signal.SIGTERM),
}


@pytest.mark.parametrize("use", ENDINGS.values(), ids=ENDINGS)
def test_program_of_a_room_that_is_gone_can_still_be_asked(
    use: Callable[[RoomProcess], object],
) -> None:
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        process = room.start(["sleep", "60"])
        os.kill(room.holder, signal.SIGKILL)
        await_that(lambda: process.poll() is not None, "the program is gone")
        use(process)
        assert process.poll() == 137
        with pytest.raises(CannotStart, match="ended"):
            room.start(["true"])
        process.close()


def test_a_room_opens_whatever_numbers_its_descriptors_have() -> None:
    with contextlib.ExitStack() as held:
        for _ in range(10):
            with contextlib.closing(Room(RoomSettings(network="off"))) as room:
                assert script(room, "echo here").output == "here\n"
            held.enter_context(open(os.devnull))
