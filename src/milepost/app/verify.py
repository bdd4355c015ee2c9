"""Verify: ask a milestone's checks in the reader's workspace, and keep what was seen."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
from msgspec import UNSET, UnsetType, structs

import milepost
from milepost.app.git import commit_of
from milepost.app.progress import Desk, secret_values, store_of
from milepost.app.workspace import identify, workspace_of
from milepost.plan.build import plan_milestone
from milepost.process.host import Host
from milepost.progress.digest import checks_digest
from milepost.progress.mask import mask, masked
from milepost.progress.model import Kept, Kind, Seen, State, Statement
from milepost.progress.standing import newest
from milepost.progress.trust import Trust, state_folder
from milepost.result.model import MilestoneResult, PrerequisiteResult, Status
from milepost.run.programs import commands_of, look_up
from milepost.run.session import Session
from milepost.run.settings import RunSettings
from milepost.run.verify import verify_milestone
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from milepost.app.outlines import Outline
    from milepost.plan.model import MilestonePlan
    from milepost.process.place import Place
    from milepost.result.observer import Observer
    from milepost.run.programs import Program

LONGEST_SEEN = 2000
"""Characters that are kept of what a check saw."""
_MISLEADING = ("LD_PRELOAD", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "NODE_OPTIONS")
"""Variables by which tests could be made to say something else."""

T = TypeVar("T")

AskTrust = Callable[[tuple[str, ...]], bool]
"""Shows commands to a person and returns whether they may run."""


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """What to verify."""

    milestone: str
    """Its number or its guide's path."""
    folder: Path = field(default_factory=Path.cwd)
    yes: bool = False
    """Whether the commands are trusted without being asked for."""
    timeout: float | None = None


class SignOff(msgspec.Struct, frozen=True, kw_only=True):
    """A checklist item that a person signs."""

    number: int
    """Its place in the checklist, from 1: `milepost sign 3/2`."""
    text: str


class VerifyResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a verification saw, and how the milestone stands now."""

    schema: str = "milepost.verify/1"
    state: State
    why: str | None
    """One sentence, where the state alone does not say it."""
    milestone: MilestoneResult
    unsigned: tuple[SignOff, ...]
    """Sign-offs that are still open."""
    evidence: str
    """Digest of the record that was kept."""
    at: str
    """When, in UTC."""
    next: str
    """What to do now."""


def verify(request: VerifyRequest, observer: Observer, ask_trust: AskTrust) -> VerifyResult:
    """Verify one milestone and keep the evidence.

    Raises MilepostError: no such milestone, commands that are not trusted, a program on PATH that
    is none, no workspace, a store that cannot be written.
    """
    # The store's import costs 130 ms, which pass while the checks wait for their programs.
    warmed = _Later(partial(import_module, "milepost.progress.store"))
    desk = Desk.at(request.folder)
    outline = desk.roadmap.find(request.milestone)
    workspace = workspace_of(desk.roadmap)
    identity = _Later(partial(identify, workspace))
    milestone, reading = desk.open(outline)
    plan = plan_milestone(milestone, reading)
    commands = commands_of(plan)
    _trust(commands + _test_files(plan), request, ask_trust)
    result, programs = _carry_out(plan, commands, workspace, request, observer)
    secrets = secret_values(desk.project)
    result = masked(result, secrets)
    desk.hold_still(outline)
    commit = commit_of(workspace)
    where = identity.result()
    statement = Statement(
        kind=Kind.VERIFICATION,
        roadmap=desk.roadmap.name,
        milestone=outline.key,
        number=outline.number,
        name=outline.name,
        who=desk.who,
        status=result.status,
        reason=result.reason,
        guide=outline.guide,
        checks=checks_digest(reading),
        commit=commit.digest if commit else None,
        changed=commit.changed if commit else None,
        tools=_tools(result, programs),
        seen=tuple(_seen(result, secrets)),
        milepost=milepost.__version__,
        template=desk.template,
        workspace=where,
    )
    warmed.result()
    with store_of(desk.project) as store:
        before = store.newest(desk.roadmap.name, desk.who)
        kept = desk.keep(
            store, structs.replace(statement, instead_of=_instead_of(statement, before))
        )
        standing = desk.mine(store)[outline.key]
    return VerifyResult(
        state=standing.state,
        why=standing.why,
        milestone=result,
        unsigned=tuple(
            SignOff(number=int(seen.place.split()[1]), text=seen.reads_as)
            for seen in standing.unsigned
        ),
        evidence=kept.digest,
        at=kept.record.at,
        next=_next(outline, standing.state, result, tuple(s.place for s in standing.unsigned)),
    )


class _Later(threading.Thread, Generic[T]):
    """Does something while the checks wait for their programs."""

    def __init__(self, do: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._do = do
        self._done: list[T] = []
        self.start()

    def run(self) -> None:
        self._done.append(self._do())

    def result(self) -> T:
        self.join()
        return self._done[0]


def _instead_of(statement: Statement, before: Sequence[Kept]) -> str | UnsetType:
    """Digest of the checks under which the milestone failed before they were changed to these.

    Likewise of those that it had in a repository which is not there any more.
    """
    own = [kept for kept in before if kept.record.milestone == statement.milestone]
    kept = newest(own, Kind.VERIFICATION)
    if kept is None:
        return UNSET
    last = kept.record
    then, now = last.workspace, statement.workspace
    left = then and now and then.path == now.path and then.root is not None and now.root is None
    failed = last.checks if last.status is Status.FAILED or left else UNSET
    wanted = last.instead_of if last.instead_of is not UNSET else failed
    return UNSET if wanted == statement.checks else wanted


def _test_files(plan: MilestonePlan) -> tuple[str, ...]:
    """Code of the test files that Testing writes and runs."""
    if plan.testing is None:
        return ()
    return tuple(
        f"{perform.block.path}:\n{perform.block.code}"
        for perform in plan.testing.performs
        if perform.block.executed and not perform.block.commands and perform.block.code
    )


def _trust(commands: tuple[str, ...], request: VerifyRequest, ask: AskTrust) -> None:
    trust = Trust(state_folder(os.environ))
    if request.yes or trust.holds(commands):
        return
    if not ask(commands):
        raise MilepostError(
            "the commands of this guide are not trusted yet, and would run outside a room",
            "Run it at a terminal and say yes once, or give --yes if you know them.",
            path=request.milestone,
        )
    trust.remember(commands)


def _carry_out(
    plan: MilestonePlan,
    commands: tuple[str, ...],
    workspace: Path,
    request: VerifyRequest,
    observer: Observer,
) -> tuple[MilestoneResult, tuple[Program, ...]]:
    variables = dict.fromkeys(_misleading(os.environ), "")
    settings = RunSettings(timeout=request.timeout)
    with Host(workspace, variables=variables) as place:
        session = Session(place, settings, observer, plan.path)
        try:
            programs = look_up(commands, session)
            for program in programs:
                if not program.installed:
                    raise _no_program(program)
            observer.milestone_started(plan.path, plan.number, plan.name, len(plan.steps))
            result = verify_milestone(plan, session, partial(_open_copy, place, variables))
            observer.milestone_finished(plan.path, result)
            return result, programs
        finally:
            session.close()


def _open_copy(place: Host, variables: Mapping[str, str]) -> Place:
    """A place with an empty workspace, which goes with the place that it is a copy of."""
    return Host(Path(tempfile.mkdtemp(prefix="copy-", dir=place.scratch)), variables=variables)


def _misleading(environment: Mapping[str, str]) -> Iterator[str]:
    yield from (name for name in _MISLEADING if name in environment)
    # Functions that a shell would take over from its parent, under the name of a program.
    yield from (name for name in environment if name.startswith("BASH_FUNC_"))


def _no_program(program: Program) -> MilepostError:
    return MilepostError(
        f"`{program.name}` on your PATH is {program.path}, where no tools are installed",
        "Take that folder off PATH; a check must be asked of the real program.",
    )


def _tools(result: MilestoneResult, programs: Sequence[Program]) -> dict[str, str]:
    found = {program.name: program.path for program in programs}
    for one in result.prerequisites:
        if isinstance(one, PrerequisiteResult) and one.kind == "tool" and one.found:
            found[one.text[:80]] = one.found
    return found


def _seen(result: MilestoneResult, secrets: Sequence[str]) -> Iterator[Seen]:
    """Every check and every item, as it goes into the evidence."""
    for one in result.prerequisites:
        yield _one("prerequisite", one.line, one.text, one.status, one.found, one.reason, secrets)
    for step in result.steps:
        for outcome in step.outcomes:
            for check in outcome.checks:
                place = f"step {step.number}"
                yield _one(
                    place,
                    outcome.line,
                    check.reads_as,
                    check.status,
                    check.seen,
                    check.reason,
                    secrets,
                )
    if result.testing is not None:
        testing = result.testing
        counted = f"{testing.executed} tests, {testing.failed or 0} failed"
        seen = None if testing.executed is None else counted
        yield _one("testing", testing.line, "tests", testing.status, seen, testing.reason, secrets)
    for number, item in enumerate(result.checklist, 1):
        place = f"checklist {number}"
        if not item.checks:
            yield Seen(
                place=place,
                line=item.line,
                reads_as=item.text,
                status=item.status,
                reason=item.reason,
            )
        for check in item.checks:
            yield _one(
                place, item.line, check.reads_as, check.status, check.seen, check.reason, secrets
            )


def _one(
    place: str,
    line: int,
    reads_as: str,
    status: Status,
    seen: str | None,
    reason: str | None,
    secrets: Sequence[str],
) -> Seen:
    return Seen(
        place=place,
        line=line,
        reads_as=mask(reads_as, secrets),
        status=status,
        seen=seen[:LONGEST_SEEN] if seen is not None else None,
        reason=reason,
    )


def _next(outline: Outline, state: State, result: MilestoneResult, unsigned: Sequence[str]) -> str:
    name = outline.number or outline.path
    if result.status in (Status.FAILED, Status.ERROR):
        step = next((s for s in result.steps if s.status in (Status.FAILED, Status.ERROR)), None)
        where = f"Go back to Step {step.number}: {step.name} (line {step.line})." if step else ""
        return f"{where} Stuck? milepost hint {name}".strip()
    if result.status is Status.BLOCKED:
        return f"Get what is missing, then milepost verify {name}."
    if unsigned:
        return f"A person signs: milepost sign {name}/{unsigned[0].split()[1]}"
    if state is State.UNAPPROVED:
        return "Let the change of the guide be committed, or take it back."
    if state is State.DONE:
        return "milepost next"
    return "A person decides: nothing in it can be verified by a machine."
