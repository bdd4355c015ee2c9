"""One bash process and the conversation with it; what is said is in `driver.sh`."""

from __future__ import annotations

import fcntl
import itertools
import os
import select
import shlex
import string
import sys
import termios
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from milepost.process.errors import CannotStart
from milepost.run.capture import Capture
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.process.place import Place, Process

TICK = 0.05
"""Seconds between looks at whether the shell itself has ended while a daemon holds its pipes."""
GRACE = 2.0
"""Seconds that a program has to end by itself once it was asked to."""
_START_SECONDS = 10.0
_CHUNK = 1 << 16
"""Bytes that a pipe holds, unless a program enlarges it."""
_SOON = 0.001
"""Seconds in which a quick command is done: so long its output can wait for its report."""
_BASH = ("bash", "--norc", "--noprofile", "-i", "/dev/fd/3")
_WHOLE = b"# whole\n"
_DECLARED = re.compile(rb"^declare -\S+ (\w+)(?:=|$)", re.MULTILINE)
_FOR_EVER = re.compile(
    rb"^declare -\w*r\w* (?:BASHOPTS|BASH_VERSINFO|EUID|PPID|SHELLOPTS|UID)=.*\n", re.MULTILINE
)
"""What bash itself makes readonly; an assignment would end the file that makes it."""
_OPTIONS = (
    (
        re.compile(rb'^declare -\w+ BASHOPTS="([\w:]*)"$', re.MULTILINE),
        "IFS=:; builtin shopt -u $BASHOPTS; _mp_list={}; builtin shopt -s $_mp_list\n",
    ),
    (
        re.compile(rb'^declare -\w+ SHELLOPTS="([-\w:]*)"$', re.MULTILINE),
        "for _mp_name in $SHELLOPTS; do builtin set +o $_mp_name; done\n"
        "_mp_list={}; for _mp_name in $_mp_list; do builtin set -o $_mp_name; done\n"
        "builtin unset -v IFS\n",
    ),
)
"""Options are told as two lists among the variables: `shopt -p` and `set -o` print eighty lines."""
_UNSET = """for _mp_name in {}; do
  case ' NAMES ' in *" $_mp_name "*) ;; *) builtin unset -v "$_mp_name" ;; esac
done
""".format(" ".join(f'"${{!{letter}@}}"' for letter in f"{string.ascii_letters}_"))
"""Takes back what a new shell has by itself, or was handed, and a whole dump does not have."""
_GO = """
_mp_line=${{OLDPWD+set}} _mp_list=${{OLDPWD-}}
builtin cd -- {directory}
case $_mp_line in set) OLDPWD=$_mp_list ;; *) builtin unset -v OLDPWD; builtin export OLDPWD ;; esac
_mp_line=0
"""
_VARIABLE = rb'^(declare -\S+ %s=)"((?:[^"\\]|\\.)*)"$'
_numbers = itertools.count(1)


class State(msgspec.Struct, frozen=True):
    """Where a terminal stands: what a new one needs to stand there too."""

    directory: str
    """Absolute path of the current directory, as the place sees it."""
    code: bytes = b""
    """Bash code that sets variables, functions, options and aliases."""
    rest: bytes = b""
    """Bash code for what belongs to one terminal alone; see `milepost.run.rest`."""


class Report(msgspec.Struct, frozen=True):
    """What the shell says when a command is done."""

    exit_status: int
    line: int
    """1-based line within the code at which an inner command failed; 0 if none did."""
    flags: str
    """The shell's one-letter options (`$-`) as the command left them."""
    directory: str


