"""An editor command before the block: `nano app.py`, then what is typed."""

from __future__ import annotations

from milepost.reading.phrase import phrase

OUTPUT = phrase(r"\b(?:ausgabe|gibt|zeigt|siehst|solltest|sollten)\b")
TYPED = phrase(
    r"\b(?:kopiere|kopieren|tippe|tippen|gib|geben|schreibe|schreiben|füge|fügen|trage|tragen)\b"
    r"(?! (?:sie )?(?:es|ihn)\b)[^.;]{0,20}?\b(?:folgend\w*|diese[nmrs]?|dies)\b"
)
