"""Text in a shell fence that is no command: "From `man grep`", "run `make` and it will print:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

FROM = phrase(
    r"^(?:(?:hier ist |das ist |dies ist )?(?:ein )?(?:auszug|ausschnitt|zitat|teil) )?(?:aus|von) "
    r"(?:der |dem )?(?:handbuchseite |handbuch |hilfe )?(?:von |zu )?{code}:?\.?$"
)
WILL_PRINT = phrase(
    r"\b(?:führe|führen sie|starte|starten sie|rufe|rufen sie)\b[^\n]*{code}[^\n]*(?:\bund\b|,)[^\n]*"
    r"\b(?:gibt|zeigt|meldet)\b[^\n]{0,40}\b(?:dies|das|folgendes|(?:die )?folgende (?:meldung|ausgabe|zeilen?))(?: aus| an)?:$"
)
