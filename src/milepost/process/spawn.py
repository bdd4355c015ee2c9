"""Starting programs of this machine: each leads a session of its own."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from milepost.process.errors import CannotStart
from milepost.process.others import kill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

NOTHING: Final = subprocess.DEVNULL
"""For `stdin`, `stdout` and `stderr` of `spawn`: empty input, dropped output."""
_SPAWNED: Final = b"multiprocessing.spawn"
"""In the command line of what multiprocessing starts."""


def spawn(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path | None = None,
    stdin: int = NOTHING,
    stdout: int = NOTHING,
    stderr: int = NOTHING,
    pass_fds: Collection[int] = (),
    umask: int = -1,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, with exactly this environment, in a folder.

    `umask` is the caller's where it is -1. A signal that a terminal sends to Milepost does not
    reach it. Raises `CannotStart`.
    """
    try:
        return subprocess.Popen(
            argv,
            env=dict(environment),
            cwd=folder,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=tuple(pass_fds),
            umask=umask,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotStart(f"cannot start {argv[0]}: {error.strerror}") from error


def said_by(argv: Sequence[str], *, environment: Mapping[str, str], timeout: float) -> str:
    """What a short program says, on both channels together, before it ends.

    Raises `CannotStart` if it cannot be started or takes longer than `timeout` seconds.
    """
    process = spawn(argv, environment=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process:
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise CannotStart(f"{argv[0]} said nothing within {timeout:g} s") from error
    said: str = output.decode("utf-8", "replace")
    return said


def wait_for(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether a program ends within so many seconds. Several threads may wait for one."""
    if process.poll() is not None:
        return True
    # `Popen.wait` looks at it now and then, in the end every 50 ms.
    try:
        handle = os.pidfd_open(process.pid)
    except ProcessLookupError:  # another thread is just taking note of its end
        return True
    try:
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        has_ended = bool(poller.poll(seconds * 1000))
    finally:
        os.close(handle)
    process.poll()
    return has_ended


def start_tracker() -> None:
    """Start the first process that multiprocessing starts, its tracker of resources.

    With it SIGINT and SIGTERM are let in again in the thread that starts it.
    """
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()


def kill_spawned(seconds: float) -> None:
    """Kill all that multiprocessing has started, and wait so long until they are gone."""
    from multiprocessing import active_children

    deadline = time.monotonic() + seconds
    going = active_children()
    for child in going:
        child.kill()
    for pid in _starting():
        kill(pid, signal.SIGKILL)
    for child in going:
        child.join(max(deadline - time.monotonic(), 0.0))


def _starting() -> Iterator[int]:
    """What multiprocessing starts now: it is told of only later, and complains if nobody is left.

    Nothing where the kernel does not list children.
    """
    for task in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for pid in task.read_text("ascii").split():
                if _SPAWNED in Path(f"/proc/{pid}/cmdline").read_bytes():
                    yield int(pid)
