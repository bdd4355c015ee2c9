"""The processes of a room, seen and signalled from outside.

They are found by walking down from the room's first process through `/proc`, so that the cost
grows with the room and not with the machine. See proc(5), `NSpid` and `NSsid`.
"""

from __future__ import annotations

import os
import select
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROC = Path("/proc")


class Inhabitant(msgspec.Struct, frozen=True):
    """One process of a room."""

    pid: int
    """Process id on this machine."""
    inner_pid: int
    """Process id as the room sees it."""
    session: int
    """Session id as the room sees it; 0 for a session that began outside."""
    depth: int
    """How many process-id namespaces it is in, as seen from here."""
    alive: bool
    """Whether it is more than an entry that its parent has not taken note of."""


def inspect(pid: int) -> Inhabitant | None:
    """What `/proc` says of a process, or None if it is gone."""
    try:
        text = (_PROC / str(pid) / "status").read_text("utf-8", "replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
    numbers = fields["NSpid"].split()
    return Inhabitant(
        pid=pid,
        inner_pid=int(numbers[-1]),
        session=int(fields["NSsid"].split()[-1]),
        depth=len(numbers),
        alive=fields["State"][0] not in "ZX",
    )


def descendants(pid: int) -> Iterator[Inhabitant]:
    """The process and all that came from it; a moving target, so look again after a kill."""
    found = inspect(pid)
    if found is None:
        return
    yield found
    for child in _children(pid):
        yield from descendants(child)


def _children(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for task in os.listdir(_PROC / str(pid) / "task"):
            text = (_PROC / str(pid) / "task" / task / "children").read_text("ascii")
            children += [int(word) for word in text.split()]
    except (FileNotFoundError, ProcessLookupError):
        pass  # it, or one of its threads, has just ended
    return children


def first_process(holder: int) -> int | None:
    """The process id, on this machine, of the room's process 1; None if it is gone.

    The shell of the holder is process 1 too, one namespace above.
    """
    outer = inspect(holder)
    if outer is None:
        return None
    for process in descendants(holder):
        if process.depth > outer.depth + 1 and process.inner_pid == 1:
            return process.pid
    return None


def session(first: int, number: int) -> list[Inhabitant]:
    """The living processes of a session of the room whose process 1 is `first` here.

    Its leader counts even in the moment before it has become that.
    """
    # One whose parent ends during the look moves to process 1, past where the look is by then.
    return _session(first, number) or _session(first, number)


def _session(first: int, number: int) -> list[Inhabitant]:
    return [
        process
        for process in descendants(first)
        if process.alive and number in (process.session, process.inner_pid)
    ]


def signal_session(first: int, number: int, what: signal.Signals) -> bool:
    """Send a signal to every process of a session; whether there was one."""
    reached = False
    for process in session(first, number):
        reached = _signal(process, what) or reached
    return reached


def kill_children(pid: int) -> None:
    """Kill the children of a process, which takes note of their end by itself."""
    for child in _children(pid):
        if (found := inspect(child)) is not None:
            _signal(found, signal.SIGKILL)


def _signal(process: Inhabitant, what: signal.Signals) -> bool:
    """Signal exactly this process: its number may have gone to another one by now."""
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return False
    try:
        if inspect(process.pid) != process:
            return False
        signal.pidfd_send_signal(handle, what)
    except ProcessLookupError:
        return False
    finally:
        os.close(handle)
    return True


def await_end(first: int, number: int, timeout: float) -> bool:
    """Wait until no process of a session is alive; False if `timeout` seconds were too few."""
    deadline = time.monotonic() + timeout
    while members := session(first, number):
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        _await_process(members[0].pid, left)
    return True


def _await_process(pid: int, timeout: float) -> None:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        poller.poll(timeout * 1000)
    finally:
        os.close(handle)
