""" "Alle 12 Tests laufen durch", "drei Tests schlagen fehl"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("test",)
_TESTS = r"(?:neuen |beiden |der |deiner |unserer )*(?:unit-?tests?|tests?|testfälle?)"
_SOON = r"(?:jetzt |nun |alle |wieder |weiterhin |noch |fehlerfrei |erfolgreich )*"
PASS: tuple[Phrase, ...] = (
    phrase(rf"\b(?:alle |beide |genau )?(?:die |deine )?(?:(?P<count>{COUNT}) )?{_TESTS} (?:sollten? |müssen |muss |werden |wird )?{_SOON}"
           r"(?:laufen (?:jetzt |nun |alle |wieder |fehlerfrei |erfolgreich )*durch|läuft (?:jetzt |nun |wieder )*durch|durchlaufen|durchläuft|bestehen|besteht|bestanden|"
           r"sind (?:jetzt |nun |alle |wieder )*(?:grün|bestanden|erfolgreich)|ist (?:jetzt |nun |wieder )*(?:grün|bestanden|erfolgreich)|(?:grün|erfolgreich) (?:sein|sind|ist))\b(?! nicht)", "test"),
    phrase(rf"\b(?P<count>{COUNT}) (?:bestandene|erfolgreiche) tests?\b", "test"),
)  # fmt: skip
FAIL = phrase(
    rf"\b(?:genau )?(?P<count>{COUNT}|ein|eine) {_TESTS} (?:schlägt|schlagen) {_SOON}fehl\b", "test"
)
UNDONE = phrase(
    r"\b(?:fehlschlagen|fehlgeschlagen\w*|schlägt|schlagen|todo|bevor|bis|rot|die meisten|manche|einige|viele|wenige|fast|beinahe|kaum|hälfte)\b|\b(?P<some>\d+) von (?:den |deinen )?(?!(?P=some)\b)\d"
)
