"""Which kind of block is carried out by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import Kind
from milepost.run.blocks.command import run_command
from milepost.run.blocks.file import write_file
from milepost.run.blocks.patch import apply_patch
from milepost.run.blocks.transcript import run_transcript

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.plan.model import Perform
    from milepost.result.model import BlockResult, CommandResult
    from milepost.run.session import Session


class Carrier(Protocol):
    """Carries one block out; `testing` is true in the Testing section, where nothing serves.

    The commands that are `done` have passed already: it goes on after them, in the state of now.
    """

    def __call__(
        self,
        perform: Perform,
        session: Session,
        *,
        testing: bool = False,
        done: tuple[CommandResult, ...] = (),
    ) -> BlockResult: ...


def _send_request(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,
    done: tuple[CommandResult, ...] = (),
) -> BlockResult:
    # Few guides send requests of their own; the HTTP client is slow to import.
    from milepost.run.blocks.request import send_request

    return send_request(perform, session, testing=testing, done=done)


_CARRIERS: Mapping[Kind, Carrier] = {
    Kind.COMMAND: run_command,
    Kind.TRANSCRIPT: run_transcript,
    Kind.FILE: write_file,
    Kind.TEST: write_file,
    Kind.PATCH: apply_patch,
    Kind.REQUEST: _send_request,
    Kind.QUERY: run_transcript,
}


def carrier(kind: Kind) -> Carrier:
    """What carries this kind out. Only kinds that are executed have one."""
    return _CARRIERS[kind]
