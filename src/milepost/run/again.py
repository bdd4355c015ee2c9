"""Going on with a step after a solution was tried: what has passed is not carried out again."""

from __future__ import annotations

import shlex
import time
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from milepost.plan.model import Judge, Perform
from milepost.reading.base import Kind
from milepost.reading.instead import calls_the_same, says_more
from milepost.result.model import Status
from milepost.run.step import (
    AFTER_FAILURE,
    WORST_FIRST,
    FirstAttempt,
    conclude,
    go_through,
    perform,
)
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import StepPlan
    from milepost.result.model import BlockResult, CommandResult, OutcomeResult, StepResult
    from milepost.run.session import Running, Session

_TYPED = (Kind.COMMAND, Kind.TRANSCRIPT, Kind.QUERY, Kind.REQUEST)
_IS_THERE = re.compile(r"\b(?:already exists|exists already|File exists)\b")
"""What a command says that has made something before and is to make it again."""


class Advice(msgspec.Struct, frozen=True):
    """A solution that was typed."""

    commands: tuple[CommandResult, ...]
    leads: bool
    """Whether it has led to another directory, from where it goes on."""


class StepAttempts:
    """A step that is carried out, and gone on with after a solution."""

    def __init__(self, plan: StepPlan, session: Session, *, testing: bool = False) -> None:
        self.plan = plan
        self.session = session
        self._testing = testing

    def first(self) -> StepResult:
        """Carry it out as the guide has it."""
        self._started = time.monotonic()
        self._earlier = FirstAttempt(self.plan, self.session, testing=self._testing)
        result = go_through(self.plan, self._earlier, self._started)
        self._services = tuple(self.session.services)
        self._typed_in = self.session.typed_in
        return result

    def again(self, advice: Advice) -> StepResult:
        """Go on with it from what has failed."""
        attempt = _Again(self._earlier, advice, self._services, self._typed_in)
        result = go_through(self.plan, attempt, self._started)
        blocks = tuple(
            attempt.repeated.get(action.index, block)
            for action, block in zip(self.plan.performs, result.blocks, strict=True)
        )
        return conclude(self.plan, blocks, result.outcomes, self._started)


