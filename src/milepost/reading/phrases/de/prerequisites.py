"""One prerequisite to what can be probed: it may name several things."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

PACKAGES = re.compile(r"\b(?:system-?|apt-|debian-|ubuntu-)?pakete?\b", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:wenn du|falls|optional|empfohlen|kenntnis\w*|grundkenntnis\w*|vertraut\w*|verständnis|erfahrung\w*|grundlagen|kein\w*|ohne|nicht|statt|"
    r"konto|zugang zu|zugriff auf|erweiterung|plugin)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:enthalten in|teil von|über|mit hilfe von|kompatibel mit|geschrieben in|von|für|mit|in|zu) (?:der |dem |die |das )?$",
    re.IGNORECASE,
)
WRITING = re.compile(
    r"\b(?:tutorial|dokumentation|handbuch|buch|kurs|kapitel|referenz|einführung|anleitung)\b|tutorial\b|dokumentation\b|handbuch\b",
    re.IGNORECASE,
)
"""A link of this name leads to something to read, whatever tool it is about."""
ALTERNATIVE = re.compile(r"^\s*(?:/|oder|,? oder)\s*$", re.IGNORECASE)
UNKNOWN = re.compile(
    r"^(?:(?:ein|eine|das|die|der) )?(?P<name>[a-z][a-z0-9_+-]*(?:\.[a-z0-9_+-]+)*)(?= |$)",
    re.IGNORECASE,
)
VARIABLE = re.compile(r"\b(?:umgebungsvariablen?|variablen?|exportiert)\b", re.IGNORECASE)
OPTIONAL = re.compile(r"\boptional", re.IGNORECASE)
BEFORE = re.compile(
    r"^(?:ein |eine |das |die |der |ein installiertes |installiertes |aktuelles |lokales |eine installation von )*$"
)
AFTER = re.compile(
    r"^(?:ist )?(?:installiert|verfügbar|auf|in|im|\(|:|-|–|—|,|und|für|muss|sollte)"
)
INSTALLS = re.compile(
    r"^(?:zuerst |dann )?(?:installiere|installieren sie|lade|laden sie|aktualisiere|aktualisieren sie|hole|holen sie)\b",
    re.IGNORECASE,
)
