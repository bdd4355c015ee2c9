"""Outcomes over two sentences: "Führe `x` aus. Es sollte `y` ausgeben."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

_FIRST = r"^(?:(?:jetzt|nun|dann|danach|zuerst|anschließend|schließlich|zuletzt|auch|und|bitte|schritt \d+)(?:,|:)? )*"
_WHEN = r"(?: (?:jetzt|nun|dann|bitte|erneut|noch einmal|wieder|im terminal|in der konsole))*"
RUNS = phrase(
    rf"{_FIRST}(?:führe|führen sie|führt)(?: (?:jetzt|nun|dann|bitte|den befehl|das kommando))* {{code}}{_WHEN} aus[.!:]?$"
    rf"|{_FIRST}(?:rufe|rufen sie)(?: (?:jetzt|nun|dann|bitte|den befehl|das kommando))* {{code}}{_WHEN} auf[.!:]?$"
    rf"|{_FIRST}(?:gib|geben sie|tippe|tippen sie)(?: (?:jetzt|nun|dann|bitte|den befehl|das kommando))* {{code}}{_WHEN}(?: ein)?[.!:]?$",
    "führ", "ruf", "gib", "geb", "tipp",
)  # fmt: skip
IT = phrase(
    r"^(?:(?:dann|jetzt|nun|und|danach) )*(?:er|es|das|dies|(?:der|dieser) befehl|das kommando)(?= )"
)
OUTPUT = phrase(
    r"^(?:(?:dann|jetzt|nun|und) )*(?:die ausgabe|das ergebnis)(?= )", "ausgabe", "ergebnis"
)
SEEN = phrase(
    r"^(?:(?:dann|jetzt|nun|und|danach),? )*(?:(?:du|sie|ihr|man) (?:solltest|sollten|siehst|sehen|erhältst|erhalten)|(?:solltest|sollten|siehst|sehen|erhältst|erhalten) (?:du|sie|ihr|man)|(?:gibt|zeigt|meldet) (?:es|er|das)|es erscheint)\b"
)
FAILS = phrase(
    r"\b(?:fehl\w*|scheitert|scheitern|endet|enden|status|exit\w*|verweigert|bricht|abbrechen|nicht|nie|kein\w*)\b",
    "fehl", "scheiter", "end", "status", "exit", "verweiger", "brech", "brich", "nicht", "nie", "kein",
)  # fmt: skip
RUNNING = "wenn du {} ausführst, "
OUTPUT_OF = "die ausgabe von {}"
