"""A `diff` that says which file it changes."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_FILE = r"(?:der |die |deiner |deine |ihrer |ihre )?(?:datei )?(?P<path>{code})"
APPLY: tuple[Phrase, ...] = (
    phrase(rf"^(?:jetzt |nun |dann |zuerst )?(?:in|öffne|öffnen sie) {_FILE}(?:,|:| und\b|$)"),
    phrase(rf"\b(?:wende|wenden sie)\b[^\n;\ue000]{{0,50}}? auf {_FILE}"),
    phrase(rf"\b(?:entferne|entfernen sie|lösche|löschen sie|korrigiere|korrigieren sie)\b[^\n;\ue000]{{0,50}}? (?:aus|in|von) {_FILE}"),
    phrase(rf"^(?:die )?(?:folgenden? )?änderung(?:en)? (?:an|in) {_FILE}:?$"),
)  # fmt: skip
"""The file to which a diff is applied, besides those that tell to write or change one."""
PRINTED = phrase(
    r"\b(?:siehst|sehen|sieht man|gibt [^\n]{0,40}aus|ausgabe|zeigt(?: an)?|erscheint)\b"
)
"""The diff is what is to be seen."""
