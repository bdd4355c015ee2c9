"""A sentence before the block names the file: "Lege `server.js` an:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW, THE
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_WRITE = (
    r"(?:erstelle|erstellen sie|erstellt|erzeuge|erzeugen sie|lege|legen sie|legt|schreibe|schreiben sie|schreibt|speichere|speichern sie|"
    r"definiere|kopiere|kopieren sie|füge|fügen sie|trage|tragen sie|setze|setzen sie|gib|geben sie)"
)
_FIRST = r"^(?:(?:jetzt|nun|dann|danach|zuerst|anschließend|zuletzt),? )?"
_END = r"(?:am ende|ans ende|am anfang|an den anfang) (?:der |von |deiner |ihrer )*(?:datei )?"
CREATE: tuple[Phrase, ...] = (
    phrase(rf"\b{_WRITE}\b[^\n\ue000;]{{0,70}}?\b(?:datei|skript|modul|komponente|seite|vorlage|konfiguration|dokument)\b"
           rf"[^\n\ue000;]{{0,30}}(?P<path>{{code}})"),
    phrase(rf"\b{_WRITE}\b (?:im ordner|in dem ordner|im verzeichnis) (?P<folder>{{code}}) (?:die |eine |eine neue )*datei (?:namens )?(?P<path>{{code}})"),
    phrase(rf"\b{_WRITE}\b {NOW}(?:{THE})(?:das|dies|diesen|diese|code|inhalt|text|zeilen?|folgendes|folgenden|folgende|bitte|zuerst|in|nach|als|unter|einfache|kleine|leere|neue|die|der|den|eine|datei| )*(?P<path>{{code}})"),
    phrase(rf"{_FIRST}(?:in|öffne|öffnen sie) (?:der |die |deiner |deine |ihrer |datei |neuen |neue )*(?P<path>{{code}})(?: |,)(?:und )?(?:schreibst|schreibt|schreiben|schreibe|fügst|füge|fügen|"
           r"ergänze|ergänzt|ergänzen|steht|kommt|trägst|trage|gehört|definierst)\b"),
    phrase(rf"{_FIRST}(?:in |datei:? |dateiname:? )?(?:die |der )?(?:datei )?(?P<path>{{code}})(?: \([^)]*\))?:?$"),
    phrase(r"\bmit (?:dem )?(?:folgendem|folgenden|diesem) (?:inhalt|code|text)\b.{0,40}?\b(?:in|namens|als)\b (?P<path>{code})"),
    phrase(rf"\b(?:hänge|hängen sie|füge|fügen sie|ergänze|ergänzen sie|schreibe|schreiben sie)\b[^\n;]{{0,90}}?\b{_END}(?P<path>{{code}})"),
    phrase(r"\b(?:hänge|hängen sie)\b[^\n\ue000;]{0,60}?\ban (?:die )?(?:datei )?(?P<path>{code})"),
    phrase(r"\b(?:füge|fügen sie|ergänze|ergänzen sie)\b[^\n\ue000;]{0,60}?\b(?:in|zu|zur|der) (?:die |der )?(?:datei )?(?P<path>{code})"),
)  # fmt: skip
"""The block is a file's whole content."""
REPLACE: tuple[Phrase, ...] = (
    phrase(r"\b(?:ersetze|ersetzen sie|ändere|ändern sie|überschreibe|überschreiben sie|aktualisiere|aktualisieren sie|bearbeite|bearbeiten sie)\b "
           r"(?:den |die |das |dein |deine |inhalt |von |der |datei )*(?P<path>{code})"),
)  # fmt: skip
"""The block takes the place of what the file holds."""
_OF_FILE = r"(?! (?:der (?!datei)|des |deiner (?!datei)|von (?!\ue000)))"
"""The end or the top of the file, and not of something in it."""
APPEND = phrase(rf"\b(?:hänge|hängen sie|(?:am|ans) ende{_OF_FILE})(?!\w)")
PREPEND = phrase(rf"\b(?:am anfang|an den anfang|ganz oben){_OF_FILE}(?!\w)")
ADDS = phrase(
    r"\b(?:füge|fügen sie|ergänze|ergänzen sie)\b[^\n]{0,70}?\b(?:in|zu|zur|der)\b[^\n]{0,20}?{code}"
    r"|^(?:jetzt |nun |dann )?in (?:der |deiner )?(?:datei )?{code} (?:ergänzt|ergänze|fügst|füge)\b"
)
"""What is added to a file that is there is appended; one that is not there is made."""
WITHIN = phrase(
    r"\b(?:am ende|ans ende|am anfang|an den anfang) (?:der|des|deiner) (?:funktion|methode|klasse|liste|abschnitts|blocks|objekts)\b"
    r"|\b(?:ersetze|ersetzen sie|ändere|ändern sie|aktualisiere)\b[^.\n]{0,40}\b(?:funktion|methode|klasse|zeilen?|abschnitt|block|eintrag|wert|import\w*|"
    r"variable|konstante|feld|liste)\b[^\n;]* in "
)
"""A place or a part of the file that words alone tell."""
PIECE = phrase(
    r"{code}[^\n\ue000]{0,12}\((?:[^)\n]* )?(?:auszug|auszugsweise|ausschnitt|gekürzt|teilweise|teil|zeilen? \d[^)\n]*)\b[^)\n]*\)|\b(?:auszug|ausschnitt|teil) (?:aus|von) (?:der )?(?:datei )?{code}"
    r"|\b(?:setze|setzen sie|ändere|ändern sie|erhöhe|erhöhen sie|stelle|stellen sie) [^\n]*{said}[^\n]*\b(?:auf|zu)\b"
    r"|{code} (?:ersetze|ersetzen sie|ersetzt du|ändere|suche|finde|tausche)(?: (?:dies|das|diese zeilen?|folgendes|folgende zeilen?|den folgenden \w+))?:?$"
)
"""Not the whole file: an excerpt, a value that is set, or a text that something else replaces."""
PART_NAMED = re.compile(
    r"\b(?:[Zz]u|[Zz]ur|[Zz]um|[Ii]n|[Ii]m|[Ii]ns|[Uu]nter) (?:den |die |das |dem |der )?"
    r"(?:Abschnitt|Feld|Eigenschaft|Schlüssel|Objekt|Block|Eintrag|Liste) [`\"']?(?P<name>[\w-]+)[`\"']?"
)
NOT_A_FILE = phrase(
    r"\b(?:führe|führen|führt|ausführen|gibt|zeigt|ausgabe|sieht|siehst|sehen|sollte\w*|enthält|beispiel|z\. ?b|statt|anstatt|anstelle|würde\w*|könnte\w*|"
    r"installiere\w*|umbenennen|benenne|lösche\w*|entferne\w*|verschiebe\w*|nicht)\b",
    "führ", "gibt", "zeigt", "ausgabe", "sieh", "sehen", "sollte", "enthält", "beispiel", "z.", "statt", "anstelle",
    "würde", "könnte", "installiere", "umbenennen", "benenne", "lösche", "entferne", "verschiebe", "nicht",
)  # fmt: skip
WILL_HOLD = phrase(
    r"^(?:diese datei|sie|dort) (?:wird|enthält) (?:den|die|das|dein\w*|ein\w*|alle\w*)\b"
)
NAMED = re.compile(r"\b(?:datei|skript)(?: namens| mit dem namen)? $", re.IGNORECASE)
BARE = re.compile(
    r"\b(?:erstelle|erstellen sie|schreibe|speichere|öffne|bearbeite|lege|datei|namens|in|als)\b (?:die |eine |neue |datei |in |als )*"
    r"(?P<path>[\w./-]+\.\w{1,10}|Makefile|Dockerfile)(?=[\s:,]|$)",
    re.IGNORECASE,
)
FILE = "datei"
