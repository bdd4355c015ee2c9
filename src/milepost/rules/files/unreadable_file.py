"""MP001: a file that cannot be read."""

from __future__ import annotations

from milepost.rules.base import Rule
from milepost.text.diagnostic import Severity

RULE = Rule(
    code="MP001",
    name="unreadable-file",
    severity=Severity.ERROR,
    summary="A file that was named cannot be read, or is no guide by its kind or size.",
    why="What was not read was not checked; a run that passes it over would say too much.",
    bad="milepost check missing.md",
    good="milepost check milestones/01-start.md",
)
"""Reported by the loading of guides; it cannot be switched off or ignored."""
