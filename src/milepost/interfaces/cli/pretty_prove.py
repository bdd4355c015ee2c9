"""What `milepost prove` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import crop, harmless, one_line
from milepost.report.pretty_run import seconds
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.style import Style
    from milepost.result.model import Part
    from milepost.result.proof import DroppedStep, MilestoneProof, ProveResult, Score

_NAMES = {
    "outcome": "outcome",
    "testing": "Testing",
    "checklist": "checklist item",
    "block": "block",
}


def pretty_prove(result: ProveResult, style: Style) -> Iterator[str]:
    """Each step with what noticed that it was left out; under it what passes all the same."""
    for milestone in result.milestones:
        yield from _milestone(milestone, style)
        yield ""
    score = result.score
    if not result.sandbox:
        yield f"{style.yellow('warning')} it ran without a clean room"
        yield ""
    skipped = sum(s.status is Status.SKIPPED for m in result.milestones for s in m.steps)
    facts = [_words(score), seconds(result.seconds)]
    if skipped:
        facts.insert(1, f"{skipped} not tried: the budget of {seconds(result.budget)} was used up")
    title = style.bold("Mutation score")
    yield f"{title} {_percent(score, style)}  {f' {style.dash} '.join(facts)}"


def _milestone(milestone: MilestoneProof, style: Style) -> Iterator[str]:
    name = f"{milestone.number}: {milestone.name}" if milestone.number else milestone.name
    facts = [one_line(milestone.path), seconds(milestone.seconds)]
    if milestone.score.dropped:
        facts.append(f"score {_percent(milestone.score, style)}")
    joined = style.dim(f" {style.dash} ".join(facts))
    yield f"{style.sign(milestone.status)} {style.bold(harmless(name))}  {joined}"
    if milestone.reason:
        yield f"  {harmless(milestone.reason)}"
    for step in milestone.steps:
        yield from _step(milestone.path, step, style)
    for part in milestone.idle:
        what = f"passes whichever step is left out: {_part(part)}"
        yield f"  {one_line(milestone.path)}:{part.line}: {style.yellow('warning')} {what}"


def _step(path: str, step: DroppedStep, style: Style) -> Iterator[str]:
    fact = step.reason or ""
    if step.noticed_by:
        first, more = step.noticed_by[0], len(step.noticed_by) - 1
        fact = f"noticed by {_named(first)}" + (f" and {more} more" if more else "")
    title = crop(harmless(f"Step {step.number}: {step.name}"), style.width - 8, style.ellipsis)
    yield f"  {style.sign(step.status)} without {title}  {style.dim(harmless(fact))}".rstrip()
    for part in step.still_passing:
        if part.kind == "outcome":
            place = style.dim(f"{one_line(path)}:{part.line}:")
            yield f"      {place} holds without the step: {harmless(part.text)}"


def _named(part: Part) -> str:
    return f"the {_NAMES[part.kind]} at line {part.line}".replace("the Testing", "Testing")


def _part(part: Part) -> str:
    return "Testing" if part.kind == "testing" else harmless(part.text)


def _words(score: Score) -> str:
    steps = "step" if score.dropped == 1 else "steps"
    return f"{score.noticed} of {score.dropped} {steps} noticed when left out"


def _percent(score: Score, style: Style) -> str:
    if not score.dropped:
        return "unknown"
    text = f"{100 * score.noticed // score.dropped} %"
    return style.green(text) if score.noticed == score.dropped else style.yellow(text)
