"""Text for people, with colour where the stream has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import Findings
    from milepost.report.style import Style
    from milepost.result.model import RunResult


def check(findings: Findings, style: Style) -> Iterator[str]:
    """What a check found."""
    from milepost.report import pretty_check

    return pretty_check.check(findings, style)


def run(result: RunResult, style: Style) -> Iterator[str]:
    """What came of a run."""
    from milepost.report import pretty_run

    return pretty_run.run(result, style)
