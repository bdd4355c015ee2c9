"""The `milepost` command: from the process's arguments to its exit status.

Nothing heavy is imported here: `milepost --version` answers before click is.
"""

from __future__ import annotations

import _thread
import atexit
import gc
import os
import sys

import milepost

TYPE_CHECKING = False
"""As in `typing`, whose import takes a sixth of the time in which `milepost --version` answers."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INTERRUPTED = 130
"""The exit status after Ctrl-C. Then no thread is waited for: one may hang."""
_OBJECTS = 50_000
"""New objects after which the collector looks for cycles. Importing makes many and no cycles; with
Python's 700, looking takes a twentieth of a short command's time."""


def main(*, tells_interrupt: bool = True) -> None:
    """Run the command line and leave the process with its exit status.

    Unless it `tells_interrupt`, whoever ends it says why.
    """
    gc.set_threshold(_OBJECTS, 20, 20)
    sys.unraisablehook = _interrupt_again
    _open_what_is_closed()
    try:
        status = run(sys.argv[1:], tells_interrupt=tells_interrupt)
    except (KeyboardInterrupt, RuntimeError) as error:
        if not came_of_an_interrupt(error):
            raise
        # While modules were still being imported; later ones are caught where they are told.
        status = INTERRUPTED
    try:
        sys.stdout.flush()
    except OSError:
        # Whoever read our output has gone; the interpreter's own flush at exit must not say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _end(status)


def run(args: Sequence[str], *, tells_interrupt: bool = True) -> int:
    """Carry a command line out and return its exit status; messages go to standard error."""
    if list(args) == ["--version"]:
        return _tell_version()
    from milepost.files.bytecode import keep_patterns

    keep_patterns()
    from milepost.interfaces.cli.errors import guarded

    return guarded(args, tells_interrupt=tells_interrupt)


def came_of_an_interrupt(error: BaseException | None) -> bool:
    """Whether it is an interrupt, or Python put it in the place of one: while a class is made,
    Python 3.11 says RuntimeError of whatever `__set_name__` raises."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None


def _interrupt_again(unraised: sys.UnraisableHookArgs) -> None:
    """An interrupt that came while Python was tidying up after something would be lost there."""
    if unraised.exc_type is KeyboardInterrupt:
        import signal

        # By another thread: from here it would be lost like the first.
        _thread.start_new_thread(signal.pthread_kill, (_thread.get_ident(), signal.SIGINT))
    else:
        sys.__unraisablehook__(unraised)


def _end(status: int) -> NoReturn:
    """End the process at once: to take all modules down one by one is a sixth of a short command's
    time, and of no use to anybody."""
    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1 and status != INTERRUPTED:
        # They are waited for; the interpreter itself then looks for cycles, twice, for 80 ms.
        gc.freeze()
        sys.exit(status)
    if "signal" in sys.modules:
        import signal

        # What is left to do, such as to end what a guide started, takes no longer than a moment.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit._run_exitfuncs()
    try:
        sys.stderr.flush()
    finally:  # Whoever has gone need not be told.
        os._exit(status)


def _tell_version() -> int:
    try:
        print(f"milepost {milepost.__version__}", flush=True)
    except BrokenPipeError:
        return 0  # Whoever asked has gone.
    except OSError as error:
        print(f"milepost: the version cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _open_what_is_closed() -> None:
    """Lead standard streams that our starter closed to nowhere.

    Python has None for them then, and the next file that is opened would take their number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # The lowest free number, so that of the stream itself.
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(nowhere, mode, encoding="utf-8"))  # noqa: SIM115
