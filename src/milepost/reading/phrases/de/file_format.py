""" "`data.json` ist gültiges JSON"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("gültig",)
VALID = phrase(
    r"(?P<path>{code}) (?:ist|enthält) (?:jetzt |nun |weiterhin |noch )?gültiges (?P<format>json|yaml|toml)\b",
    "gültig",
)