class _Again:
    """Attends to the actions of a step that had failed; see `milepost.run.step.Attempt`."""

    def __init__(
        self,
        earlier: FirstAttempt,
        advice: Advice,
        services: tuple[Running, ...],
        typed_in: str | None,
    ) -> None:
        """`services` ran when it had failed; the last command was `typed_in` that directory."""
        self._earlier = earlier
        self._advice = advice
        self._session = earlier.session
        self._services = services
        self._typed_in = typed_in
        self.repeated: dict[int, BlockResult] = {}
        """Blocks that had passed, or printed something else, and were carried out once more."""
        whole = (*earlier.blocks.values(), *earlier.outcomes.values())
        if not any(result.status in WORST_FIRST for result in whole):
            # What has failed is what all of it says together: how many tests there were.
            self._repeat_last(earlier.plan.performs)

    def block(self, action: Perform, *, failed: bool) -> BlockResult:
        """What has passed stays; what has failed is gone on with from the command that did."""
        if action.index in self.repeated:
            return self.repeated[action.index]
        first = self._earlier.blocks[action.index]
        if first.status in WORST_FIRST and not failed:
            return self._go_on(action, first)
        if first.reason == AFTER_FAILURE:
            return self._earlier.block(action, failed=failed)
        return first

    def outcome(self, action: Judge) -> OutcomeResult:
        """Judge again what did not hold: as things stand, else after its block once more."""
        first = self._earlier.outcomes.get(id(action))
        if first is not None and first.status not in WORST_FIRST:
            return first
        block = self._block_of(action)
        if first is None or block is None:
            return self._earlier.outcome(action)
        if not any(check.negated for check in action.outcome.checks):
            self._take_output(block)
        result = self._earlier.outcome(action)
        if result.status not in WORST_FIRST or block.index in self.repeated:
            return result
        repeated = self._repeat(block)
        if repeated.status is Status.PASSED:
            return self._earlier.outcome(action)
        reason = f"the block at line {block.line} does not pass again: {repeated.reason}"
        return replace(result, reason=reason)

    def _go_on(self, action: Perform, first: BlockResult) -> BlockResult:
        done = tuple(takewhile(lambda c: c.status is Status.PASSED, first.commands))
        if len(done) == len(first.commands):  # it printed something else, or is no command
            return self._repeat(action)
        failed = first.commands[len(done)]
        instead = _instead(action, len(done), failed, self._advice.commands)
        if instead is not None:
            done = (*done, instead)
        else:
            self._session.end_those(self._services[self._earlier.began[action.index].services :])
            done = _before_program(action, done)
            self._return_to(self._typed_in)
        return self._carry_out(action, done)

    def _repeat_last(self, performs: Sequence[Perform]) -> None:
        ran = [a for a in performs if a.block.kind in _TYPED and a.index in self._earlier.blocks]
        if ran:
            self._repeat(ran[-1])

    def _repeat(self, action: Perform) -> BlockResult:
        """Carry a block out from its beginning, where it had begun.

        What it has made already counts as made.
        """
        began = self._earlier.began[action.index]
        self._session.end_those(self._services[began.services :])
        if not self._advice.leads:
            self._session.current = began.terminal
            self._return_to(began.cwd)
        first = self._earlier.blocks[action.index].commands
        result = self._carry_out(action, ())
        while result.status is Status.FAILED and 0 < len(result.commands) <= len(first):
            at = len(result.commands) - 1
            made = first[at].status is Status.PASSED and result.commands[at].exit_status
            if not made or not _IS_THERE.search(result.commands[at].output):
                break
            result = self._carry_out(action, (*result.commands[:at], first[at]))
        self.repeated[action.index] = result
        return result

    def _carry_out(self, action: Perform, done: tuple[CommandResult, ...]) -> BlockResult:
        testing = self._earlier.testing
        return perform(action, self._session, testing=testing, failed=False, done=done)

    def _return_to(self, directory: str | None) -> None:
        if directory is not None and not self._advice.leads:
            self._session.terminal.run(f"cd -- {shlex.quote(directory)}", timeout=10.0)

    def _block_of(self, judge: Judge) -> Perform | None:
        """The block that an outcome speaks of: the last before it that was typed."""
        found = None
        for action in self._earlier.plan.actions:
            if action is judge:
                break
            if isinstance(action, Perform) and action.block.executed:
                found = action if action.block.kind in _TYPED else found
        return found

    def _take_output(self, block: Perform) -> None:
        """Where the solution calls the same with other arguments, what that printed is judged."""
        typed = self._earlier.blocks[block.index].commands
        for advised in reversed(self._advice.commands):
            if advised.status is Status.PASSED and any(
                calls_the_same(advised.text, command.text) for command in typed
            ):
                self._session.last_outputs = (advised.output,)
                return


def in_place_of(command: CommandResult, advised: Sequence[CommandResult]) -> CommandResult | None:
    """What a solution has typed in the place of a command that went wrong, and which passed.

    After an exit status only the same command with something added will do; where a command only
    printed what it should not, the same call with other arguments.
    """
    alike = says_more if command.exit_status != 0 else calls_the_same
    passed = (one for one in reversed(advised) if one.status is Status.PASSED)
    return next((one for one in passed if alike(one.text, command.text)), None)


def _instead(
    action: Perform, index: int, failed: CommandResult, advised: Sequence[CommandResult]
) -> CommandResult | None:
    """The result of a command of a block, as the solution has typed it; None if it has not.

    What has to end with a certain status, or to print what is shown, is typed as the guide has it.
    """
    reading = action.block
    shown = reading.commands[index] if index < len(reading.commands) else None
    if reading.options.status != 0 or failed.exit_status in (0, None) or failed.program:
        return None
    if reading.kind is not Kind.COMMAND and (shown is None or shown.expected is not None):
        return None
    found = in_place_of(failed, advised)
    if found is None:
        return None
    reason = f"`{found.text}`, which line {found.line} advises, stands in its place"
    return replace(found, line=failed.line, reason=reason)


def _before_program(action: Perform, done: tuple[CommandResult, ...]) -> tuple[CommandResult, ...]:
    """What need not be typed again: a program that was open has ended, and is opened anew."""
    commands = action.block.commands
    at = len(done)
    if action.block.kind is Kind.COMMAND or at >= len(commands):
        return done
    while at and commands[at].typed_into is not None:
        at -= 1
        if commands[at].opens is not None:
            break
    return done[:at]
