"""How whoever watches a run is told of it, while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from milepost.result.model import MilestoneResult, OutcomeResult, StepResult


class Observer(Protocol):
    """Told of each thing as it happens, in order within a milestone (named by its path).

    Calls come from several threads; an observer must not block.
    """

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        """A milestone begins; its room is about to start."""

    def milestone_placed(self, path: str, worker: str) -> None:
        """A worker of a cluster carries the milestone out. Where that worker dies, the milestone
        begins once more on another one. Of its steps it is told without their blocks, outcomes
        and output: these come with the milestone's result."""

    def notice(self, text: str) -> None:
        """Something about the run as a whole that whoever waits for it should know."""

    def step_started(self, path: str, number: int, name: str, line: int) -> None:
        """A step begins. Testing, checklist and clean-up are told of as steps numbered 0."""

    def command_started(self, path: str, line: int, text: str) -> None:
        """A command, file or patch is about to be carried out."""

    def output(self, path: str, data: str) -> None:
        """Output of the command, as it comes."""

    def outcome_checked(self, path: str, outcome: OutcomeResult) -> None:
        """An outcome was judged."""

    def step_finished(self, path: str, step: StepResult) -> None:
        """A step ended."""

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        """A milestone ended."""


class Silent:
    """An observer that tells nobody."""

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        pass

    def milestone_placed(self, path: str, worker: str) -> None:
        pass

    def notice(self, text: str) -> None:
        pass

    def step_started(self, path: str, number: int, name: str, line: int) -> None:
        pass

    def command_started(self, path: str, line: int, text: str) -> None:
        pass

    def output(self, path: str, data: str) -> None:
        pass

    def outcome_checked(self, path: str, outcome: OutcomeResult) -> None:
        pass

    def step_finished(self, path: str, step: StepResult) -> None:
        pass

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        pass
