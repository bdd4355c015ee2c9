"""Which interactive program a sentence says to use."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

IN_CLIENT = phrase(
    r"\b(?:in|im|mit|aus|über|öffne|starte|verwende|nutze|aus) (?:dem |der |den |dein |deinem )?(?P<code>{code})"
)
