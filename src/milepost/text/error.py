"""What a user did wrong, or what stands in the way, said without a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.text.span import Position


class MilepostError(Exception):
    """Something that the user can mend; `remedy` says how."""

    def __init__(
        self,
        message: str,
        remedy: str,
        *,
        path: str | None = None,
        position: Position | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, in one line."""
        self.remedy = remedy
        """What to do about it, in one line."""
        self.path = path
        """The file that it is about, as the user would name it."""
        self.position = position
        """The place in that file."""

    def __str__(self) -> str:
        """`file:line:column: message`, as far as they are known."""
        if self.path is None:
            return self.message
        if self.position is None:
            return f"{self.path}: {self.message}"
        return f"{self.path}:{self.position.line}:{self.position.column}: {self.message}"
