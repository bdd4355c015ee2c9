"""Where in the output, or how often, a fence is seen."""

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT

ENDS_WITH = phrase(r"\b(?:endet|enden) mit\b[^\ue000-\ue002,;]*$", "ende")
STARTS_WITH = phrase(r"\b(?:beginnt|beginnen|fängt an) mit\b[^\ue000-\ue002,;]*$", "begin", "fängt")
LAST_LINE = phrase(r"\bletzte zeile\b[^\ue000-\ue002,;]*$", "zeile")
FIRST_LINE = phrase(r"\berste zeile\b[^\ue000-\ue002,;]*$", "zeile")
LAST_LINES = phrase(rf"\bletzten (?:(?P<count>{COUNT}) )?zeilen\b[^\ue000-\ue002,;]*$", "zeilen")
FIRST_LINES = phrase(rf"\bersten (?:(?P<count>{COUNT}) )?zeilen\b[^\ue000-\ue002,;]*$", "zeilen")
COUNTED = phrase(r"\b(?:zweimal|dreimal|viermal|mehrmals)\b[^\ue000-\ue002,;]*$", "mal")
