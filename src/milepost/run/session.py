"""One milestone's place while it is carried out: terminals, services, what the last block left."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import msgspec

from milepost.probes.base import Answer
from milepost.reading.test_reports import count_tests
from milepost.run.shell import GRACE
from milepost.run.terminal import Terminal

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence

    from milepost.milestone.check import Check
    from milepost.process.place import Listener, Place, Process
    from milepost.reading.repls import Repl
    from milepost.reading.test_reports import TestCount
    from milepost.result.observer import Observer
    from milepost.run.interactive import InteractiveProgram
    from milepost.run.services import Service
    from milepost.run.settings import RunSettings
    from milepost.run.terminal import CommandResult

_FIRST = "1"
"""Name of the terminal that every guide begins with."""


class Running(msgspec.Struct, eq=False):
    """A service, and how much of its output belongs to earlier steps."""

    service: Service
    mark: int = 0


class Session(msgspec.Struct, eq=False):
    """Everything that lives through one milestone. Close it, whatever happened."""

    place: Place
    settings: RunSettings
    observer: Observer
    path: str
    """The guide's path, as the observer knows it."""
    terminals: dict[str, Terminal] = {}
    current: str = _FIRST
    services: list[Running] = []
    last_outputs: tuple[str, ...] = ()
    """Output of the step's last block that ran, services left out; of a request the body, then
    the whole answer."""
    last_status: int | None = None
    typed_in: str | None = None
    """Directory in which the last command was typed."""
    upcoming: tuple[Check, ...] = ()
    """Checks of the step at hand: they tell how to see that a service is ready."""
    programs: dict[str, InteractiveProgram] = {}
    """Interactive programs that are open, by the name of their terminal."""
    after_command: Callable[[str], str] | None = None
    """What is told every command's output, and returns what of it is to be judged."""
    helper: Terminal | None = None
    """A second bash, for probes, files and patches."""

    @property
    def terminal(self) -> Terminal:
        """The terminal in which the reader types."""
        return self.enter(self.current)

    def enter(self, name: str) -> Terminal:
        """Change to a terminal; a new one starts where its predecessor stands."""
        terminal = self.terminals.get(name)
        if terminal is None:
            before = self.terminals.get(self.current)
            terminal = Terminal.open(self.place, state=before.save() if before else None)
            self.terminals[name] = terminal
        self.current = name
        return terminal

    def begin_step(self, upcoming: tuple[Check, ...]) -> None:
        """What was printed before belongs to earlier steps."""
        self.upcoming = upcoming
        self.last_outputs = ()
        self.last_status = None
        for running in self.services:
            running.mark = running.service.mark()

    def add_service(self, service: Service) -> None:
        """A service that was started; it ends with the session."""
        self.services.append(Running(service))

    def interactive(self, name: str) -> InteractiveProgram | None:
        """The interactive program that the current terminal has open, if it is this one."""
        program = self.programs.get(self.current)
        return program if program is not None and program.repl.name == name else None

    def open_interactive(self, repl: Repl, start: str) -> InteractiveProgram:
        """Start an interactive program where the current terminal stands."""
        # Few guides have one.
        from milepost.run.interactive import InteractiveProgram

        self.leave_interactive()
        program = InteractiveProgram(self.place, repl, start, self.terminal.save())
        self.programs[self.current] = program
        return program

    def leave_interactive(self) -> None:
        """End the interactive program of the current terminal, where one is open."""
        program = self.programs.pop(self.current, None)
        if program is not None:
            program.close()

    # What probes ask; see `milepost.probes.base.View`.

    @property
    def outputs(self) -> tuple[str, ...]:
        """What an outcome may speak of, best first; see `milepost.probes.base.View`."""
        since = [running.service.output_since(running.mark) for running in self.services]
        return (*self.last_outputs, *filter(None, since))

    @property
    def exit_status(self) -> int | None:
        """Exit status of the last command that ran."""
        return self.last_status

    @property
    def tests(self) -> TestCount | None:
        """What the last block's output says of tests."""
        return count_tests(self.last_outputs[0]) if self.last_outputs else None

    @property
    def serving(self) -> bool:
        """Whether a service runs."""
        return any(running.service.alive for running in self.services)

    def ask(self, code: str, timeout: float = 10.0) -> Answer:
        """Run bash code beside the terminal, in its directory, without touching its state."""
        if self.helper is None:
            self.helper = Terminal.open(self.place)
        inside = f"(cd -- {shlex.quote(self.terminal.cwd)} 2>/dev/null || cd; {code}\n)"
        return _answer(self.helper.run(inside, timeout=timeout, cap=8 << 20))

    def command(self, code: str, timeout: float) -> Answer:
        """Run bash code in a subshell of the terminal."""
        return _answer(self.terminal.run(f"(\n{code}\n)", timeout=timeout))

    def run(self, code: str, timeout: float) -> CommandResult:
        """Run bash code in the terminal itself, its output shown to who watches."""
        ended = self.terminal.run(code, timeout=timeout, on_output=self.tell_output)
        return self.judgeable(ended)

    def judgeable(self, ended: CommandResult) -> CommandResult:
        """How a command ended, with that of its output which is to be judged."""
        if self.after_command is None:
            return ended
        return msgspec.structs.replace(ended, output=self.after_command(ended.output))

    def missing_packages(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some system packages that are neither installed nor there as a program."""
        return tuple(
            name
            for name in names
            if self.ask(
                f"dpkg -s {shlex.quote(name)} 2>/dev/null | grep -q '^Status: install ok' "
                f"|| rpm -q {shlex.quote(name)} >/dev/null 2>&1 "
                f"|| command -v {shlex.quote(name)} >/dev/null"
            ).status
            != 0
        )

    def start(self, argv: Sequence[str]) -> Process:
        """Start a program of our own in the place."""
        return self.place.start(argv)

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection from inside the place's network."""
        return self.place.connect(host, port, timeout)

    def listeners(self) -> frozenset[Listener]:
        """All TCP sockets that accept connections."""
        return self.place.listeners()

    def tell_output(self, data: bytes) -> None:
        """Show output to who watches, as it comes."""
        self.observer.output(self.path, data.decode("utf-8", "replace"))

    def end_services(self, keep: int = 0, *, grace: float = GRACE) -> None:
        """TERM to each but the first `keep`, a grace in seconds, KILL, wait."""
        self.end_those(self.services[keep:], grace=grace)

    def end_those(self, services: Sequence[Running], *, grace: float = GRACE) -> None:
        """The same to some of them; those that have ended are passed over."""
        for running in reversed(services):
            if running in self.services:
                running.service.end(grace)
                self.services.remove(running)

    def close(self, *, grace: float = GRACE) -> None:
        """End services and terminals; each has so many seconds to end by itself."""
        self.end_services(grace=grace)
        self.close_terminals(grace=grace)
        if self.helper is not None:
            self.helper.close(grace)
        self.helper = None

    def close_terminals(self, *, grace: float = GRACE) -> None:
        """Close the terminals; the next one that is entered is new."""
        for program in self.programs.values():
            program.close()
        self.programs.clear()
        for terminal in self.terminals.values():
            terminal.close(grace)
        self.terminals.clear()
        self.current = _FIRST


def _answer(result: CommandResult) -> Answer:
    return Answer(result.exit_status, result.output)
