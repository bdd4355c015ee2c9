"""Options of a block, out of the sentence before it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import CODE, phrase

TERMINALS: tuple[str, ...] = ("terminal", "shell", "konsole", "eingabeaufforderung", "tab")
OTHERS: tuple[str, ...] = (
    "ander",
    "zweit",
    "neu",
    "eigen",
    "weiter",
    "dritt",
    "erst",
    "ursprünglich",
)
NEW_TERMINAL = phrase(
    r"\b(?:in|im|öffne|öffnen sie|öffnet|starte|starten sie|aus)\b[^.]{0,25}?\b(?P<which>anderen|anderes|andere|zweiten|zweites|zweite|neuen|neues|neue|"
    r"eigenen|eigenes|weiteren|weiteres|dritten|drittes) (?:terminal|shell|konsole|eingabeaufforderung|tab)",
    "terminal", "shell", "konsole", "eingabeaufforderung", "tab",
)  # fmt: skip
FIRST_TERMINAL = phrase(
    r"\b(?:im|ins|in das|zurück im|zurück ins|zum) (?:ersten|erste|ursprünglichen|ursprüngliche) (?:terminal|shell)",
    "terminal",
    "shell",
)
CWD = phrase(
    r"\b(?:aus|in|im)\b (?:dem |deinem |ordner |verzeichnis |neuen )*(?P<code>{code})(?:,| aus| führe|:)",
    CODE,
)
CWD_NAMED = phrase(
    r"\b(?:im|in dem|in deinem|aus dem|innerhalb des) (?:neuen )?(?:projekt)?(?:ordners?|verzeichnis(?:ses)?) (?P<code>{code})",
    "ordner",
    "verzeichnis",
)
FOLDERS: tuple[str, ...] = ("ordner", "verzeichnis")
THIRD: tuple[str, ...] = ("dritten", "drittes")
