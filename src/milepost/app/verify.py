"""Verify: ask a milestone's checks in the reader's workspace, and keep what was seen.

The file is long because what is fetched beside the checks, and what is said of them, begin and end
in one course.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET, structs

import milepost
from milepost.app.advice import advice
from milepost.app.evidence import continued, matched_issues, seen_of, tools_of
from milepost.app.git import commit_of
from milepost.app.milestones import foreign_language, target_of
from milepost.app.progress import Desk, needed_and_open, store_of
from milepost.app.secrets import secret_values
from milepost.app.workspace import workspace_of
from milepost.plan.build import plan_milestone
from milepost.process.host import Host
from milepost.process.later import Later
from milepost.progress.digest import checks_digest
from milepost.progress.mask import discreet, masked
from milepost.progress.model import Kind, State, Statement
from milepost.progress.standing import newest
from milepost.progress.trust import Trust, state_folder
from milepost.result.model import MilestoneResult, Status
from milepost.run.folders import conda_names_of, environments_of, files_of
from milepost.run.opened_session import OpenedSession
from milepost.run.programs import commands_of, look_up
from milepost.run.settings import RunSettings
from milepost.run.tested_copy import TestedCopy, tests_of_steps
from milepost.run.verify import verify_milestone
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from milepost.app.outlines import Outline
    from milepost.app.project import Project
    from milepost.plan.model import MilestonePlan
    from milepost.process.place import Place
    from milepost.progress.model import Kept, Workspace
    from milepost.progress.standing import Standing
    from milepost.reading.base import MilestoneReading
    from milepost.result.model import PrerequisiteResult
    from milepost.result.observer import Observer
    from milepost.run.programs import Program
    from milepost.run.session import Session

_MISLEADING = (
    *("LD_PRELOAD", "LD_AUDIT", "BASH_ENV", "PYTHONHOME", "PYTEST_ADDOPTS", "PYTEST_PLUGINS"),
    *("NODE_OPTIONS", "RUBYOPT", "PERL5OPT"),
)
"""Variables by which tests could be made to say something else."""

AskTrust = Callable[[tuple[str, ...], tuple[str, ...]], bool | None]
"""Shows commands and test files to a person and returns whether they may run; None where nobody
can be asked."""

_BAD = (Status.FAILED, Status.ERROR, Status.BLOCKED)


class VerifyRequest(msgspec.Struct, frozen=True):
    """What to verify."""

    milestone: str
    """Its number or its guide's path."""
    folder: Path = msgspec.field(default_factory=Path.cwd)
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
    notes: tuple[str, ...]
    """What speaks for it that this is not the right workspace, and what is doubtful."""
    next: str
    """What to do now."""


def verify(request: VerifyRequest, observer: Observer, ask_trust: AskTrust) -> VerifyResult:
    """Verify one milestone and keep the evidence.

    Raises MilepostError: no such milestone, commands that are not trusted, a program on PATH that
    is none, no workspace, a store that cannot be written.
    """
    desk = Desk.at(request.folder)
    outline = desk.roadmap.find(request.milestone)
    workspace = workspace_of(desk.roadmap)
    sound = Later(partial(_seems_sound, desk.project))
    secrets = secret_values(desk.project)
    watched = discreet(observer, secrets)
    _refuse_modules_of(workspace)
    with _opened(workspace, request, watched, outline.path) as (here, copy):
        milestone, reading = desk.open(outline)
        plan = plan_milestone(milestone, reading)
        commands = commands_of(plan)
        if not sound.result():
            _meet_store(desk)
        _trust(outline.path, commands, _test_files(plan), request, ask_trust)
        # What is wanted in the end is fetched while the tests run.
        ready = Later(partial(_make_ready, desk), begin=False)
        speaks_of = partial(_speaks_of, desk)
        with TestedCopy(plan, os.fspath(workspace.resolve()), copy, speaks_of) as tested:
            result, programs = _carry_out(plan, commands, here.session(), tested, ready.begin)
        here.begin_to_close()
        desk.hold_still(outline)
        where = ready.result()
        with store_of(desk.project) as store:
            before = desk.held(store)
            result = _with_needs(result, desk, desk.open_needs(before, outline.key))
            result = masked(result, secrets)
            said = _statement(desk, outline, reading, result, tools_of(result, programs))
            statement = structs.replace(said, workspace=where)
            statement = continued(statement, before)
            kept = desk.keep(store, statement)
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
        notes=(
            *filter(None, [foreign_language(milestone)]),
            *before.notes(),
            *before.of_the_name(outline.key),
            *_notes(desk, plan, result, before.records, workspace),
            *(f"Doubtful: {doubt}." for doubt in result.doubts),
        ),
        next=_next(outline, standing, result),
    )


