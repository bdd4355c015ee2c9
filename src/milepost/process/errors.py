"""What can go wrong before a program runs: Milepost could not carry it out."""

from __future__ import annotations


class CannotStart(Exception):  # noqa: N818 - the field's word is the name
    """A program or a room could not be started; `remedy` says what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    @property
    def advice(self) -> str:
        """Message and remedy as one phrase."""
        return f"{self.message}; {self.remedy}" if self.remedy else self.message
