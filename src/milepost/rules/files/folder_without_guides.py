"""MP003: a folder in which no guide is found."""

from __future__ import annotations

from milepost.rules.base import Rule
from milepost.text.diagnostic import Severity

RULE = Rule(
    code="MP003",
    name="folder-without-guides",
    severity=Severity.ERROR,
    summary="A folder that was named, or the current one, holds no guides.",
    why="A check that looked at nothing would otherwise pass, in CI for years.",
    bad="milepost check empty-folder",
    good='milepost init && milepost new "First Steps" && milepost check',
)
"""Reported by the loading of guides; it cannot be switched off or ignored."""
