"""Code that is shown first and made a file later: "create `app.js` and copy the code above"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("oben", "obige")
_CODE = r"(?:code|beispiel|programm|skript|inhalt|listing)"
_ABOVE = rf"(?:\b{_CODE}\b[^.;\ue000]{{0,15}}? (?:von )?oben\b|\bobige[nms]? {_CODE}\b)"
COPIED: tuple[Phrase, ...] = (
    phrase(rf"\b(?:kopiere|kopieren sie|speichere|speichern sie|schreibe|füge|fügen sie)\b[^.;\ue000]{{0,30}}?{_ABOVE}[^.;\ue000]{{0,20}}?\b(?:in|als|nach)\b[^.;\ue000]{{0,20}}?(?P<path>{{code}})", "oben", "obige"),
    phrase(rf"\b(?:erstelle|erstellen sie|lege|legen sie)\b[^.;\ue000]{{0,40}}?(?P<path>{{code}})(?: an)?,? und (?:kopiere|kopieren sie|füge|fügen sie)\b[^.;\ue000]{{0,30}}?{_ABOVE}", "oben", "obige"),
    phrase(rf"\b(?:erstelle|erstellen sie|lege|legen sie)\b[^.;\ue000]{{0,40}}?(?P<path>{{code}}) mit (?:dem )?[^.;\ue000]{{0,10}}?{_ABOVE}", "oben", "obige"),
)  # fmt: skip
"""A sentence that makes the code above the file `path`."""
CONDITION = phrase(r"\b(?:wenn|falls|kannst|können|optional|stattdessen|würde|nicht)\b")
"""What is not always, or need not be, done."""
