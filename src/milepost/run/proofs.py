"""Proven known issues: the fault is brought about, and the solution must cure it.

Done after the checklist, in a terminal of its own. The workspace is as it was afterwards.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import msgspec

from milepost.process.errors import CannotStart
from milepost.reading.issues import rank
from milepost.result.model import CommandResult, IssueProof, Status
from milepost.run.again import in_place_of
from milepost.run.solutions import apply_solution, seen_of, type_plain
from milepost.run.step import AFTER_FAILURE, perform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.plan.model import IssuePlan, StepPlan
    from milepost.result.model import BlockResult
    from milepost.run.session import Session

_SECONDS = 300.0
"""Time that keeping or restoring the workspace may take."""
_KEEP = """
kept=$(mktemp -d) && cp -a -- "$1/." "$kept" && printf %s "$kept"
"""
_RESTORE = """
cd -- "$1" || exit
find . -mindepth 1 -print0 | while IFS= read -r -d "" path; do
  [ -e "$2/$path" ] || [ -L "$2/$path" ] || rm -rf -- "$path"
done
cp -a --remove-destination -- "$2/." .
"""
"""Folders that were there stay the very same, since terminals stand in them."""


class _Fault(msgspec.Struct, frozen=True):
    """What the fences brought about."""

    blocks: tuple[BlockResult, ...]
    matched: tuple[str, ...]

    @property
    def commands(self) -> tuple[CommandResult, ...]:
        return tuple(command for block in self.blocks for command in block.commands)


def prove_issues(
    issues: Sequence[IssuePlan], session: Session, *, stopped: bool
) -> tuple[IssueProof, ...]:
    """The proof of each row that asks for one. Raises CannotStart."""
    rows = [(plan, plan.reproduce) for plan in issues if plan.reproduce is not None]
    if not rows:
        return ()
    if stopped and not session.settings.keep_going:
        return tuple(_proof(p, r, Status.SKIPPED, AFTER_FAILURE) for p, r in rows)
    workspace = session.place.workspace
    kept = _script(session, _KEEP, workspace)
    proofs = []
    for plan, reproduce in rows:
        proofs.append(_prove(plan, reproduce, session))
        _script(session, _RESTORE, workspace, kept)
    _script(session, 'rm -rf -- "$1"', kept)
    return tuple(proofs)


def _prove(plan: IssuePlan, reproduce: StepPlan, session: Session) -> IssueProof:
    """Bring a fault about, apply the solution, and try again what had shown the fault."""
    standing, services = session.current, len(session.services)
    session.enter(f"known issue at line {plan.line}")
    session.begin_step(())
    try:
        return _in_terminal(plan, reproduce, session)
    finally:
        session.end_services(keep=services)
        session.current = standing


def _in_terminal(plan: IssuePlan, reproduce: StepPlan, session: Session) -> IssueProof:
    fault = _bring_about(plan, reproduce, session)
    for block in fault.blocks:
        if block.status in (Status.ERROR, Status.BLOCKED):
            return _proof(plan, reproduce, block.status, block.reason)
    if not fault.commands:
        why = "no fence that brings the fault about holds a command"
        return _proof(plan, reproduce, Status.FAILED, why)
    if not fault.matched:
        wanted = ", ".join(f"`{pattern.text}`" for pattern in plan.issue.patterns) or "the symptom"
        why = f"the fault does not appear: nothing in the output matches {wanted}"
        return _proof(plan, reproduce, Status.FAILED, why, fault=fault, appeared=False)
    if not plan.issue.commands:
        why = "the fault appears; the solution holds no command, so a person judges the cure"
        return _proof(plan, reproduce, Status.MANUAL, why, fault=fault, appeared=True)
    if plan.issue.unset:
        advice = " ".join(f"--set {name}=…" for name in plan.issue.unset)
        why = f"the solution needs values: {advice}"
        return _proof(plan, reproduce, Status.BLOCKED, why, fault=fault, appeared=True)
    cure = apply_solution(plan, session)
    culprit = fault.commands[-1]
    again = in_place_of(culprit, cure) or _once_more(reproduce, fault, session)
    left = _matched(plan, again.output, again.exit_status)
    cured = again.status is Status.PASSED and not left
    reason = None if cured else f"the solution does not cure it: {_why(again, left)}"
    status = Status.PASSED if cured else Status.FAILED
    return _proof(
        plan,
        reproduce,
        status,
        reason,
        fault=fault,
        appeared=True,
        cured=cured,
        after=cure if again in cure else (*cure, again),
    )


def _once_more(reproduce: StepPlan, fault: _Fault, session: Session) -> CommandResult:
    """What showed the fault, typed again; of an interactive program, all of its block is."""
    culprit = fault.commands[-1]
    if culprit.program is None:
        return type_plain(session, culprit.text, culprit.line)
    action = reproduce.performs[len(fault.blocks) - 1]
    return perform(action, session, testing=False, failed=False).commands[-1]


def _why(again: CommandResult, left: tuple[str, ...]) -> str:
    first = again.text.split("\n")[0]
    if again.status is not Status.PASSED:
        return f"`{first}` fails still ({again.reason})"
    return f"`{first}` still says {', '.join(left)}"


def _bring_about(plan: IssuePlan, reproduce: StepPlan, session: Session) -> _Fault:
    """Carry the fences out, up to the first that does not pass: there the fault has appeared."""
    blocks: list[BlockResult] = []
    for action in reproduce.performs:
        blocks.append(perform(action, session, testing=False, failed=False))
        if blocks[-1].status not in (Status.PASSED, Status.SKIPPED):
            break
    commands = [command for block in blocks for command in block.commands]
    status = next((b.exit_status for b in reversed(blocks) if b.exit_status), None)
    return _Fault(tuple(blocks), _matched(plan, seen_of(commands), status))


def _matched(plan: IssuePlan, output: str, status: int | None) -> tuple[str, ...]:
    """What of the symptom is in an output; words alone count where there is nothing explicit."""
    explicit = any(pattern.kind != "words" for pattern in plan.issue.patterns)
    found = rank([plan.issue], output, status)
    matched = found[0][2] if found else ()
    return tuple(text for text in matched if not (explicit and text.startswith("words: ")))


def _proof(
    plan: IssuePlan,
    reproduce: StepPlan,
    status: Status,
    reason: str | None,
    *,
    fault: _Fault | None = None,
    appeared: bool | None = None,
    cured: bool | None = None,
    after: tuple[CommandResult, ...] = (),
) -> IssueProof:
    return IssueProof(
        line=plan.line,
        status=status,
        reason=reason,
        issue=plan.issue.issue.symptom.text,
        fence=next((action.line for action in reproduce.performs), plan.line),
        appeared=appeared,
        cured=cured,
        matched=fault.matched if fault else (),
        commands=((*fault.commands, *after) if fault else after),
    )


def _script(session: Session, script: str, *arguments: str) -> str:
    words = " ".join(shlex.quote(word) for word in (script, "proof", *arguments))
    answer = session.ask(f"bash -c {words}", timeout=_SECONDS)
    if answer.status != 0:
        raise CannotStart(
            f"the workspace could not be kept for a known issue's proof: {answer.output.strip()}",
            "see whether the disk or the room's size limit is full",
        )
    return answer.output
