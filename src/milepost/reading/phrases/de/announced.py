"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import YOU_SEE, YOU_SHOULD
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

SIMILAR = phrase(
    r"\b(?:ähnlich\w*|etwa (?:so|wie|folgendes|folgende)|so ähnlich|ungefähr|in etwa|"
    r"(?:kann|können|könnte|könnten|darf|dürfen) (?:bei dir |bei ihnen |auch |leicht )*(?:abweichen|variieren|anders)|"
    r"wie folgt|folgendermaßen|beispielausgabe|zum beispiel|so aus|so aussehen)\b"
)
EXACT = phrase(
    r"\b(?:nur|ausschließlich|lediglich|nichts als)\b[^\ue000-\ue002,;]*:?$|\bund sonst nichts\b"
    r"|\b(?:genau|exakt|erwartete (?:ausgabe|antwort)|die ausgabe (?:ist|lautet)|ausgabe:?$|(?:gibt|zeigt|liefert) (?:folgendes )?(?:aus|an|zurück):?$)"
)
SEE = phrase(
    rf"\b{YOU_SHOULD}\b[^.\n]*\b(?:sehen|erhalten|bekommen)\b|\b{YOU_SEE}\b"
    r"|\b(?:ausgabe|ergebnis|antwort|konsole|terminal|befehl|programm|skript|das|es|er|sie)\b[^.\n]{0,60}\b(?:ist|lautet|sieht|zeigt|enthält|aussehen|lauten|sein|gibt|liefert|meldet|erscheint|erscheinen|ausgeben|anzeigen|zeigen|zurückgeben|antworten)\b"
    r"|\b(?:gibt|zeigt|liefert|meldet)\b[^.\n]{0,60}\b(?:aus|an|zurück|folgendes)\b|\b(?:erscheint|erscheinen)\b"
    rf"|^(?:(?:jetzt|nun|dann|und) )*die (?:erste|letzte|ersten|letzten) (?:(?:{COUNT}) )?zeilen?(?: der ausgabe)? (?:ist|sind|lautet|lauten|sollte|sollten)\b"
    r"|\b(?:ausgabe|es|das|befehl|skript|programm) (?:beginnt|endet) mit\b"
    r"|^(?:beispiel|erwartete |erwartetes )?(?:ausgabe|ergebnis|antwort)\b|^die ausgabe \([^()]*\):?$",
    "seh", "sieh", "erhalt", "erhält", "bekomm", "ist", "laute", "zeig", "enthält", "sein", "gib",
    "liefer", "meld", "erschein", "geb", "antwort", "ausgabe", "ergebnis", "zeile", "beginn", "endet", "laute",
)  # fmt: skip
TURNS = phrase(r"(?:[,;:] |[–—-] )(?:aber|doch|während|jedoch|obwohl|allerdings)\b")
"""Begins the part of a sentence that says something else than the part before."""
SEE_STRICTLY = phrase(
    rf"\b{YOU_SHOULD}\b[^.\n]*\b(?:sehen|erhalten|bekommen)\b|\b{YOU_SEE}\b|\b(?:erwartete ausgabe|beispielausgabe)\b|\bausgabe (?:ist|lautet|sollte|sieht)\b"
)
"""For a shell fence, which would else be commands."""
COMMANDED = phrase(
    r"\b(?:führe|führen sie|führt|starte|starten sie|gib|geben sie|tippe|verwende|verwenden sie|nutze|benutze|rufe|lege|legen sie|erstelle|"
    r"füge|schreibe|installiere|installieren sie|speichere)\b[^.\n]*:?$"
)
NOT_SEEN = phrase(
    r"\b(?:nicht sehen|siehst du nicht|keine|falls|wenn (?:du|sie|es|der|die|das)(?![^.]*\b(?:erfolgreich|geklappt|ausführst|ausführen|startest|aufrufst)\b)|"
    r"statt|anstatt|anstelle|sonst|andernfalls|anders als|im browser|in deinem browser|konfig\w*|"
    r"(?:datei|code|komponente|funktion|klasse|verzeichnis|ordner|projekt|struktur|verzeichnisbaum|seite) (?:sollte|sieht|wird|enthält))\b"
)
NOT_OUTPUT: tuple[Phrase, ...] = (
    phrase(r"\b(?:kopiert|gespeichert|notiert)\b|\b(?:token|zeichenkette|abfrage|objekt|definition|schema|bildschirm|dialog|seite|fenster) (?:sollte|sieht|wird)\b"
           r"|\b(?:ohne (?:das|diese|diesen|den)|zum vergleich|anfangs|zuerst|vorher|früher|zuvor|muss|müssen|gefragt)\b"
           r"|\b(?:dashboard|portal|browser|weboberfläche)\b|\bdas ergebnis ist (?:ein|eine|der|die|das) (?!folgende)[\w-]+ [\w-]+\b|\b(?:siehst|sehen|erhältst|zeigt) (?:(?:den|das|die|einen|ein|eine) )(?:code|quelltext|definition|formel|abbildung|dialog|seite|menü|fenster|diagramm|bildschirm)\b|\b(?:mit|die|der|das) (?:folgende[rmn]?|dieser|diesem|gleiche[rmn]?) (?:struktur|form|format|aufbau|syntax|inhalt)\b|\b(?:folgende[rs]?|dieser) (?:code|programm|abschnitt|funktion)\b"
           r"|^(?:(?:jetzt|nun|dann|danach|zuerst|schließlich|auch|und),? )*(?:bearbeite|ändere|ändern|aktualisiere|erstelle|erstellen|lege|legen|ersetze|ersetzen|"
           r"kopiere|füge|fügen|schreibe|schreiben|ergänze|definiere|passe|erweitere)\b"
           r"|^(?:(?:jetzt|nun|dann|danach|zuerst|und),? )*(?:führe|führen|tippe|gib|geben|verwende|nutze|starte)\b"),
)  # fmt: skip
"""What is shown is typed, copied, seen elsewhere, or what is not, or not always, to be seen."""
NAMES_COMMAND = phrase(
    r"\b(?:ausgabe|ergebnis|antwort) (?:von|des befehls|des kommandos) (?P<mark>{code})"
)
RUN_AGAIN = re.compile(
    r"\b(?:[Ff]ühre|[Ss]tarte) (?P<command>(?P<first>[a-z][\w.-]*) [a-z][\w -]*?) (?:erneut|noch einmal|nochmals?|wieder)\b"
)
OUTPUT_OF_CODE = phrase(
    r"^(?:die |das |erwartete |erwartetes |beispiel)*(?:ausgabe|ergebnis|antwort)\b"
)
PART = phrase(r"\b(?:enthält|enthalten|unter anderem|ausschnitt|auszug|teil|ähnlich)")
FILE_LOOKS = phrase(
    r"(?:{code}|\b(?:datei|ordner|verzeichnis|projekt|code)\b)(?:(?!ausgabe|antwort|ergebnis|terminal|konsole|logs?\b)[^.\n]){0,30}\b(?:sieht|aussehen)\b"
    r"|^(?:jetzt |nun |dann )?in (?:der |deiner |ihrer )?(?:datei )?{code}|\böffne (?:sie|{code}|die datei)(?!\w)"
)
VARIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bversion", ("version",)),
    (r"\b(?:datum|datumsangaben|zeitstempel)\b", ("date", "time")),
    (r"zeit(?:en|angaben?)?\b|\bdauer\b", ("time", "duration")),
    (r"\b(?:hash|hashes|hashwerte?|commit-ids?|sha)\b", ("hash",)),
    (r"\b(?:ids?|kennung(?:en)?|uuids?)\b", ("id", "hash")),
    (r"\bports?\b", ("port",)),
    (r"\bpfade?\b|verzeichnis", ("path",)),
    (r"\b(?:benutzer)?namen?\b", ("user",)),
    (r"\bzahl(?:en)?\b|\bwerte?\b|\banzahl\b", ("number",)),
    (r"\bpids?\b|prozessnummer", ("pid",)),
    (r"größen?\b", ("size",)),
    (r"\bip\b|adresse", ("address",)),
)
SAYS_VARIES = phrase(
    r"\b(?P<what>[\w ]{2,60}?) (?:kann|können|könnte|könnten|darf|dürfen) (?:bei dir |bei ihnen |auch |leicht )*"
    r"(?:abweichen|variieren|anders (?:sein|lauten|aussehen)|verschieden sein)"
)
NOT_VARIES = phrase(r"ausgabe", "ausgabe")
