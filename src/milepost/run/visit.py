"""A person's shell in a place: bash on a PTY there, standing where the guide's terminal stands.

The PTY belongs to the place, so keys such as Ctrl-C are signals there and nowhere else.
"""

from __future__ import annotations

import os
import select
import shlex
from typing import TYPE_CHECKING

import msgspec

from milepost.run.shell import TICK, restoring

if TYPE_CHECKING:
    from milepost.process.place import Place, Process
    from milepost.run.shell import State

_CHUNK = 1 << 16
_PTY = (
    "command -v script >/dev/null || { echo 'script (of util-linux) is not there'; exit 127; }; "
    'exec script -qefc "bash --noprofile --rcfile ${1@Q} -i" /dev/null <&3 3<&-'
)
_START = """stty sane rows {rows} cols {columns}
tty >&4
exec 4>&-
. {state} >/dev/null 2>&1
export TERM={term}
unset COLUMNS LINES
shopt -u execfail
shopt -s checkwinsize
set -o history -o histexpand
[[ :$SHELLOPTS: == *:vi:* ]] || set -o emacs
PS1={label}" ${{PS1/'\\s-\\v\\$ '/'\\w\\$ '}}"
"""
"""What Milepost's own terminals do without is switched on; the rest is as the guide left it."""


class Screen(msgspec.Struct, frozen=True):
    """The terminal at which the person sits."""

    term: str
    """Its kind, as in the variable `TERM`."""
    rows: int
    columns: int


class Visit:
    """The shell, from its start to its end."""

    def __init__(self, place: Place, state: State, screen: Screen, label: str) -> None:
        """Start it where `state` stands; `label` comes before its prompt. Raises `CannotStart`."""
        self._place = place
        kept = place.put("visit-state", restoring(state))
        text = _START.format(
            rows=screen.rows,
            columns=screen.columns,
            term=shlex.quote(screen.term),
            state=shlex.quote(kept),
            label=shlex.quote(label),
        )
        start = place.put("visit", text.encode("utf-8", "surrogateescape"))
        argv = ["bash", "--norc", "--noprofile", "-c", _PTY, "-", start]
        self._process: Process = place.start(argv)
        self._tty = b""
        self._unsent = b""
        self._wanted: Screen | None = None
        self._resizing: Process | None = None

    def exchange(self, keyboard: int, seconds: float = TICK) -> tuple[bytes, bool]:
        """Wait for something to happen: what the shell has shown, and whether a key was pressed on
        the descriptor `keyboard`."""
        poll = select.poll()
        poll.register(self._process.output, select.POLLIN)
        if len(self._unsent) < _CHUNK:
            poll.register(keyboard, select.POLLIN)
        if self._unsent:
            poll.register(self._process.control, select.POLLOUT)
        ready = {descriptor for descriptor, _ in poll.poll(seconds * 1000)}
        self._send()
        self._resize()
        shown = _read(self._process.output) if self._process.output in ready else b""
        return shown, keyboard in ready

    def type(self, keys: bytes) -> None:
        """Keys that were pressed."""
        self._unsent += keys
        self._send()

    def resize(self, screen: Screen) -> None:
        """The person's terminal has another size now."""
        self._wanted = screen

    def status(self) -> int | None:
        """The shell's exit status, once it has ended."""
        return self._process.poll()

    def close(self) -> None:
        """End it and what it has started in its session."""
        for process in (self._resizing, self._process):
            if process is not None:
                process.end(0.0)
                process.close()

    def _send(self) -> None:
        try:
            self._unsent = self._unsent[os.write(self._process.control, self._unsent) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self._unsent = b""  # it has ended, which whoever asks for its status will see

    def _resize(self) -> None:
        if self._resizing is not None and self._resizing.poll() is not None:
            self._resizing.end(0.0)
            self._resizing.close()
            self._resizing = None
        if self._wanted is None or self._resizing is not None:
            return
        if not self._tty.endswith(b"\n"):
            self._tty += _read(self._process.reports)
            return
        size = ["rows", str(self._wanted.rows), "cols", str(self._wanted.columns)]
        self._wanted = None
        self._resizing = self._place.start(["stty", "-F", os.fsdecode(self._tty.strip()), *size])


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return b""
