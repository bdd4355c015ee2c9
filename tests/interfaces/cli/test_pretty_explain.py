from __future__ import annotations

from pathlib import Path

from tests.report.test_formats import compare

from milepost.app.explain import (
    Coverage,
    ExplainedBlock,
    ExplainedDocument,
    ExplainedIssue,
    ExplainedItem,
    ExplainedOutcome,
    ExplainedPrerequisite,
    ExplainedStep,
    Explanation,
)
from milepost.interfaces.cli.pretty_explain import pretty_explain
from milepost.report.style import Style


def block(line: int, kind: str, **changes: object) -> ExplainedBlock:
    """A block as it was read."""
    fields: dict[str, object] = {
        "line": line,
        "language": "bash",
        "kind": kind,
        "path": None,
        "why": "language",
        "executed": True,
        **changes,
    }
    return ExplainedBlock(**fields)  # type: ignore[arg-type]


def step(number: int, name: str, *parts: ExplainedBlock | ExplainedOutcome) -> ExplainedStep:
    """A step with its blocks and outcomes."""
    return ExplainedStep(
        number=number,
        name=name,
        line=30,
        blocks=tuple(part for part in parts if isinstance(part, ExplainedBlock)),
        outcomes=tuple(part for part in parts if isinstance(part, ExplainedOutcome)),
    )


RECORD = Explanation(
    documents=(
        ExplainedDocument(
            path="milestones/01-start.md",
            number="1",
            name="Start",
            prerequisites=(
                ExplainedPrerequisite(
                    line=9, text="Node.js 18+", kind="tool", name="node", version=">=18"
                ),
                ExplainedPrerequisite(
                    line=10, text="Patience", kind="manual", name="", version=None
                ),
            ),
            steps=(
                step(
                    1,
                    "Install it",
                    block(32, "command", packages=("curl",), notes=("`sudo` was dropped",)),
                    block(38, "command", unset=("PORT",), background=True),
                    block(44, "command", skipped="for Windows"),
                    block(50, "shown", executed=False, language="", why=""),
                    block(55, "file", path="src/app.js", language="js", why="first line"),
                    ExplainedOutcome(
                        line=60,
                        text="It prints `ok`\nand a folder.",
                        checks=("output contains `ok`", "`a` is a folder"),
                        manual=False,
                    ),
                    ExplainedOutcome(
                        line=61,
                        text="All is well.",
                        checks=(),
                        manual=True,
                        why="general words",
                        hint="say which file is there",
                    ),
                    ExplainedOutcome(
                        line=62, text="It exits with 0.", checks=(), manual=False, implied=True
                    ),
                ),
            ),
            testing=(step(0, "Testing", block(70, "test", language="js")),),
            cleanup=(step(0, "Clean up", block(90, "command")),),
            issues=(
                ExplainedIssue(line=80, patterns=("EADDRINUSE",), commands=("kill %1",)),
                ExplainedIssue(line=81, patterns=()),
            ),
            checklist=(
                ExplainedItem(line=85, text="`ls` works", checks=("`ls` succeeds",), manual=False),
                ExplainedItem(line=86, text="It is tidy", checks=(), manual=True),
            ),
        ),
        ExplainedDocument(
            path="README.md",
            number=None,
            name="Read me",
            steps=(),
            testing=(),
            cleanup=(),
            issues=(),
            checklist=(),
            prerequisites=(),
        ),
    ),
    coverage=Coverage(outcomes=2, checked=1),
)


def test_every_reading_is_shown_at_its_line() -> None:
    compare("explain-pretty-plain.txt", pretty_explain(RECORD, Style()))
    compare("explain-pretty-colour.txt", pretty_explain(RECORD, Style(colour=True, width=60)))


def test_guides_without_outcomes_have_no_share() -> None:
    record = Explanation(documents=(), coverage=Coverage(outcomes=0, checked=0))
    assert list(pretty_explain(record, Style())) == ["0 of 0 outcomes are checked by a machine."]


def test_the_golden_files_have_no_blanks_at_the_ends_of_lines() -> None:
    for path in (Path(__file__).parents[2] / "golden" / "report").glob("*plain*"):
        for line in path.read_text("utf-8").split("\n"):
            assert line == line.rstrip() or line.startswith("expected: ")
