"""A sentence right after an example of output that says what of it differs on other machines."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_WHAT = r"(?P<what>[\w ,/-]{2,60}?)"
DIFFERS: tuple[Phrase, ...] = (
    phrase(rf"\b{_WHAT} (?:kann|können|könnte|könnten|wird|werden|darf|dürfen)(?: (?:bei dir|bei ihnen|auch|leicht|etwas|natürlich|wahrscheinlich))* (?:abweichen|variieren|anders (?:sein|lauten|aussehen)|verschieden sein)"),
    phrase(rf"\b{_WHAT} (?:hängt|hängen) von\b[^.;]{{1,40}}\bab\b"),
)  # fmt: skip
"""Something, `what`, differs from reader to reader."""
ALL_OF_IT = phrase(r"\b(?:ausgabe|ergebnis|antwort)\b")
"""In `what`: it is the whole output."""
