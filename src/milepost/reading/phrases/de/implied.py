"""What the blocks imply anyway: "der Server startet ohne Fehler"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("erfolgreich", "fehlerfrei", "ohne", "keine", "installiert", "durch")
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\b(?:server|anwendung|app|programm|skript|befehl|befehle|build|projekt|installation|alles|code|dienst|container|es|migration|block|abhängigkeiten|pakete|sie)\b[^.,;\n\ue000]{0,30}?"
           r"\b(?:startet|läuft|laufen|endet|gelingt|baut|kompiliert|funktioniert|wurde|wurden|ist|sind)\b[^.,;\n\ue000]{0,20}?(?:erfolgreich|fehlerfrei|ohne (?:fehler|probleme|warnungen|fehlermeldung(?:en)?))(?: durch| installiert| gestartet| abgeschlossen)?\b",
           "erfolgreich", "fehlerfrei", "ohne"),
    phrase(r"\b(?:es (?:treten|gibt|erscheinen) )?keine (?:fehler|fehlermeldung(?:en)?|probleme)(?: auf)?\b", "keine"),
)  # fmt: skip
