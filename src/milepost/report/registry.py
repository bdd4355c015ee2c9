"""The output formats, in the order in which help names them. Adding one is its file and its line.

A format's module is imported when the format is asked for: what a plain `check` prints should not
cost the import of an XML writer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import Findings
    from milepost.report.style import Style
    from milepost.result.model import RunResult


class Format(Protocol):
    """What every format's module defines: text, in lines without their line feeds."""

    def check(self, findings: Findings, style: Style) -> Iterator[str]:
        """What a check found."""

    def run(self, result: RunResult, style: Style) -> Iterator[str]:
        """What came of a run."""


FORMATS = {
    "pretty": "milepost.report.pretty",
    "json": "milepost.report.json",
    "junit": "milepost.report.junit",
    "sarif": "milepost.report.sarif",
    "github": "milepost.report.github",
}


def format_named(name: str) -> Format:
    """The format of that name. Raises KeyError for a name that is not in FORMATS."""
    return cast("Format", import_module(FORMATS[name]))
