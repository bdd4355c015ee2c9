"""Use cases' results in few words, each with what to do next.

`next` stays under 400 tokens and a failing `verify` under 1,000, four characters taken for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.app.advice import BY_A_PERSON
from milepost.progress.model import COUNTS_AS_DONE, State
from milepost.result.model import MilestoneResult, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.app.explain import ExplainedStep, Explanation
    from milepost.app.hint import HintResult
    from milepost.app.read import Part
    from milepost.app.status import NextResult
    from milepost.app.verify import VerifyResult
    from milepost.result.model import CheckResult, RunResult

_PURPOSE = 500
_WHY = 150
_SEEN = 160
_FAILURES = 5
_SHOWN = 3
_LONGEST = 3400
"""Characters of the longest answer, apart from `read` and `explain`, which give what is asked."""
_NOTHING_LEFT = "nothing is left to work on; say so."
_BAD = (Status.FAILED, Status.ERROR, Status.BLOCKED)


def next_answer(result: NextResult) -> str:
    """What to work on."""
    gone = [f"Gone: {', '.join(result.gone)[:_WHY]}; tell your person."] if result.gone else []
    gone += [
        f"Left out: {one.path}; {crop(one.why, _WHY)}; tell your person."
        for one in result.left_out[:2]
    ]
    gone += [f"Tell your person: {crop(note, 2 * _WHY)}" for note in result.notes[:2]]
    if not result.ready:
        done = f"{result.done} of {result.total} done."
        left = "nothing can be begun; tell your person." if result.locked else _NOTHING_LEFT
        return "\n".join([done, *_locked_lines(result), *gone, f"Next: {left}"])
    first = result.ready[0]
    name = first.number or first.path
    lines = [
        crop(first.purpose, _PURPOSE),
        f"Work on {name}: {crop(first.name, 80)} ({first.state})",
    ]
    lines += [f"Why: {crop(first.why, _WHY)}"] if first.why else []
    others = [one.number or one.path for one in result.ready[1:]]
    lines += [f"Also open: {crop(', '.join(others), _WHY)}"] if others else []
    lines += _locked_lines(result)
    lines.append(f"{result.done} of {result.total} done.")
    lines += gone
    lines.append(f"Next: {_next_of(first.state, first.next, name)}")
    return "\n".join(lines)


def _locked_lines(result: NextResult) -> Iterator[str]:
    for one in result.locked[:_SHOWN]:
        title = f"{one.number or one.path}: {crop(one.name, 60)}"
        yield f"Locked: {title}; {crop(one.why or '', 100)}"
    if len(result.locked) > _SHOWN:
        yield f"Locked besides: {len(result.locked) - _SHOWN}."


def read_answer(part: Part, named: str, section: str | None, step: int | None) -> str:
    """What was asked for, and what to read or do after it."""
    after = f"read(milestone={named!r}, step={part.following})"
    if part.following is None:
        after = f"verify(milestone={named!r})"
    if section is not None:
        after = f"read(milestone={named!r}) lists the parts"
    elif step is not None:
        after = f"do it, then {after}"
    return f"{part.text.rstrip()}\n\nNext: {after}."


def verify_answer(result: VerifyResult) -> str:
    """What holds and what does not."""
    named = result.milestone.number or result.milestone.path
    lines = [f"{result.state}{': ' + crop(result.why, _WHY) if result.why else ''}"]
    lines += [crop(note, 2 * _WHY) for note in result.notes]
    failures = list(_failures(result.milestone))
    lines += failures[:_FAILURES]
    if len(failures) > _FAILURES:
        lines.append(f"and {len(failures) - _FAILURES} more")
    lines += _known_issues(result.milestone)
    if not failures:
        lines += [
            f"A person must sign {named}/{o.number}: {crop(o.text, 100)}" for o in result.unsigned
        ]
    lines.append(f"Next: {_next_of_verify(result, named)}")
    return crop("\n".join(lines), _LONGEST)


def run_answer(result: RunResult, run: str) -> str:
    """What came of a run."""
    lines = [f"{run}: {result.status} after {result.seconds:.1f} s"]
    for milestone in result.milestones:
        why = f": {crop(milestone.reason, _WHY)}" if milestone.reason else ""
        lines.append(f"{milestone.number or milestone.path}: {milestone.status}{why}")
        lines += list(_failures(milestone))[:_FAILURES]
        lines += (f"warning: {crop(note, _WHY)}" for note in milestone.notes)
        lines += _known_issues(milestone)
    lines.append("Next: a run proves the guide, not your work: verify does that.")
    return crop("\n".join(lines), _LONGEST)


def hint_answer(result: HintResult, named: str, grade: int) -> str:
    """Help, no more than asked for."""
    one = result.hints[-1]
    lines = [f"{one.title}:", one.text] if "\n" in one.text else [f"{one.title}: {one.text}"]
    if result.more:
        lines.append(f"Next: hint(milestone={named!r}, grade={grade + 1}) says more.")
    elif result.next is not None:
        lines.append(f"Next: {_next_of(result.state, result.next, named)}")
    else:
        lines.append(f"Next: verify(milestone={named!r}).")
    return crop("\n".join(lines), _LONGEST)


def explain_answer(explanation: Explanation, step: int | None) -> str:
    """How each block and sentence was read."""
    lines: list[str] = []
    for document in explanation.documents:
        for one in document.steps:
            if step is None or one.number == step:
                lines += _explained(one, f"step {one.number}")
        if step is None:
            lines += [line for one in document.testing for line in _explained(one, "tests")]
            lines += [
                f"checklist: {crop(item.text, 80)} -> {'; '.join(item.checks) or 'a person signs'}"
                for item in document.checklist
            ]
    lines.append("Next: what is `manual` no machine checks; the rest verify does.")
    return "\n".join(lines)


def crop(text: str, longest: int) -> str:
    """A text on as few characters as asked for."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _next_of(state: State, person: str, name: str) -> str:
    """What an agent does about a milestone, where it is said to a person in those words."""
    again = f"verify(milestone={name!r})."
    if state in COUNTS_AS_DONE:
        return "next()."
    if state is State.LOCKED:
        return f"{person.rstrip('.')}; next() says what can be begun."
    if state is State.READY:
        return f"read(milestone={name!r}), do its steps, then {again}"
    if state in (State.STALE, State.TAMPERED):
        return again
    if state is State.FAILING:
        return f"hint(milestone={name!r}) says what is missing; mend it, then {again}"
    if person.startswith(BY_A_PERSON):
        return f"ask the person you work for, you cannot: {person}"
    if state is State.UNAPPROVED:
        return f"tell the person you work for: {person}"
    return f"read(milestone={name!r}) and do what is open, then {again}"


