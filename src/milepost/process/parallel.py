"""Work shared among forked processes, for what keeps a processor busy."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Part = TypeVar("Part")
Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parallel(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """`work` done for every part, the first one here and each other one in a process of its own.

    The results are in the order of the parts and have to be picklable; what `work` changes
    elsewhere stays in its process. A part whose process could not be started, or died, or raised,
    is done here after all: it then raises here what it raises.
    """
    import pickle  # whoever only asks for processors does without

    if not parts:
        return []
    forked = [_fork(work, part) for part in parts[1:]]
    try:
        results = [work(parts[0])]
        for part, worker in zip(parts[1:], forked, strict=True):
            answer = worker.answer() if worker else None
            results.append(work(part) if answer is None else pickle.loads(answer))
        return results
    finally:
        for worker in forked:
            if worker:
                worker.end()


class _Worker:
    """A forked process and the pipe that its result comes through."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self._pid = pid
        self._pipe = os.fdopen(descriptor, "rb")
        self._waited = False

    def answer(self) -> bytes | None:
        """The pickled result; None if there is none."""
        data = self._pipe.read()
        _, status = os.waitpid(self._pid, 0)
        self._waited = True
        return data if status == 0 else None

    def end(self) -> None:
        """Leave nothing of it running."""
        self._pipe.close()
        if not self._waited:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._waited = True


def _fork(work: Callable[[Part], Result], part: Part) -> _Worker | None:
    """A process that works on `part`; None where there can be none."""
    if not hasattr(os, "fork"):
        return None
    ours, theirs = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
    if pid:
        os.close(theirs)
        return _Worker(pid, ours)
    # From here on in the child, which must neither return nor print.
    status = 1
    try:
        import pickle

        os.close(ours)
        data = pickle.dumps(work(part), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        os._exit(status)
