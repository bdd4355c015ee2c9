"""What a step's prose tells the reader to do, and no block does: it is not carried out."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("führ", "start", "tipp", "ersetz")
"""One of these is in every such sentence."""
_LED = r"^(?:(?:jetzt|nun|dann|danach|zuerst|anschließend|zuletzt|schließlich|bitte|und),? )*"
COMMAND = phrase(
    _LED
    + r"(?:führe|führen sie|führt|starte|starten sie|tippe|tippen sie)(?: (?:den befehl|das kommando|jetzt|nun|dann|danach|bitte))*:? (?P<said>{code})(?=(?: im terminal)?(?: aus| ein)?[.!:]?$)"
)
REPLACE = phrase(
    _LED
    + r"(?:ersetze|ersetzen sie) (?:den text |die zeile |den wert )?(?P<said>{said}) durch (?P<new>{said})"
)
CONDITION = phrase(
    r"\b(?:wenn|falls|kannst|können|könntest|optional|statt|stattdessen|würde\w*|nicht)\b"
)
