"""What goes to a worker and comes back, closed: nothing that logs or shows it tells its content."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Any

import milepost


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value on its way between two processes that run the same Milepost."""

    data: bytes = field(repr=False)
    """Pickled."""
    version: str
    """Milepost's, where it was closed."""

    @classmethod
    def of(cls, value: object) -> Sealed:
        """Close a value."""
        return cls(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), milepost.__version__)

    @property
    def fits(self) -> bool:
        """Whether it can be opened by this Milepost."""
        return self.version == milepost.__version__

    def open(self) -> Any:
        """The value."""
        return pickle.loads(self.data)
