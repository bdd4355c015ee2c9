"""Where in the output, or how often, a fence is seen."""

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

ENDS_WITH = phrase(
    r"\b(?:ends?|ending|finish(?:es)?|closes?) (?:with|in)\b[^\ue000-\ue002,;]*$",
    "end",
    "finish",
    "close",
)
STARTS_WITH = phrase(
    r"\b(?:starts?|starting|begins?|beginning|opens?) with\b[^\ue000-\ue002,;]*$",
    "start",
    "begin",
    "open",
)
LAST_LINE = phrase(r"\b(?:last|final) line\b[^\ue000-\ue002,;]*$", "line")
FIRST_LINE = phrase(r"\bfirst line\b[^\ue000-\ue002,;]*$", "line")
LAST_LINES = phrase(
    rf"\b(?:last|final) (?:(?P<count>{COUNT}) )?lines\b[^\ue000-\ue002,;]*$", "lines"
)
FIRST_LINES = phrase(rf"\bfirst (?:(?P<count>{COUNT}) )?lines\b[^\ue000-\ue002,;]*$", "lines")
COUNTED = phrase(
    rf"\b(?:twice|thrice|(?:{COUNT}|\d+|several|many|multiple) times)\b[^\ue000-\ue002,;]*$",
    "twice",
    "thrice",
    "times",
)
