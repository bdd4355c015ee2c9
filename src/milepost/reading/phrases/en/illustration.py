"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:for example,? )?here(?:['’]s| is) (?:an example of )?how (?:to|you(?:['’]d| can| could| would))\b"
)