class Shell:
    """A bash that reads commands of Milepost; it runs one piece of code at a time."""

    def __init__(self, place: Place, state: State) -> None:
        self._place = place
        self._name = f"terminal-{next(_numbers)}"
        self.process: Process = place.start(_BASH)
        self.capture = Capture()
        self.report: Report | None = None
        self.dump: bytes | None = None
        self._stand: bytes | None = None
        self.code = b""
        self._path = ""
        self._finished = False
        self._on_output: Callable[[bytes], None] | None = None
        self._pending = bytearray()
        self._poll = select.poll()
        self._poll_reports = select.poll()
        self._open = {self.process.output, self.process.reports}
        for descriptor in self._open:
            self._poll.register(descriptor, select.POLLIN)
        self._poll_reports.register(self.process.reports, select.POLLIN)
        self._is_as_left = True
        """Whether `$?` and `$_` are still what the last code left there."""
        driver = place.put("driver", _driver())
        lines = f". '{driver}'\n"
        if state.code:
            path = place.put(self._name, restoring(state))
            lines += f". '{path}' >/dev/null 2>&1\n"
        elif state.directory != place.workspace:
            lines += f"builtin cd -- {shlex.quote(state.directory)} >/dev/null 2>&1\n"
        # Armed last: the ERR trap would end what is sourced at its first failure.
        self._say(f"{lines}_mp_arm\n_mp_end 0 ''\n")
        self.directory = self._await_start()

    def begin(
        self,
        code: bytes,
        *,
        before: str,
        status: int,
        cap: int,
        on_output: Callable[[bytes], None] | None,
        harmless: bool = False,
    ) -> None:
        """Run `code` after the driver's own commands `before`; `status` is what `$?` shows.

        `harmless` code sets no traps: what it leaves in `$?` and `$_` is put back at its end.
        """
        self.code = code
        self.capture = Capture(cap)
        self._on_output = on_output
        self.report = None
        path = self._place.put(self._name, code)
        if path != self._path:
            # Told once: bash reads what is said to it one byte at a time.
            self._path = path
            before = f"_mp_code='{path}'\n{before}"
        if before or not self._is_as_left:
            before += f'_mp_as {status} "$_mp_last";'
        self._is_as_left = harmless
        end = '_mp_end $? "$_mp_last"' if harmless else "_mp_end $?"
        self._say(f'{before}. "$_mp_code"\n{end}\n')

    def ask_for_dump(self, seconds: float) -> bytes | None:
        """The state as bash code, or None if the shell does not answer in time."""
        self.dump = None
        self._is_as_left = False
        self._say("_mp_dump\n")
        return self.await_dump(seconds)

    def await_dump(self, seconds: float) -> bytes | None:
        """The state that was asked for before the code at hand began; None if it does not come."""
        deadline = time.monotonic() + seconds
        while self.dump is None and time.monotonic() < deadline and not self.has_ended():
            self.pump(TICK)
        return self.dump

    def ask_for_rest(self, seconds: float) -> bytes | None:
        """What belongs to this shell alone, as it tells it, or None if it does not in time."""
        self._stand = None
        self._is_as_left = False
        self._say('_mp_stand "$@"\n')
        deadline = time.monotonic() + seconds
        while self._stand is None and time.monotonic() < deadline and not self.has_ended():
            self.pump(TICK)
        return self._stand

    def leave(self) -> None:
        """Ask an idle shell to exit, so that its EXIT trap runs."""
        self._say("builtin exit 0\n")

    def has_ended(self) -> bool:
        """Whether bash itself has exited; reads what it said last."""
        if self.process.poll() is None:
            return False
        self._read_reports()
        return True

    def pump(self, seconds: float) -> None:
        """Read what has come, waiting at most `seconds` for something."""
        if not self._open:
            time.sleep(min(seconds, 0.002))
            return
        for descriptor, _ in self._poll.poll(seconds * 1000):
            if descriptor == self.process.output:
                self._read_output(_CHUNK)
            else:
                self._read_reports()

    def await_report(self) -> None:
        """Wait a moment for the code at hand to be done, and read nothing else."""
        if self._poll_reports.poll(_SOON * 1000):
            self._read_reports()

    def await_input(self, wake: int, seconds: float) -> None:
        """Wait for something to read on the shell's pipes or on `wake`, and read nothing."""
        poll = select.poll()
        for descriptor in (*self._open, wake):
            poll.register(descriptor, select.POLLIN)
        poll.poll(seconds * 1000)

    def drain(self) -> None:
        """Read the output that is in the pipe now, however fast a daemon writes more."""
        if self._read_output(_CHUNK) < _CHUNK:
            return
        told = fcntl.ioctl(self.process.output, termios.FIONREAD, bytes(4))
        left = int.from_bytes(told, sys.byteorder)
        while left > 0:
            count = self._read_output(left)
            if not count:
                return
            left -= count

    def finish(self, grace: float = GRACE) -> None:
        """End every process of the shell's session and close the pipes; safe to call twice."""
        if self._finished:
            return
        self._finished = True
        self.process.end(grace)
        self.drain()
        self.process.close()

    def _await_start(self) -> str:
        """The directory in which it stands: the workspace if that of the state is gone."""
        deadline = time.monotonic() + _START_SECONDS
        while self.report is None:
            self.pump(TICK)
            if self.report is None and (self.has_ended() or time.monotonic() > deadline):
                self.process.end(0.0)
                self.drain()
                said = self.capture.text().strip()
                self.process.close()
                raise CannotStart(
                    f"bash does not start: {said or 'it says nothing'}",
                    "install bash 4.4 or newer, and see `milepost doctor`",
                )
        self.drain()
        return self.report.directory

    def _say(self, lines: str) -> None:
        data = memoryview(os.fsencode(lines))
        while data:
            try:
                data = data[os.write(self.process.control, data) :]
            except BlockingIOError:
                self.pump(0.001)
            except BrokenPipeError:
                return  # it has ended, which whoever waits for an answer will see

    def _read_output(self, size: int) -> int:
        data = self._read(self.process.output, size)
        if data:
            self.capture.add(data)
            if self._on_output is not None:
                self._on_output(data)
        return len(data)

    def _read_reports(self) -> None:
        """One read takes all that a pipe can hold."""
        self._pending += self._read(self.process.reports, _CHUNK)
        *frames, self._pending = self._pending.split(b"\0")
        for frame in frames:
            self._take(bytes(frame))

    def _read(self, descriptor: int, size: int) -> bytes:
        """What there is to read; empty if there is nothing yet or never will be."""
        if descriptor not in self._open:
            return b""
        try:
            data = os.read(descriptor, size)
        except BlockingIOError:
            return b""
        if not data:
            self._open.discard(descriptor)
            self._poll.unregister(descriptor)
        return data

    def _take(self, frame: bytes) -> None:
        if frame.startswith(b"D"):
            self.dump = frame[1:]
            return
        if frame.startswith(b"S"):
            self._stand = frame[1:]
            return
        status, line, flags, directory = os.fsdecode(frame[1:]).split(" ", 3)
        self.report = Report(int(status), int(line), flags[:-1], directory)


