"""MP002: a file whose bytes are not UTF-8 text."""

from __future__ import annotations

from milepost.rules.base import Rule
from milepost.text.diagnostic import Severity

RULE = Rule(
    code="MP002",
    name="undecodable-text",
    severity=Severity.ERROR,
    summary="A file is binary, UTF-16, or not UTF-8 at some byte.",
    why="Markdown sites read UTF-8; other bytes show up as replacement characters or not at all.",
    bad="a guide saved as Latin-1: `caf\\xe9`",
    good="the same guide saved as UTF-8: `café`",
)
"""Reported by the loading of guides; it cannot be switched off or ignored."""
