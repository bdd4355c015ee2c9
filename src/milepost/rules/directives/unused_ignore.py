"""MP603: an ignore comment that ignores nothing."""

from __future__ import annotations

from milepost.rules.base import Rule
from milepost.text.diagnostic import Severity

RULE = Rule(
    code="MP603",
    name="unused-ignore",
    severity=Severity.WARNING,
    summary="An `ignore` comment names a rule that finds nothing there.",
    why="It hides the next fault of that kind, which nobody has judged.",
    bad="<!-- milepost: ignore MP203 -->\n\nAll is filled in.\n",
    good="All is filled in.\n",
)
"""Found once all other rules have looked, by `rules.ignores`."""
