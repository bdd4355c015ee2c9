""" "Öffne http://localhost:3000 im Browser: du solltest `Hallo` sehen."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOT_AFTER, NOW, SAIDS, YOU_SEE, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("seh", "sieh", "zeig", "enth", "steh", "erschein")
_IN = r"(?:im browser |in deinem browser |in ihrem browser |mit deinem browser |auf der seite )?"
OPENS = phrase(
    rf"\b(?:öffne|öffnen sie|öffnet|besuche|besuchen sie|rufe|rufen sie|gehe|gehen sie|navigiere|navigieren sie|lade|laden sie) {NOW}{_IN}(?:zu |auf |die |den |deine |seite |adresse |url )*{_IN}(?P<url>[\ue000\ue002])",
    "öffne", "besuche", "rufe", "gehe", "navigiere", "lade",
)  # fmt: skip
"""What a reader does to have a page before their eyes."""
BROWSER = phrase(
    r"\b(?:im|in deinem|in ihrem|mit dem|mit deinem) (?:web-?)?browser(?:fenster)?\b|\b(?:web-?)?browser\b"
    r"|\bauf (?:der|dieser) (?:web-?)?seite\b|\bdie (?:web-?)?seite(?= (?:zeigt|enthält|sollte|[\ue000\ue002]))",
    "browser", "seite",
)  # fmt: skip
"""Words that say that a screen is looked at; where the page is known, it is."""
_WHAT = r"(?:den |die |das |der |eine |einen |ein |text |überschrift |titel |meldung |begrüßung |wort |wörter |zeile |link |knopf |liste |: ?)*"
_SEEN = rf"(?P<said>{SAIDS})(?! (?:in der (?:konsole|ausgabe|adressleiste)|im (?:terminal|log|titel|tab)))"
_WHERE = r"(?: auf der seite| im browser| in deinem browser)?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"\b{YOU_SHOULD} {NOW}{_IN}{_WHAT}{_SEEN}{NOT_AFTER}{_WHERE} sehen\b"),
    phrase(rf"\b{YOU_SEE} {NOW}{_IN}{_WHAT}{_SEEN}{NOT_AFTER}{_WHERE}"),
    phrase(rf"\b(?:seite|anwendung|app|website|überschrift|liste|sie|(?P<of>[\ue000\ue002])) (?:zeigt|enthält) {NOW}{_WHAT}{_SEEN}{NOT_AFTER}(?: an)?"),
    phrase(rf"\bauf der seite (?:steht|stehen|erscheint|erscheinen) {NOW}{_WHAT}{_SEEN}{NOT_AFTER}"),
)  # fmt: skip
