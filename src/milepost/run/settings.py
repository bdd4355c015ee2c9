"""How a run is to be carried out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from milepost.run.drift import Drift


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The same for every milestone of a run."""

    keep_going: bool = False
    """After a failed step the next one is tried."""
    try_solutions: bool = False
    """After a failed step the best matching known issue is applied, and the step tried again."""
    on_drift: Callable[[Drift], bool] | None = None
    """Told of output that is not the one shown; whether it then passes. None: it fails."""
    timeout: float | None = None
    """Seconds for each command; None for the defaults of `milepost.run.timeouts`."""
    network: Literal["on", "off", "lan"] = "on"
    values: Mapping[str, str] = field(default_factory=dict)
    """What the reader would fill in: placeholder's name to value."""
