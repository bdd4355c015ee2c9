"""How a run is to be carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from milepost.result.model import StepResult
    from milepost.run.drift import Drift
    from milepost.run.session import Session


class Steps(msgspec.Struct, frozen=True):
    """Some steps of one milestone."""

    path: str
    first: int | None = None
    """Number of the first one that is run even if it could be recalled; None for none."""
    last: int | None = None
    """Number of the last one that is carried out; None for all."""


class RunSettings(msgspec.Struct, frozen=True):
    """The same for every milestone of a run."""

    keep_going: bool = False
    """After a failed step the next one is tried."""
    goes_back: bool = True
    """Before it is, files and terminals are put back to what they were before the failed one."""
    try_solutions: bool = False
    """After a failed step the best matching known issue is applied, and the step tried again."""
    on_drift: Callable[[Drift], bool] | None = None
    """Told of output that is not the one shown; whether it then passes. None: it fails."""
    timeout: float | None = None
    """Seconds for each command; None for the defaults of `milepost.run.timeouts`."""
    network: Literal["on", "off", "lan"] = "on"
    values: Mapping[str, str] = {}
    """What the reader would fill in: placeholder's name to value."""
    steps: Steps | None = None
    """What part of one milestone is asked for; None for all of all."""

    on_stop: Callable[[Session, Sequence[StepResult]], None] | None = None
    """Called where the last step that was asked for has ended, well or not, with the session as it
    stands and the steps' results; the services still run."""
    keeps: bool = True
    """Whether steps that pass are kept for later runs; they are recalled all the same."""

    def first_of(self, path: str) -> int | None:
        """Number of a milestone's first step that is run even if it could be recalled."""
        return self.steps.first if self.steps and self.steps.path == path else None

    def last_of(self, path: str) -> int | None:
        """Number of a milestone's last step that is carried out; None for all."""
        return self.steps.last if self.steps and self.steps.path == path else None
