"""Code that the guide shows together with its expected output: an example, which is run."""

from __future__ import annotations

from milepost.text import lazy_re as re

LABEL = re.compile(
    r"^expected (?:output|result)s?(?: is| of (?:the|this) (?:example|code|block))?$"
)
LABELS: tuple[str, ...] = ("expected output", "expected result")