def _explained(step: ExplainedStep, label: str) -> Iterator[str]:
    yield f"{label}: {step.name} (line {step.line})"
    for block in step.blocks:
        where = f" {block.path}" if block.path else ""
        left = f", skipped: {block.skipped}" if block.skipped else ""
        yield f"  line {block.line}: {block.kind}{where} ({block.why}){left}"
    for outcome in step.outcomes:
        reads_as = "; ".join(outcome.checks) or "manual"
        yield f"  line {outcome.line}: {crop(outcome.text, 80)} -> {reads_as}"


def _failures(milestone: MilestoneResult) -> Iterator[str]:
    """A line for each thing that is wrong, in the guide's order."""
    for prerequisite in milestone.prerequisites:
        if prerequisite.status in _BAD:
            yield f"needs {crop(prerequisite.text, 80)}: {crop(prerequisite.reason or '', _WHY)}"
    for step in milestone.steps:
        where = f"step {step.number}, line"
        for block in step.blocks:
            if block.status in _BAD:
                said = block.output.strip()[-_SEEN:]
                yield f"{where} {block.line}: {crop(block.reason or '', _WHY)}: {said}"
        for outcome in step.outcomes:
            yield from _unmet(f"{where} {outcome.line}", outcome.checks)
    testing = milestone.testing
    if testing is not None and testing.status in _BAD:
        said = "\n".join(block.output for block in testing.blocks).strip()[-3 * _SEEN :]
        yield f"tests (line {testing.line}): {crop(testing.reason or 'failed', _WHY)}\n{said}"
    for number, item in enumerate(milestone.checklist, 1):
        yield from _unmet(f"checklist {number}", item.checks)
    if milestone.again is not None:
        yield from (f"{milestone.again.path}, {line}" for line in _failures(milestone.again))


def _known_issues(milestone: MilestoneResult) -> list[str]:
    """The best two; one that matches several failures is told once."""
    found = (
        f"Known issue (line {one.line}): {crop(one.issue, 120)} -> {crop(one.solution, 200)}"
        for one in milestone.known_issues
    )
    return list(dict.fromkeys(found))[:2]


def _unmet(where: str, checks: Iterable[CheckResult]) -> Iterator[str]:
    for check in checks:
        if check.status in _BAD:
            seen = crop(" ".join((check.seen or check.reason or "").split()), _SEEN)
            why = f" ({crop(check.reason, _WHY)})" if check.seen and check.reason else ""
            yield f"{where}: expected {crop(check.reads_as, _SEEN)}; seen: {seen}{why}"


def _next_of_verify(result: VerifyResult, named: str) -> str:
    if result.milestone.status in (Status.FAILED, Status.ERROR):
        for step in result.milestone.steps:
            if step.status in _BAD:
                return (
                    f"go back to read(milestone={named!r}, step={step.number}), mend it, verify "
                    f"again; hint(milestone={named!r}) helps."
                )
        return f"mend it, then verify again; hint(milestone={named!r}) helps."
    if result.unsigned:
        return "ask the person you work for to sign; you cannot."
    if result.state is State.DONE:
        return "next()."
    return result.next
