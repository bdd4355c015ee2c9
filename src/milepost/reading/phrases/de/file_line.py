""" "Die erste Zeile von `notes.txt` ist `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("zeile",)
ORDINALS: dict[str, str] = {
    "erste": "1p", "zweite": "2p", "dritte": "3p", "vierte": "4p", "fünfte": "5p", "letzte": "'$p'",
}  # fmt: skip
LINE = phrase(
    r"\b(?P<which>erste|zweite|dritte|vierte|fünfte|letzte) zeile (?:von|in|der|aus) (?P<noun>(?:der )?datei )?(?P<path>{code})(?P<after>) "
    r"(?:ist|lautet) (?:jetzt |nun )?(?:genau )?(?P<said>{said})(?=[.,;!]|$)",
    "zeile",
)
