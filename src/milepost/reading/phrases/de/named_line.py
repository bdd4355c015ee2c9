"""What "it" should say, where the words before name a line or field of the output."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

PART = phrase(
    r"(?:(?<=\bfeld )|(?<=\bzeile )|(?<=\bschlüssel )|(?<=\beigenschaft )){code}|{code}(?=-(?:feld|zeile|eigenschaft)\b)"
)
SAYS = phrase(
    r"\b(?:es|sie|er) (?:sollte|muss|wird) (?:jetzt |nun )?(?P<said>{said}) (?:lauten|sein|zeigen|enthalten|anzeigen)\b",
    "sollte", "muss", "wird",
)  # fmt: skip
