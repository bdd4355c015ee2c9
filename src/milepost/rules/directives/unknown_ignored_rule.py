"""MP604: an ignore comment that names no rule."""

from __future__ import annotations

from milepost.rules.base import Rule
from milepost.text.diagnostic import Severity

RULE = Rule(
    code="MP604",
    name="unknown-ignored-rule",
    severity=Severity.WARNING,
    summary="An `ignore` comment names a code or rule that does not exist.",
    why="What was to be ignored is reported all the same.",
    bad="<!-- milepost: ignore MP2003 -->\n\nSee [your name].\n",
    good="<!-- milepost: ignore MP203 -->\n\nSee [your name].\n",
)
"""Found by `rules.ignores`, which knows the rules' codes and names."""
