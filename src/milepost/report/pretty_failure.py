"""A failure for people: the guide's line, what ran, what was seen, what to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import harmless, one_line, plain_output, wrapped
from milepost.report.diff import difference, shortened_difference
from milepost.report.incidents import WRONG, output_tail, shortened
from milepost.result.model import Status
from milepost.text.argument import as_argument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from milepost.report.style import Style
    from milepost.result.model import (
        BlockResult,
        CheckResult,
        CommandResult,
        IssueMatch,
        IssueProof,
        MilestoneResult,
        OutcomeResult,
        PrerequisiteResult,
        Result,
    )


def failures(milestone: MilestoneResult, style: Style, *, advise: bool = True) -> Iterator[str]:
    """Everything in a milestone that went wrong, each under a blank line, and what to do next."""
    first: int | None = None
    for prerequisite in filter(_is_wrong, milestone.prerequisites):
        first = first or prerequisite.line
        yield from _prerequisite(milestone.path, prerequisite, style)
    for number, blocks, outcomes in _parts(milestone):
        lines = [
            *(line for block in blocks for line in _block(milestone.path, block, style)),
            *(line for outcome in outcomes for line in _outcome(milestone.path, outcome, style)),
        ]
        if number is None:
            lines += _untold(milestone, told=bool(lines), style=style)
        if not lines:
            continue
        first = first or _first_wrong_line(blocks, outcomes)
        if first is None and milestone.testing is not None:
            first = milestone.testing.line
        yield from lines
        issues = [issue for issue in milestone.known_issues if issue.step == number]
        yield from _known_issues(milestone.path, issues, style)
    for item in filter(_is_wrong, milestone.checklist):
        first = first or item.line
        yield ""
        yield _heading(milestone.path, item.line, item.status, style)
        yield from wrapped(harmless(item.text), style.width, "    checklist: ", "      ")
        yield from _checks(item.checks, item.reason, style)
    for proof in filter(_is_wrong, milestone.issue_proofs):
        first = first or proof.fence
        yield from _proof(milestone.path, proof, style)
    if first is not None and advise:
        yield ""
        yield from _next(milestone, first, style)


def rerun_failures(
    milestone: MilestoneResult, again: MilestoneResult, style: Style, *, advise: bool
) -> Iterator[str]:
    """What went wrong in a prerequisite that was run again, and what to do next."""
    yield from failures(again, style, advise=False)
    if advise:
        path = one_line(as_argument(milestone.path))
        yield ""
        yield (
            f"  {style.bold('Next:')} let {one_line(again.path)} work after what comes before it "
            f"as well, or change other files, then `milepost run {path}`."
        )


def _is_wrong(result: Result) -> bool:
    return result.status in WRONG


def _prerequisite(path: str, prerequisite: PrerequisiteResult, style: Style) -> Iterator[str]:
    yield ""
    yield _heading(path, prerequisite.line, prerequisite.status, style)
    yield f"    it needs {harmless(prerequisite.text)}"
    yield from _reason(prerequisite.reason)
    if prerequisite.found and prerequisite.found not in (prerequisite.reason or ""):
        yield f"    found {harmless(prerequisite.found)}"
    if prerequisite.remedy:
        yield f"    {style.bold('Try:')} {harmless(prerequisite.remedy)}"


def _parts(
    milestone: MilestoneResult,
) -> Iterator[tuple[int | None, Sequence[BlockResult], Sequence[OutcomeResult]]]:
    for step in milestone.steps:
        yield step.number, step.blocks, step.outcomes
    if milestone.testing is not None:
        yield None, milestone.testing.blocks, milestone.testing.outcomes
    if milestone.cleanup is not None:
        yield 0, milestone.cleanup.blocks, milestone.cleanup.outcomes


def _untold(milestone: MilestoneResult, *, told: bool, style: Style) -> Iterator[str]:
    """Why Testing failed, where no block and no outcome of it says so."""
    testing = milestone.testing
    if testing is None or testing.status not in WRONG:
        return
    no_test = testing.executed == 0 and not testing.failed
    if told and not no_test:
        return
    yield ""
    yield f"{_heading(milestone.path, testing.line, testing.status, style)} in Testing"
    yield from _reason(testing.reason)
    if no_test:
        yield (
            f"    {style.bold('Try:')} show a test file in a block under its path, with tests "
            "in it that the runner finds by their names."
        )


def _first_wrong_line(
    blocks: Sequence[BlockResult], outcomes: Sequence[OutcomeResult]
) -> int | None:
    for block in blocks:
        for command in block.commands:
            if command.status in WRONG:
                return command.line
        if block.status in WRONG:
            return block.line
    return next((outcome.line for outcome in outcomes if outcome.status in WRONG), None)


def _heading(path: str, line: int, status: Status, style: Style) -> str:
    return f"  {style.bold(f'{one_line(path)}:{line}:')} {style.red(status)}"


def _block(path: str, block: BlockResult, style: Style) -> Iterator[str]:
    if block.status not in WRONG:
        return
    culprits = [command for command in block.commands if command.status in WRONG]
    if not culprits:
        yield ""
        # What differs in its output ended as it was to end.
        status = block.exit_status if block.expected is None else None
        ending = _ending(status, block.seconds)
        yield f"{_heading(path, block.line, block.status, style)} {ending}".rstrip()
        yield f"    {harmless(block.path or f'{block.kind} block')}"
        yield from _reason(_news(block.reason, block.exit_status))
        if block.expected is not None:
            yield from _expected_and_seen(
                block.expected, block.output, block.difference, "    ", style
            )
        else:
            yield from _output(block.output, style)
    for command in culprits:
        yield ""
        status = command.exit_status if command.expected is None else None
        ending = _ending(status, command.seconds)
        yield f"{_heading(path, command.line, command.status, style)} {ending}".rstrip()
        for index, line in enumerate(harmless(command.text).rstrip("\n").split("\n")):
            yield f"    {style.bold((_prompt(command) if index == 0 else '> ') + line)}"
        yield from _reason(_news(command.reason or block.reason, command.exit_status))
        if command.expected is not None:
            yield from _expected_and_seen(
                command.expected, command.output, command.difference, "    ", style
            )
        else:
            yield from _output(command.output or block.output, style)


def _ending(exit_status: int | None, seconds: float) -> str:
    parts = [f"with exit status {exit_status}"] if exit_status else []
    if seconds >= 0.05:
        parts.append(f"after {seconds:.1f} s")
    return " ".join(parts)


def _news(reason: str | None, exit_status: int | None) -> str | None:
    """A reason, unless it only repeats the exit status."""
    return None if reason == f"exit status {exit_status}" else reason


def _reason(reason: str | None) -> Iterator[str]:
    if reason:
        yield f"    {harmless(reason)}"


def _output(output: str, style: Style) -> Iterator[str]:
    for line in output_tail(output):
        yield f"    {style.dim('|')} {line}".rstrip()


def _outcome(path: str, outcome: OutcomeResult, style: Style) -> Iterator[str]:
    if outcome.status not in WRONG:
        return
    yield ""
    yield _heading(path, outcome.line, outcome.status, style)
    announced = outcome.text.lower().startswith("expected")
    label = "    " if announced else "    expected outcome: "
    yield from wrapped(harmless(outcome.text), style.width, label, "      ")
    yield from _checks(outcome.checks, outcome.reason, style)


def _checks(checks: Sequence[CheckResult], reason: str | None, style: Style) -> Iterator[str]:
    yield from _reason(reason)
    for check in checks:
        because = f" ({harmless(check.reason)})" if check.reason else ""
        yield f"    {style.sign(check.status)} {harmless(check.reads_as)}{because}"
        if check.status not in WRONG:
            continue
        if check.expected is not None:
            yield from _expected_and_seen(
                check.expected, check.seen or "", check.difference, "      ", style
            )
        elif check.seen is not None:
            lines = output_tail(check.seen) or ["(nothing)"]
            if len(lines) == 1:
                yield f"      seen: {lines[0]}"
            else:
                yield "      seen:"
                yield from (f"      {style.dim('|')} {line}".rstrip() for line in lines)


def _expected_and_seen(
    expected: str, seen: str, told: str | None, indent: str, style: Style
) -> Iterator[str]:
    """Both, line by line; `told` is the difference as it was found, masks and wildcards kept."""
    yield f"{indent}{style.green('- expected')}  {style.red('+ seen')}"
    if told is not None:
        pairs: Iterable[tuple[str, str]] = shortened_difference(told)
    else:
        pairs = difference(plain_output(expected), plain_output(seen))
    for mark, line in pairs:
        if mark == "@":
            yield f"{indent}{style.dim(style.ellipsis)}"
        else:
            text = f"{mark} {shortened(line)}".rstrip()
            colour = {"-": "32", "+": "31"}.get(mark)
            yield indent + (style.paint(text, colour) if colour else text)


def _prompt(command: CommandResult) -> str:
    """What stands before what was typed: the shell's prompt, or the program's name."""
    return "$ " if command.program is None else f"{command.program}> "


def _proof(path: str, proof: IssueProof, style: Style) -> Iterator[str]:
    yield ""
    yield _heading(path, proof.fence, proof.status, style)
    yield f"    known issue at line {proof.line}: {harmless(proof.issue)}"
    yield from _reason(proof.reason)
    for command in proof.commands:
        yield f"    {style.bold(_prompt(command) + harmless(command.text).splitlines()[0])}"
        yield from _output(command.output, style)


def _known_issues(path: str, issues: Sequence[IssueMatch], style: Style) -> Iterator[str]:
    if not issues:
        return
    yield ""
    yield f"  {style.bold('The guide knows of this:')}"
    for issue in issues:
        solved = f" {style.green('(its solution helped)')}" if issue.solved else ""
        if issue.tried and not issue.solved:
            solved = f" {style.yellow('(its solution was tried and did not help)')}"
        if issue.untried:
            solved = f" {style.yellow(f'(its solution was not tried: {harmless(issue.untried)})')}"
        yield f"    {style.dim(f'{one_line(path)}:{issue.line}:')} {harmless(issue.issue)}{solved}"
        arrow = f"      {style.arrow} "
        yield from wrapped(harmless(issue.solution), style.width, arrow, "        ")
        if len(issues) > 1 and issue.matched:
            # Why this one stands where it does.
            seen = "; ".join(" ".join(text.split()) for text in issue.matched)
            yield f"      {style.dim(f'matches with {issue.score:.2f}: {harmless(seen)}')}"


def _next(milestone: MilestoneResult, line: int, style: Style) -> Iterator[str]:
    path = "-" if milestone.path == "<stdin>" else one_line(as_argument(milestone.path))
    if milestone.status is Status.BLOCKED:
        yield f"  {style.bold('Next:')} get what it needs, then `milepost run {path}`."
        return
    place = f"{one_line(milestone.path)}:{line}"
    yield f"  {style.bold('Next:')} mend {place}, then `milepost run {path}`."
    yield f"  `milepost explain {path}` shows how each block and sentence was read."
    failed = next((step.number for step in milestone.steps if _is_wrong(step)), None)
    if failed is not None and path != "-":
        yield f"  `milepost shell {path}/{failed}` opens a shell where step {failed} failed."
