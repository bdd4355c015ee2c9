"""Fragments that phrases are made of."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

NOW = r"(?:jetzt |nun |auch |dann |danach |wieder |nur noch |weiterhin |noch |daraufhin |dabei )*"
"""Adverbs that say nothing of what is to be seen."""
THE = r"(?:die |der |das |den |dem |ein |eine |einen |einem |einer |dein |deine |deinen |deiner |ihr |ihre |ihren |neue |neuen |neuer |neues |leere |leeren |leerer |leeres |beide |beiden |folgende |folgenden |folgendes |erzeugte |erzeugten |versteckte )*"
"""Articles and adjectives."""
NOT_AFTER = r"(?P<not> nicht(?: mehr)?)?"
"""A negation that stands behind what it is about."""
YOU_SHOULD = r"(?:(?:du|sie|ihr|man) (?:solltest|sollten|solltet|sollte|wirst|werden|werdet|wird)|(?:solltest|sollten|solltet|sollte|wirst|werden|werdet|wird) (?:du|sie|ihr|man))"
YOU_SEE = r"(?:(?:du|sie|ihr|man) (?:siehst|sehen|seht|sieht|erhältst|erhalten|bekommst|bekommen)|(?:siehst|sehen|seht|sieht|erhältst|erhalten|bekommst|bekommen) (?:du|sie|ihr|man))"
_AND = r"(?:,| und|, und| sowie) (?:die |der |das |den |dem |datei )?"
_ITEM = r"(?! (?:sollte\w*|muss|wird|werden|ist|sind|wurde\w*|hat|existier\w*|enthält|gibt|zeigt|liefert|meldet|antwortet|endet|läuft|laufen|steht|erscheint)\b)"
"""A further item of a list of objects is not the subject of the next clause."""
CODES = rf"{{code}}(?:{_AND}{{code}})*"
SUBJECTS = rf"{{said}}(?:{_AND}{{said}})*"
SAIDS = rf"{{said}}(?:{_AND}{{said}}{_ITEM})*"
