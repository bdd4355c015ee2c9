"""What a block printed against the output fence that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.compare import compare
from milepost.result.model import Status
from milepost.run.blocks.base import block_result
from milepost.run.drift import is_accepted_output

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.result.model import BlockResult, CommandResult
    from milepost.run.session import Session


def as_fenced(
    perform: Perform, commands: tuple[CommandResult, ...], output: str, session: Session
) -> BlockResult:
    """The result of a block whose commands have all passed: it fails where the fence differs."""
    expected = perform.expected
    if expected is None:
        return block_result(perform, Status.PASSED, commands=commands)
    found = compare(expected.text, output, mode=expected.mode, masks=expected.masks)
    if found.equal or is_accepted_output(session, expected, output):
        return block_result(perform, Status.PASSED, commands=commands)
    return block_result(
        perform,
        Status.FAILED,
        reason=f"the output is not the one shown at line {expected.line}",
        commands=commands,
        expected=expected.text,
        difference=found.difference or None,
    )