def _seems_sound(project: Project) -> bool:
    from milepost.progress.glance import seems_sound  # with SQLite, beside what is done meanwhile

    return seems_sound(project.config.progress, project.root)


def _meet_store(desk: Desk) -> None:
    """Ask a doubtful store before any check is carried out. Raises MilepostError."""
    with store_of(desk.project) as store:
        desk.held(store)
        store.await_turn()


def _with_needs(result: MilestoneResult, desk: Desk, waits: Sequence[str]) -> MilestoneResult:
    """The result with what is known of the milestones that it needs: whether they are done."""
    outlines = desk.roadmap.outlines

    def known(one: PrerequisiteResult) -> PrerequisiteResult:
        target = target_of(result.path, one.found or "") if one.kind == "milestone" else None
        key = desk.project.relative(target) if target is not None else None
        if key is None or (key in outlines and key not in waits):
            return one
        reason = "whether it is done is not known here"
        if key in outlines:
            reason = needed_and_open([outlines[key].title])
        return structs.replace(one, status=Status.SKIPPED, found=None, reason=reason)

    return structs.replace(result, prerequisites=tuple(map(known, result.prerequisites)))


def _statement(
    desk: Desk,
    outline: Outline,
    reading: MilestoneReading,
    result: MilestoneResult,
    tools: dict[str, str],
) -> Statement:
    """What is stated of a verification, but for where it was made."""
    commit = commit_of(desk.roadmap.workspace)
    return Statement(
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
        tools=tools,
        seen=tuple(seen_of(result)),
        milepost=milepost.__version__,
        template=desk.template,
        known_issues=matched_issues(result),
        doubts=result.doubts or UNSET,
    )


def _test_files(plan: MilestonePlan) -> tuple[str, ...]:
    """The test files that are written into the copy and run there: path, colon and code."""
    files = {path: code for path, code in tests_of_steps(plan).items() if code is not None}
    for perform in plan.testing.performs if plan.testing else ():
        block = perform.block
        if block.executed and not block.commands and block.code:
            files[str(block.path)] = block.code
    return tuple(f"{path}:\n{code}" for path, code in files.items())


def _trust(
    path: str,
    commands: tuple[str, ...],
    files: tuple[str, ...],
    request: VerifyRequest,
    ask: AskTrust,
) -> None:
    trust = Trust(state_folder(os.environ))
    if request.yes or trust.holds(commands + files):
        return
    answer = ask(commands, files)
    if answer is None:
        raise MilepostError(
            "the commands of this guide are not trusted yet, and would run outside a clean room",
            "A person says yes to them once: `milepost verify` at a terminal. --yes, also of "
            "`milepost mcp`, trusts them unseen.",
            path=path,
        )
    if not answer:
        raise MilepostError(
            "not trusted; nothing was run, and nothing was recorded",
            "`milepost run` carries the guide out in a clean room, where nothing can happen.",
            path=path,
        )
    trust.remember(commands + files)


@contextmanager
def _opened(
    workspace: Path, request: VerifyRequest, observer: Observer, path: str
) -> Iterator[tuple[OpenedSession, OpenedSession]]:
    """A session in the workspace, and one in an empty folder; both start while others work."""
    variables = dict.fromkeys(_misleading(os.environ), "")
    settings = RunSettings(timeout=request.timeout)
    with Host(workspace, variables=variables) as place:
        open_copy = partial(_open_copy, place, variables)
        with (
            OpenedSession(lambda: place, settings, observer, path) as here,
            OpenedSession(open_copy, settings, observer, path) as copy,
        ):
            yield here, copy


def _open_copy(place: Host, variables: Mapping[str, str]) -> Place:
    """A place with an empty workspace, which goes with the place that it is a copy of."""
    workspace = place.scratch / "copy"
    workspace.mkdir(mode=0o700)
    return Host(workspace, variables=variables)


def _make_ready(desk: Desk) -> Workspace:
    """Import what keeps the evidence, and ask git what its state depends on."""
    import_module("milepost.progress.store")
    desk.make_ready()
    return desk.here.today


