""" "Die Pods `web` und `db` sind im Zustand `Running`", "der Status des Pods ist `Running`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW, SUBJECTS, YOU_SEE, YOU_SHOULD

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("zustand", "status", "phase")
_KIND = r"(?:pods?|container|dienste?|services?|deployments?|knoten|nodes?|cluster|jobs?|instanz(?:en)?|volumes?|worker|anwendung(?:en)?|apps?|releases?|vms?|maschinen?|ressourcen?|prozesse?|server|zertifikate?|workloads?)"
_THE = r"(?:(?:der|die|das|den|dein|deine|deinen|ein|eine|einen|alle|beide|beiden|zwei|drei) )*"
_STATE = r"(?:zustand|status|phase)"
_END = r"(?=[.,;:!]|$)"
NAMED: tuple[Phrase, ...] = (
    phrase(rf"(?:^|\b(?:dass|ob) ){_THE}{_KIND} (?P<names>{SUBJECTS}) (?:ist|sind|(?:sollten?|muss|müssen)) {NOW}(?:beide |alle )?im {_STATE} (?P<state>{{said}})(?: sein)?{_END}",
           "zustand", "status", "phase"),
    phrase(rf"\b(?:dass|ob) {_THE}{_KIND} (?P<names>{SUBJECTS}) {NOW}(?:beide |alle )?im {_STATE} (?P<state>{{said}}) (?:ist|sind){_END}",
           "zustand", "status", "phase"),
    phrase(rf"\b(?:{YOU_SHOULD}|{YOU_SEE}) {NOW}{_THE}{_KIND} (?P<names>{SUBJECTS}) (?:mit (?:dem )?|im ){_STATE} (?P<state>{{said}})(?: sehen)?{_END}",
           "zustand", "status", "phase"),
)  # fmt: skip
ONE: tuple[Phrase, ...] = (
    phrase(rf"\b(?:{YOU_SHOULD}|{YOU_SEE}) {NOW}(?:den|einen|eine|das|ein|die) {_KIND} (?:mit (?:dem )?|im ){_STATE} (?P<state>{{said}})(?: sehen)?{_END}",
           "zustand", "status", "phase"),
    phrase(rf"(?:^|\b(?:dass|ob) )(?:der )?{_STATE} (?:des|der|deines|deiner) {_KIND}s? (?:ist|lautet|sollte) {NOW}(?P<state>{{said}})(?: sein| lauten)?{_END}",
           "zustand", "status", "phase"),
)  # fmt: skip
