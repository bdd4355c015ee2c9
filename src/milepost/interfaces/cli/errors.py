"""How a command ends that does not end well: what the user reads, and the exit status.

A user's mistake and a machine that lacks something give a message and a remedy. Only a fault of
Milepost's own is called one; its traceback is shown with `--debug`.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from milepost.interfaces.cli.group import milepost as group
from milepost.interfaces.cli.main import came_of_an_interrupt
from milepost.process.errors import CannotStart
from milepost.report.cells import harmless
from milepost.report.exit_status import ExitStatus
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

_REMEDIES = {
    errno.ENOSPC: "Free some space on that disk and try again.",
    errno.EDQUOT: "Free some of your quota on that disk and try again.",
    errno.EACCES: "Ask for the right to it, or name another path.",
    errno.EPERM: "Ask for the right to it, or name another path.",
    errno.EROFS: "Name a path on a disk that can be written.",
    errno.ENOENT: "Check the path; it may have vanished meanwhile.",
    errno.EMFILE: "Raise the limit on open files (ulimit -n).",
}


def guarded(args: Sequence[str], *, tells_interrupt: bool = True) -> int:
    """Carry the command line out; whatever happens, say it clearly and return an exit status."""
    _write_what_the_encoding_lacks()
    try:
        with _signals_as_interrupts():
            result = group.main(list(args), prog_name="milepost", standalone_mode=False)
        return int(result or 0)
    except (click.Abort, KeyboardInterrupt):
        return _interrupted(tells_interrupt)
    except click.ClickException as error:
        error.show()
        return ExitStatus.COULD_NOT
    except Exception as error:  # noqa: BLE001 - the last place in which it can be told
        if came_of_an_interrupt(error):
            return _interrupted(tells_interrupt)
        if _debug(args):
            from traceback import print_exc

            print_exc()
        say(*_told(error))
        return ExitStatus.COULD_NOT


def _interrupted(tells: bool) -> ExitStatus:
    if tells:
        say("Interrupted.")
    return ExitStatus.INTERRUPTED


def _told(error: Exception) -> tuple[str, str]:
    """What a user reads of an error: what is wrong, and what to do about it."""
    match error:
        case MilepostError() | CannotStart():
            return str(error), error.remedy
        case FileNotFoundError() if _current_folder_is_gone():
            return "the current folder has been removed", "Change to a folder that is there."
        case OSError():
            place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
            return f"{place}{error.strerror or error}", _REMEDIES.get(error.errno or 0, "")
    return (
        f"a fault of Milepost itself: {type(error).__name__}: {error}",
        "Run it again with MILEPOST_DEBUG=1 and report what it prints to the project.",
    )


def say(message: str, remedy: str = "") -> None:
    """Print an error and its remedy to standard error."""
    click.echo(f"milepost: {harmless(message)}", err=True)
    if remedy:
        click.echo(f"  {harmless(remedy)}", err=True)


def _current_folder_is_gone() -> bool:
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _debug(args: Sequence[str]) -> bool:
    return "--debug" in args or os.environ.get("MILEPOST_DEBUG", "0") not in ("", "0")


@contextmanager
def _signals_as_interrupts() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end the process as Ctrl-C does, with all cleaned up."""

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        # An event loop puts its own handler in place of the interpreter's; it must get the call.
        handler = signal.getsignal(signal.SIGINT)
        if callable(handler):
            handler(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt

    ours = [
        one
        for one in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(one) is signal.SIG_DFL  # nohup ignores it, and so do we
    ]
    for one in ours:
        signal.signal(one, interrupt)
    try:
        yield
    finally:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)


def _write_what_the_encoding_lacks() -> None:
    """Let a character that the stream's encoding lacks be written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