def _carry_out(
    plan: MilestonePlan,
    commands: tuple[str, ...],
    session: Session,
    copy: TestedCopy,
    meanwhile: Callable[[], None],
) -> tuple[MilestoneResult, tuple[Program, ...]]:
    programs = look_up(commands, session, environments_of(plan), conda_names_of(plan))
    for program in programs:
        if not program.installed:
            raise _no_program(program)
    observer = session.observer
    observer.milestone_started(plan.path, plan.number, plan.name, len(plan.steps))
    result = verify_milestone(plan, session, copy, meanwhile)
    stand_ins = tuple(map(_stand_in, filter(lambda one: one.instead_of, programs)))
    result = structs.replace(result, doubts=(*stand_ins, *result.doubts))
    observer.milestone_finished(plan.path, result)
    return result, programs


def _stand_in(program: Program) -> str:
    return f"`{program.name}` is {program.path} of the workspace, not {program.instead_of}"


def _misleading(environment: Mapping[str, str]) -> Iterator[str]:
    yield from (name for name in _MISLEADING if name in environment)
    # Functions that a shell would take over from its parent, under the name of a program.
    yield from (name for name in environment if name.startswith("BASH_FUNC_"))


def _no_program(program: Program) -> MilepostError:
    return MilepostError(
        f"`{program.name}` on your PATH is {program.path}, where no tools are installed",
        "Take that folder off PATH; a check must be asked of the real program.",
    )


def _speaks_of(desk: Desk, name: str) -> bool:
    """Whether a guide of the roadmap has a file of that name."""
    paths = (desk.project.root / key for key in desk.roadmap.outlines)
    return any(name in path.read_text("utf-8", "replace") for path in paths if path.is_file())


def _refuse_modules_of(workspace: Path) -> None:
    """Raise MilepostError where PYTHONPATH has Milepost's own Python load modules of a workspace.

    Python loads some before Milepost can do anything, whatever is to be run.
    """
    root = os.path.realpath(workspace) + os.sep
    folders = [os.path.realpath(one) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    if not any(f"{one}{os.sep}".startswith(root) for one in folders):
        return
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if "." in name or name in ("__main__", "milepost") or not file:
            continue
        file = os.path.realpath(file)
        if file.startswith(root) and _folder_of(file) in folders:
            raise MilepostError(
                f"`{file}` of the workspace was loaded into Milepost itself, in place of a real "
                f"module `{name}`",
                "Take that folder off PYTHONPATH; verification must not run the workspace's code.",
            )


def _folder_of(file: str) -> str:
    """The folder in which a module or package was found."""
    folder, name = os.path.split(file)
    return os.path.dirname(folder) if name.startswith("__init__.") else folder


def _notes(
    desk: Desk,
    plan: MilestonePlan,
    result: MilestoneResult,
    before: Sequence[Kept],
    workspace: Path,
) -> Iterator[str]:
    """What speaks for it that this is not the workspace that is meant."""
    shown = os.path.realpath(workspace)
    last = newest(before, Kind.VERIFICATION)
    if last is not None and (elsewhere := desk.elsewhere(last)) is not None:
        yield (
            f"Your last verification was made in {elsewhere}; this is {shown}. Go back there, or "
            "go on here: what was verified there must be verified here again."
        )
        return
    held = [seen for seen in seen_of(result) if seen.status is Status.PASSED]
    if result.status is Status.FAILED and all(seen.place == "prerequisite" for seen in held):
        named = "another with `workspace` in milepost.toml"
        if not any(name != ".milepost" for name in os.listdir(workspace)):
            yield f"The workspace {shown} is empty. Is your work elsewhere? Name {named}."
        elif not any((workspace / path).exists() for path in files_of(plan)):
            yield (
                f"Nothing of this milestone is in {shown} yet. If your work is elsewhere, name "
                f"{named}."
            )


def _next(outline: Outline, standing: Standing, result: MilestoneResult) -> str:
    named = outline.number or outline.path
    for one in result.prerequisites:
        if one.status in _BAD:
            first = one.remedy or one.reason or one.text
            return f"First get what is missing ({first}), then: milepost verify {named}"
    if result.status in _BAD:
        stuck = f"Stuck? milepost hint {named}"
        for step in result.steps:
            if step.status in _BAD:
                return f"Go back to Step {step.number}: {step.name} (line {step.line}). {stuck}"
        if result.testing is not None and result.testing.status is Status.BLOCKED:
            lack = result.testing.reason or "what its commands need"
            return f"First get what is missing ({lack}), then: milepost verify {named}"
        if result.testing is not None and result.testing.status in _BAD:
            return f"Mend what the tests show, then: milepost verify {named}. {stuck}"
    if result.status is Status.MANUAL:
        return "A person decides: nothing in it can be verified by a machine."
    return advice(named, standing)
