"""Values of secrets taken out of what is shown and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from milepost.result.rewrite import rewritten
from milepost.text.secret import beginning, hidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.result.model import MilestoneResult, OutcomeResult, StepResult
    from milepost.result.observer import Observer

T = TypeVar("T", bound=msgspec.Struct)

MASK = "***"


def mask(text: str, values: Iterable[str]) -> str:
    """A text without the values, also where they are encoded; the longest first."""
    return hidden(text, tuple(values), MASK)


def masked(result: T, values: Iterable[str]) -> T:
    """A result without the values, wherever they stand in it."""
    wanted = tuple(filter(None, values))
    if not wanted:
        return result
    return rewritten(result, lambda text: mask(text, wanted))


def discreet(observer: Observer, values: Iterable[str]) -> Observer:
    """An observer that is told everything without the values."""
    wanted = tuple(filter(None, values))
    return _Discreet(observer, wanted) if wanted else observer


class _Discreet(msgspec.Struct, frozen=True):
    told: Observer
    values: tuple[str, ...]
    begun: dict[str, str] = {}
    """By path, the end of the output, as long as it may be the beginning of a value."""

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        self.told.milestone_started(path, number, mask(name, self.values), steps)

    def milestone_placed(self, path: str, worker: str) -> None:
        self.told.milestone_placed(path, worker)

    def notice(self, text: str) -> None:
        self.told.notice(mask(text, self.values))

    def step_started(self, path: str, number: int, name: str, line: int) -> None:
        self.told.step_started(path, number, mask(name, self.values), line)

    def command_started(self, path: str, line: int, text: str) -> None:
        self._tell_rest(path)
        self.told.command_started(path, line, mask(text, self.values))

    def output(self, path: str, data: str) -> None:
        text = mask(self.begun.pop(path, "") + data, self.values)
        if held := beginning(text, self.values):
            self.begun[path] = text[-held:]
            text = text[:-held]
        if text:
            self.told.output(path, text)

    def outcome_checked(self, path: str, outcome: OutcomeResult) -> None:
        self._tell_rest(path)
        self.told.outcome_checked(path, masked(outcome, self.values))

    def step_finished(self, path: str, step: StepResult) -> None:
        self._tell_rest(path)
        self.told.step_finished(path, masked(step, self.values))

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        self.told.milestone_finished(path, masked(result, self.values))

    def _tell_rest(self, path: str) -> None:
        if rest := self.begun.pop(path, ""):
            self.told.output(path, rest)
