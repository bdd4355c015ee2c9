"""What a milestone needs before it begins, looked for in its place."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from milepost.reading.prerequisites.tools import Tool, tool_named
from milepost.reading.prerequisites.version import satisfies
from milepost.result.model import PrerequisiteResult, Status
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import MilestonePlan, PrerequisitePlan
    from milepost.run.session import Session

_ANY_VERSION = re.compile(r"\d+(?:\.\d+)+|\d+")


def probe_prerequisites(
    plans: tuple[PrerequisitePlan, ...], session: Session
) -> tuple[PrerequisiteResult, ...]:
    """Look for each; tools, variables and packages that are not there are `blocked`."""
    return tuple(_probe(plan, session) for plan in plans)


def _probe(plan: PrerequisitePlan, session: Session) -> PrerequisiteResult:
    match plan.prerequisite.kind:
        case "tool":
            return _tool(plan, session)
        case "variable":
            return _variable(plan, session)
        case "package":
            missing = session.missing_packages((plan.prerequisite.name,))
            name = plan.prerequisite.name
            if missing:
                return _blocked(plan, f"{name} is not installed", f"apt install {name}")
            return _result(plan, Status.PASSED, found=name)
        case "milestone":
            return _result(plan, Status.PASSED, found=plan.prerequisite.name)
        case "document":
            return _result(plan, Status.MANUAL, reason="a document to read")
        case _:
            return _result(plan, Status.MANUAL, reason="a person must decide")


def _tool(plan: PrerequisitePlan, session: Session) -> PrerequisiteResult:
    prerequisite = plan.prerequisite
    tool = tool_named(prerequisite.name) or Tool(prerequisite.name, prerequisite.name)
    program = _first_found((tool.program, *tool.programs), session)
    remedy = tool.get or f"install {tool.program} and see that it is on PATH"
    if program is None:
        return _blocked(plan, f"{tool.program} is not found", remedy)
    absent = next((n for n in prerequisite.called if _first_found((n,), session) is None), None)
    if absent is not None:
        reason = f"the guide calls `{absent}`, which is not found; `{program}` is"
        return _blocked(
            plan, reason, f"install it as `{absent}`, or write `{program}` in the guide"
        )
    if tool.part and session.ask(tool.version_command).status != 0:
        return _blocked(plan, f"`{tool.version_command}` fails", remedy)
    if prerequisite.version is None:
        return _result(plan, Status.PASSED, found=program)
    command = tool.version_command
    if program != tool.program and not tool.command:
        command = f"{program} --version"
    answer = session.ask(command)
    stated = re.search(tool.expression, answer.output) or _ANY_VERSION.search(answer.output)
    if stated is None:
        reason = f"`{command}` states no version: {answer.output.strip()[:80]}"
        return _result(plan, Status.MANUAL, reason=reason)
    version = stated[stated.lastindex or 0]
    if satisfies(version, prerequisite.version):
        return _result(plan, Status.PASSED, found=version)
    return _blocked(plan, f"{program} is {version}, needs {prerequisite.version}", remedy, version)


def _first_found(programs: tuple[str, ...], session: Session) -> str | None:
    for program in programs:
        if session.ask(f"command -v -- {shlex.quote(program)}").status == 0:
            return program
    return None


def _variable(plan: PrerequisitePlan, session: Session) -> PrerequisiteResult:
    name = plan.prerequisite.name
    answer = session.command(f'[ -n "${{{name}+x}}" ]', 10.0)
    if answer.status == 0:
        return _result(plan, Status.PASSED, found="set")
    remedy = f"export {name}=… in your shell"
    if session.place.isolated:
        remedy = f"export {name} and hand it in: --pass-env {name}"
    return _blocked(plan, f"{name} is not set", remedy)


def _blocked(
    plan: PrerequisitePlan, reason: str, remedy: str, found: str | None = None
) -> PrerequisiteResult:
    return _result(plan, Status.BLOCKED, reason=reason, found=found, remedy=remedy)


def _result(
    plan: PrerequisitePlan,
    status: Status,
    *,
    reason: str | None = None,
    found: str | None = None,
    remedy: str | None = None,
) -> PrerequisiteResult:
    return PrerequisiteResult(
        line=plan.line,
        status=status,
        reason=reason,
        text=plan.prerequisite.item.text,
        kind=plan.prerequisite.kind,
        found=found,
        remedy=remedy,
    )


def tool_versions(
    plan: MilestonePlan, prerequisites: Sequence[PrerequisiteResult], session: Session
) -> list[tuple[str, str]]:
    """Each tool with its version; where the guide demands none, what identifies its program."""
    found: list[tuple[str, str]] = []
    for one, result in zip(plan.prerequisites, prerequisites, strict=True):
        prerequisite = one.prerequisite
        if prerequisite.kind != "tool":
            continue
        if prerequisite.version is not None and result.status is Status.PASSED:
            found.append((prerequisite.name, result.found or ""))
            continue
        tool = tool_named(prerequisite.name)
        program = shlex.quote(tool.program if tool else prerequisite.name)
        answer = session.ask(f'stat -L -c "%n %s %Y" -- "$(command -v -- {program})"')
        found.append((prerequisite.name, answer.output.strip()))
    return found
