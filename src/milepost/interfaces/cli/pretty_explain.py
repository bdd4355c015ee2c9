"""How guides were read, for people: a line for each block and each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import crop, harmless, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.explain import (
        ExplainedBlock,
        ExplainedDocument,
        ExplainedOutcome,
        ExplainedStep,
        Explanation,
    )
    from milepost.report.style import Style


def pretty_explain(record: Explanation, style: Style) -> Iterator[str]:
    """The lines of the report."""
    for document in record.documents:
        yield from _document(document, style)
        yield ""
    if record.concepts:
        yield style.bold("Concepts")
        for concept in record.concepts:
            by = f"introduced by {concept.introduced_by}"
            others = [path for path in concept.used_by if path != concept.introduced_by]
            if others:
                by += f", used by {', '.join(others)}"
            yield f"  {one_line(concept.path)}  {style.dim(harmless(by))}"
        yield ""
    coverage = record.coverage
    share = f" ({100 * coverage.checked // coverage.outcomes} %)" if coverage.outcomes else ""
    yield f"{coverage.checked} of {coverage.outcomes} outcomes are checked by a machine{share}."


def _document(document: ExplainedDocument, style: Style) -> Iterator[str]:
    title = f"{document.number}: {document.name}" if document.number else document.name
    yield f"{style.bold(harmless(title))}  {style.dim(one_line(document.path))}"
    for note in document.notes:
        yield f"  {style.yellow('warning')} {harmless(note)}"
    yield from _prerequisites(document, style)
    for step in document.steps:
        yield from _step(step, f"Step {step.number}: {step.name}", style)
    for step in document.testing:
        yield from _step(step, "Testing", style)
    if document.issues:
        yield "  Known issues"
        for issue in document.issues:
            patterns = harmless(", ".join(f"`{pattern}`" for pattern in issue.patterns))
            yield _row(issue.line, f"matches {patterns}" if patterns else _manual(style), style)
            yield from (
                _under(harmless(f"solved by $ {command}"), style) for command in issue.commands
            )
            yield from (_under(f"brought about by line {at}", style) for at in issue.reproduced)
    if document.checklist:
        yield "  Checklist"
        for entry in document.checklist:
            yield from _sentence(entry.line, entry.text, list(entry.checks), style, entry.why)
    for step in document.cleanup:
        yield from _step(step, step.name or "Clean-up", style)


def _prerequisites(document: ExplainedDocument, style: Style) -> Iterator[str]:
    if document.prerequisites or document.passed_over:
        yield "  Prerequisites"
        for item in document.prerequisites:
            as_called = f"called as {' and '.join(f'`{n}`' for n in item.called)}"
            words = filter(
                None, [item.kind, item.name, item.version, as_called if item.called else ""]
            )
            readings = [] if item.kind == "manual" else [" ".join(words)]
            yield from _sentence(item.line, item.text, readings, style)
        for block in document.passed_over:
            told = style.yellow("not carried out")
            language = f"{block.language} block" if block.language else "block"
            yield _row(block.line, f"{harmless(language)} {style.arrow} {told}", style)
            yield _under(harmless(block.why), style)


def _step(step: ExplainedStep, title: str, style: Style) -> Iterator[str]:
    yield f"  {harmless(title)}"
    for block in step.blocks:
        yield from _block(block, style)
    for outcome in step.outcomes:
        yield from _outcome(outcome, style)
    for one in step.instructions:
        told = f"not carried out: `{harmless(one.told)}` stands in a sentence, not in a block"
        yield from _sentence(one.line, one.text, [], style, told=style.yellow(told))


def _block(block: ExplainedBlock, style: Style) -> Iterator[str]:
    what = block.kind if block.path is None else f"{block.kind} {block.path}"
    what += " in the background" if block.background else ""
    text = harmless(what)
    if block.skipped is not None:
        text = f"{style.yellow(text)}: not carried out, {harmless(block.skipped)}"
    elif not block.executed:
        text = style.dim(text)
    else:
        text = style.green(text)
    language = f"{block.language} block" if block.language else "block"
    because = style.dim(f"  ({harmless(block.why)})") if block.why else ""
    yield _row(block.line, f"{harmless(language)} {style.arrow} {text}{because}", style)
    if block.fault is not None:
        yield _under(style.red(f"error: {harmless(block.fault)}"), style)
    yield from (_under(harmless(note), style) for note in block.notes)
    yield from (
        _under(f"needs a value: --set {harmless(name)}=VALUE", style) for name in block.unset
    )
    if block.packages:
        yield _under(f"needs the packages {harmless(', '.join(block.packages))}", style)


def _outcome(outcome: ExplainedOutcome, style: Style) -> Iterator[str]:
    readings = list(outcome.checks)
    if outcome.implied:
        readings = readings or ["implied by the step"]
    yield from _sentence(outcome.line, outcome.text, readings, style, outcome.why)
    if outcome.unread:
        parts = harmless(", ".join(outcome.unread))
        yield _under(style.yellow(f"not read: {parts}"), style)
    if outcome.hint:
        yield _under(f"hint: {harmless(outcome.hint)}", style)


def _sentence(
    line: int, text: str, readings: list[str], style: Style, why: str = "", *, told: str = ""
) -> Iterator[str]:
    quoted = crop(harmless(" ".join(text.split())), style.width - 14, style.ellipsis)
    yield _row(line, f'"{quoted}"', style)
    if readings:
        yield from (_under(style.green(harmless(reading)), style) for reading in readings)
    elif told:
        yield _under(told, style)
    else:
        yield _under(f"{_manual(style)}{f': {harmless(why)}' if why else ''}", style)


def _manual(style: Style) -> str:
    return style.yellow("manual, a person judges it")


def _row(line: int, text: str, style: Style) -> str:
    return f"    {style.dim(str(line).rjust(5))}  {text}"


def _under(text: str, style: Style) -> str:
    return f"           {style.arrow} {text}"
