"""A terminal: the shell that lives through a guide.

Code is sourced, never pasted; its end is known from a report, never from a prompt or a pipe's
end. A failing command ends the code at hand and leaves the shell as it is. A shell that is gone
(`exit`, a timeout, `kill`) is followed by a new one, which starts from the last dump.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from milepost.run.capture import MIB
from milepost.run.rest import holds_number, read_rest
from milepost.run.services import Service
from milepost.run.shell import GRACE, TICK, Shell, State
from milepost.run.successor import state_of_service
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from milepost.process.place import Place

_HARMLESS = re.compile(
    rb"(?:echo|printf|ls|cat|pwd|mkdir|touch|cp|mv|rm|npm|npx|node|git|python3?|pip3?|curl|grep"
    rb"|head|tail|wc|true|test|which)(?![-\w.])(?! +-v)[^\n;&|$(){}`=]*\Z"
)
"""A command that leaves the shell's state as it is, so that the last dump and the driver's traps
stay good."""
_OWN_TRAP = re.compile(rb"\btrap\b[^\n]*\b(?:ERR|DEBUG)\b")
_DUMP_SECONDS = 5.0
_LEAVE_SECONDS = 2.0


class CommandResult(msgspec.Struct, frozen=True):
    """How a piece of code went."""

    exit_status: int | None
    """Exit status, 128 + N for signal N; None if it was ended by the timeout."""
    output: str
    """Standard output and error as they came; over the cap, head and tail with a line between."""
    seconds: float
    timed_out: bool = False
    closed: bool = False
    """Whether the shell itself has exited with `exit_status`."""
    truncated: bool = False
    failed_line: int | None = None
    """0-based line within the code at which an inner command failed and ended it."""


class Terminal:
    """One shell after another in a place, each standing where its predecessor stood."""

    def __init__(self, place: Place, state: State) -> None:
        self._place = place
        self._left: list[Shell] = []
        self._is_closed = False
        self._flags = ""
        self._dirty = False
        self._is_armed = True
        """Whether the driver's traps and options stand as it has set them."""
        self._restored_traps = False
        self._enter(state)

    @classmethod
    def open(cls, place: Place, *, cwd: str | None = None, state: State | None = None) -> Terminal:
        """Start a terminal in `cwd` (default: the workspace), or as `state` says.

        Where that directory is gone, it starts in the workspace.

        Raises `milepost.process.errors.CannotStart`.
        """
        return cls(place, state or State(cwd or place.workspace))

    @property
    def cwd(self) -> str:
        """Absolute path of the current directory, as the place sees it."""
        return self._directory

    @property
    def pid(self) -> int:
        """Process id of its shell, as the place sees it."""
        return self._shell.process.pid

    @property
    def is_saved(self) -> bool:
        """Whether `save` told, or would tell without asking, where it stands now."""
        return not self._dirty

    def run(
        self,
        code: str,
        *,
        timeout: float,
        on_output: Callable[[bytes], None] | None = None,
        cap: int = MIB,
        same_block: bool = False,
    ) -> CommandResult:
        """Run `code` to its end, at most `timeout` seconds.

        `same_block` says that the code goes on with the block of the call before: the guide's own
        `set -e` and traps on ERR and DEBUG still hold; otherwise they are taken back first.
        """
        self.start(code, on_output=on_output, cap=cap, same_block=same_block)
        result = self.wait(timeout)
        assert result is not None
        return result

    def start(
        self,
        code: str,
        *,
        on_output: Callable[[bytes], None] | None = None,
        cap: int = MIB,
        same_block: bool = False,
        to_end: bool = False,
    ) -> None:
        """Begin to run `code`; `wait` or `detach` must follow.

        With `to_end`, a command in it that fails does not end it; its own traps still do.
        """
        data = code.replace("\r\n", "\n").encode("utf-8", "replace")
        before = ""
        own_trap = _OWN_TRAP.search(data) is not None
        if not same_block:
            self._restored_traps = False
            self._flags = self._flags.replace("e", "")
        if own_trap and not self._restored_traps:
            self._restored_traps = True
            before = "_mp_arm_around_traps\n"
        elif not same_block:
            before = "" if self._is_armed else "_mp_arm\n"
            before += "builtin trap - ERR\n" if to_end else ""
            self._is_armed = not to_end
        if self._dirty:
            before = "_mp_dump\n" + before
        prefix = b"".join(b"set -%c; " % flag for flag in b"ex" if chr(flag) in self._flags)
        if prefix:
            prefix = b"{ " + prefix + b"} 2>&-; "
        if self._restored_traps:
            prefix = b'eval "$_mp_traps"; ' + prefix
        self._changes = _HARMLESS.match(data) is None
        harmless = not self._changes and not prefix
        self._is_armed = self._is_armed and harmless
        self._began = time.monotonic()
        self._shell.begin(
            prefix + data,
            before=before,
            status=self._status,
            cap=cap,
            on_output=on_output,
            harmless=harmless,
        )

    def wait(self, timeout: float, watch: Callable[[], bool] | None = None) -> CommandResult | None:
        """Wait for the end of what was started, at most until `timeout` seconds after its start.

        `watch` is asked every 50 ms; when it answers True, None is returned while the code goes
        on, to be waited for again or detached.
        """
        shell, deadline = self._shell, self._began + timeout
        shell.await_report()
        while shell.report is None:
            now = time.monotonic()
            if now >= deadline:
                return self._time_out()
            shell.pump(min(TICK, deadline - now))
            if shell.report is None:
                if shell.has_ended() and shell.report is None:
                    return self._closed()
                if watch is not None and watch():
                    return None
        return self._done()

    def detach(self) -> Service:
        """Let what was started go on as a service, and go on in a new shell."""
        shell = self._shell
        if self._dirty:
            shell.await_dump(_DUMP_SECONDS)
        self._take_dump()
        state = state_of_service(self._place, shell.process.pid, shell.code, self._state)
        service = Service(self._place, shell)
        self._enter(state)
        return service

    def save(self) -> State:
        """Where the terminal stands; it must be idle."""
        if self._dirty:
            self._shell.ask_for_dump(_DUMP_SECONDS)
            self._take_dump()
        return msgspec.structs.replace(self._state, directory=self._directory)

    def save_all(self, commands: Iterable[str]) -> tuple[State, bool]:
        """Where this very terminal stands, and whether that is all: not where it holds what no
        other one can have. `commands` have run in it since it was restored or saved last."""
        state = self.save()
        told = self._shell.ask_for_rest(_DUMP_SECONDS)
        rest = None if told is None else read_rest(told)
        is_all = self.is_saved and rest is not None
        if holds_number(state.code, self.pid, commands):
            is_all = False
        return msgspec.structs.replace(state, rest=rest or b""), is_all

    def close(self, grace: float = GRACE) -> str:
        """Let the shell exit, end what it left, return what an EXIT trap said. Twice is safe.

        What does not end by itself has `grace` seconds. A shell that is still at work is not
        waited for.
        """
        shell = self._shell
        if self._is_closed:
            return ""
        self._is_closed = True
        seen = shell.capture.total
        if shell.report is not None:
            shell.leave()
            deadline = time.monotonic() + min(_LEAVE_SECONDS, grace)
            while not shell.has_ended() and time.monotonic() < deadline:
                shell.pump(TICK)
        for old in [shell, *self._left]:
            old.finish(grace)
        self._left.clear()
        return shell.capture.text_since(seen)

    def _enter(self, state: State) -> None:
        self._shell = Shell(self._place, state)
        self._state = state
        self._directory = self._shell.directory
        self._status = 0
        self._flags = ""
        self._dirty = False
        self._changes = False
        self._is_armed = not state.code  # which may bring options
        self._restored_traps = False
        self._began = time.monotonic()

    def _take_dump(self) -> None:
        """Make the last dump that has come the state to fall back to."""
        if self._shell.dump is not None:
            self._state = State(self._directory, self._shell.dump)
            self._shell.dump = None
            self._dirty = False

    def _done(self) -> CommandResult:
        shell, report = self._shell, self._shell.report
        assert report is not None
        shell.drain()
        self._take_dump()
        self._directory = report.directory
        self._status = report.exit_status
        self._flags = report.flags
        self._dirty = self._dirty or self._changes
        return self._result(report.exit_status, failed_line=report.line - 1)

    def _closed(self) -> CommandResult:
        shell = self._shell
        shell.drain()
        self._take_dump()
        result = self._result(shell.process.poll(), closed=True)
        self._left.append(shell)  # its background jobs live on until the terminal closes
        self._enter(self._state)
        return result

    def _time_out(self) -> CommandResult:
        self._shell.drain()
        if self._dirty:  # it comes before the code, however little time that had
            self._shell.await_dump(_DUMP_SECONDS)
        self._take_dump()
        result = self._result(None, timed_out=True)
        self._shell.finish()
        self._enter(self._state)
        return result

    def _result(
        self,
        exit_status: int | None,
        *,
        failed_line: int = -1,
        timed_out: bool = False,
        closed: bool = False,
    ) -> CommandResult:
        capture = self._shell.capture
        return CommandResult(
            exit_status=exit_status,
            output=capture.text(),
            seconds=time.monotonic() - self._began,
            timed_out=timed_out,
            closed=closed,
            truncated=capture.left_out > 0,
            failed_line=failed_line if failed_line >= 0 and exit_status else None,
        )
