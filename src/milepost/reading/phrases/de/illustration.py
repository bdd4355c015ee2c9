"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:zum beispiel:? )?(?:so (?:kannst du|können sie|könntest du|könnten sie|lässt sich)"
    r"|hier (?:ist |ein beispiel,? )?wie (?:du|sie|man))\b"
)
NOT_RUN = phrase(
    r"\b(?:führe|führen sie|verwende|verwenden sie|benutze|tippe) (?:dies|das|diese|folgendes|den folgenden)[^.]* (?:nicht|nie|niemals)\b|^(?:unter der haube|intern)\b|\bentspricht:?$|^(?:falls|wenn) (?:etwas|es) (?:schiefgeht|schief geht|fehlschlägt)\b"
)
"""What follows is not to be run here."""
