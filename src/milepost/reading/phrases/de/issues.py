"""Known issues: symptoms become patterns, and commands of solutions are found."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

STATUS = re.compile(
    r"\b(?:exit[- ]?(?:code|status)|endet mit(?: status| code)?|status(?:code)?|rückgabewert|code) (?P<status>\d{1,3})\b",
    re.IGNORECASE,
)
PORT = re.compile(r"\bport (?P<port>\d{2,5})\b", re.IGNORECASE)
STOP: frozenset[str] = frozenset(
    {"der", "die", "das", "den", "dem", "ein", "eine", "einen", "ist", "sind", "war", "wird", "nicht", "kein",
     "keine", "auf", "in", "im", "an", "am", "zu", "zum", "von", "für", "mit", "und", "oder", "wenn", "es",
     "er", "sie", "du", "dein", "deine", "dies", "dass", "als", "nach", "bei", "beim", "kann", "hat", "haben",
     "aus", "aber", "fehler", "problem", "fehlgeschlagen", "schlägt", "fehl", "läuft", "wegen"}
)  # fmt: skip
