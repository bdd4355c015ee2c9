""" "`data.json` is valid JSON"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("valid",)
VALID = phrase(
    r"(?P<path>{code})(?: file)? (?:is|should be|must be|contains|holds) (?:now |still )?(?:a )?valid (?P<format>json|yaml|toml)\b(?! (?:with|for|that|and|schema|array|object|key|value|string))",
    "valid",
)
