"""Commands for another machine than the reader's own: another node, a container, a guest."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

_MACHINE = r"(?:knoten|servern?|rechnern?|maschinen?|hosts?|instanz(?:en)?|geräte?n?|worker-?knoten|workern?|agenten)"
THERE = phrase(
    rf"^\W*(?:(?:jetzt|nun|dann|danach|anschließend|nun auch),? )*(?:[\w]+ (?:sie )?)?(?:auf|von) (?:jedem|jeder|allen|beiden|dem anderen|der anderen|den anderen|einem anderen|einer anderen|dem zweiten|der zweiten|dem entfernten|dem ziel-?|den übrigen) ?(?:[\w-]+ )?{_MACHINE}\b"
)
"""A machine that is not the one at which a reader sits, or each of several."""
INSIDE = phrase(
    r"^\W*(?:(?:jetzt|nun|dann|danach),? )*(?:im|in dem|innerhalb des|in der) (?:container|pod|gast|virtuellen maschine|vm|containers|pods)\b[^.\n]{0,60}$"
)
"""A place in which commands are typed once a shell is open there."""
