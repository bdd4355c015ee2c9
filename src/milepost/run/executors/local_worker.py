"""What a worker of `--cluster local:N` loads when it starts, as a preload of Dask's.

Ctrl-C reaches every process of a terminal. What is to end then is said by the process that started
the run; a worker that ended on its own would do so with a traceback, before its rooms are closed.
"""

from __future__ import annotations

import signal


def dask_setup(worker: object) -> None:  # noqa: ARG001 - Dask's signature
    """Let an interrupt pass. Called by Dask in the worker's main thread."""
    # A handler, unlike SIG_IGN, is not handed on to what a guide starts; nor is the mask to be.
    signal.signal(signal.SIGINT, lambda number, frame: None)  # noqa: ARG005
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