@cache
def _driver() -> bytes:
    return Path(__file__).with_name("driver.sh").read_bytes()


def restoring(state: State) -> bytes:
    """Bash code that brings a new shell to where `state` says, its directory included."""
    code, unset = state.code, ""
    if code.startswith(_WHOLE):
        names = b" ".join(_DECLARED.findall(code)).decode()
        unset = _UNSET.replace("NAMES", names)
        unset += "".join(
            template.format(found[1].decode())
            for pattern, template in _OPTIONS
            if (found := pattern.search(code))
        )
        code = _FOR_EVER.sub(b"", code)
    go = os.fsencode(_GO.format(directory=shlex.quote(state.directory)))
    return unset.encode() + code + b"\n" + state.rest + go


def without_values(code: bytes, handed_in: Mapping[str, str]) -> bytes:
    """`code`, with variables that still have the value that the place hands in taken from there."""
    for name, value in handed_in.items():
        pattern = re.compile_now(_VARIABLE % name.encode(), re.MULTILINE | re.DOTALL)
        found = pattern.search(code)
        if found and re.sub(rb"\\(.)", rb"\1", found[2], flags=re.DOTALL) == os.fsencode(value):
            code = (
                code[: found.start()] + b'%s"$%s"' % (found[1], name.encode()) + code[found.end() :]
            )
    return code
