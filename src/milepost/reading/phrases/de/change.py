"""A sentence that says where in a file the code goes: "ersetze `x` in `a.py` durch:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("ersetz", "änder", "tausch", "zeile", "such", "find", "durch")
"""One of these is in every such paragraph."""
_PART = r"(?:funktion|methode|klasse|route|abschnitt|block|komponente|variable|objekt|liste|element|feld|schritt|befehl|datei|ordner|paket|modul) ?[\ue000\ue001]"
INSTEAD = phrase(
    rf"\b(?:ersetze|ersetzen sie|tausche|tauschen sie)\b (?:(?!{_PART})[^\n;])*\b(?:durch|gegen)\b(?: (?:folgendes|folgenden|folgende|diesen|diese|dies|das|den|die|code|zeilen?|block|neue))*:?$"
)
"""One text takes the place of another."""
_ANCHOR = r" (?:der |die |dieser )zeile (?P<anchor>[\ue000\ue001])"
PLACES: tuple[tuple[str, Phrase], ...] = (
    ("after", phrase(r"\b(?:nach|unter|hinter|unterhalb)" + _ANCHOR)),
    ("before", phrase(r"\b(?:vor|über|oberhalb)" + _ANCHOR)),
)
PUTS = phrase(
    r"\b(?:füge|fügen sie|ergänze|ergänzen sie|schreibe|schreiben sie|setze|setzen sie)\b"
)
FIND = phrase(r"\b(?:ersetze|ersetzen sie|ändere|suche|finde|tausche|tauschen sie)\b")
WITH = phrase(
    r"^(?:und )?(?:(?:ersetze|tausche) (?:ihn|sie|es|das|dies) )?(?:durch|gegen|in|zu)\b[^.\n]{0,40}:?$"
)
DONT = phrase(r"\b(?:führe|führen|ausführen|nicht|statt|kannst|könntest|wenn du|falls)\b")
