"""Other processes of this machine: what `/proc` tells of them, and how they are ended."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KILLS = 5
"""How often, a second apart, a program is killed until it is left: it hangs in the kernel, or has
become another account's."""
_PART = 1 << 16
_GONE: tuple[list[str], ...] = ([], ["Z"], ["X"])
"""First field of `/proc/PID/stat` of a process that runs no more."""


def kill(pid: int, number: signal.Signals) -> None:
    """Send a signal; one to a process that is gone or not ours is lost."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _told(pid: int, name: str) -> bytes:
    """What a file of `/proc/PID` says; nothing if the process is gone or may not be asked."""
    told = b""
    try:
        # Many processes are asked: a file object would double the time.
        descriptor = os.open(f"/proc/{pid}/{name}", os.O_RDONLY | os.O_CLOEXEC)
        try:
            while part := os.read(descriptor, _PART):
                told += part
        finally:
            os.close(descriptor)
    except OSError:
        return b""
    return told


def _stat(pid: int) -> list[str]:
    """Fields of `/proc/PID/stat` from the state on (proc(5), field 3); empty if it is gone."""
    # A process that ends while it is read may have nothing to say any more.
    return _told(pid, "stat").decode("utf-8", "replace").rpartition(") ")[2].split()


def start_time(pid: int) -> str:
    """When it began, in ticks since the machine did; with the id it names a process for good."""
    fields = _stat(pid)
    return fields[19] if fields else ""


def members(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    return [pid for pid, its in _sessions() if its == session and _stat(pid)[:1] not in _GONE]


def _sessions() -> Iterator[tuple[int, int]]:
    """All processes, each with its session.

    Left out are those whose session began outside of our namespace, as those of the kernel's own
    threads did.
    """
    for name in os.listdir("/proc"):
        if name.isdecimal():
            pid = int(name)
            try:
                session = os.getsid(pid)
            except OSError:
                continue  # It is gone.
            if session:
                yield pid, session


def group(pid: int) -> int:
    """Its process group; 0 if it is gone."""
    try:
        return os.getpgid(pid)
    except OSError:
        return 0


def running() -> Mapping[int, int]:
    """The processes whose session began here: number to identity.

    A number may be given anew; the inode of its folder in `/proc` is made for one process alone.
    """
    return {pid: _identity(pid) for pid, _ in _sessions()}


def _identity(pid: int) -> int:
    try:
        return os.stat(f"/proc/{pid}").st_ino
    except OSError:
        return 0


def end_marked(mark: bytes, others: Mapping[int, int] = MappingProxyType({})) -> None:
    """Kill every process with this variable, `NAME=value`, until none is left, for some seconds.

    Those of `others` are known not to carry it, see `running`, and are not asked.
    """
    deadline = time.monotonic() + KILLS
    while time.monotonic() < deadline:
        # What carries it came from the leader of a session that began here.
        marked = [
            pid
            for pid, _ in _sessions()
            if pid not in others or _identity(pid) != others[pid]
            if _carries(pid, mark)
        ]
        if not marked:
            return
        for pid in marked:
            kill(pid, signal.SIGKILL)
        time.sleep(0.001)


def _carries(pid: int, mark: bytes) -> bool:
    return mark in _told(pid, "environ").split(b"\0") and _stat(pid)[:1] not in _GONE
