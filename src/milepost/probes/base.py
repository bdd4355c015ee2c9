"""What a probe may ask, and what it answers. Everything happens where the guide runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

    from milepost.process.place import Listener, Process
    from milepost.reading.test_reports import TestCount


class Answer(msgspec.Struct, frozen=True):
    """What a program said."""

    status: int | None
    """Exit status; None where it did not end in time."""
    output: str
    """Standard output and error as they came."""


class Verdict(msgspec.Struct, frozen=True):
    """What a probe found."""

    holds: bool | None
    """Whether the check holds, polarity left out; None where it could not be carried out."""
    seen: str = ""
    """What was there."""
    expected: str | None = None
    """What would have passed, where the check's own words do not say it all."""
    difference: str | None = None
    """Expected against seen, line by line; see `milepost.reading.difference`."""
    needs: str | None = None
    """What is missing for it to be carried out, and how to get it."""
    pending: bool = False
    """True where waiting may change the answer: nobody listens yet, a service still writes."""

    @property
    def kind(self) -> Literal["passed", "failed", "error"]:
        """The verdict's status for a check that is not negated."""
        return "error" if self.holds is None else "passed" if self.holds else "failed"


class View(Protocol):
    """The guide's place at this moment, as probes see it."""

    @property
    def outputs(self) -> tuple[str, ...]:
        """What an outcome may speak of, best first: what the step's last block printed (of a
        request the body, then the whole answer), then for each service what it wrote since the
        step began. Empty where no block ran."""

    @property
    def exit_status(self) -> int | None:
        """Exit status of the last command that ran."""

    @property
    def tests(self) -> TestCount | None:
        """What the last block's output says of tests; None where it says nothing."""

    @property
    def serving(self) -> bool:
        """Whether a service runs."""

    def ask(self, code: str, timeout: float = 10.0) -> Answer:
        """Run bash code beside the terminal, in its directory, without touching its state."""

    def command(self, code: str, timeout: float) -> Answer:
        """Run bash code in a subshell of the terminal: its variables and functions are there."""

    def start(self, argv: Sequence[str]) -> Process:
        """Start a program of our own in the place. Raises `CannotStart`."""

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A TCP connection from inside the place's network."""

    def listeners(self) -> frozenset[Listener]:
        """All TCP sockets that accept connections."""
