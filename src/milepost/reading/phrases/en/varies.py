"""A sentence right after an example of output that says what of it differs on other machines."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_WHAT = r"(?P<what>[\w ,/'’-]{2,60}?)"
_FILL = (
    r"(?: (?:also|probably|likely|of course|be|look|slightly|very|a bit|a little|somewhat|well))*"
)
DIFFERS: tuple[Phrase, ...] = (
    phrase(rf"\b{_WHAT} (?:may|might|will|can|could){_FILL} (?:vary|differ|different|not (?:be |look )?(?:exactly )?(?:the same|match|identical))\b", "vary", "differ", "same", "match", "identical"),
    phrase(rf"\b(?:do not|don['’]t) (?:worry|panic|be (?:alarmed|surprised|concerned)) if {_WHAT} (?:is|are|looks?|differs?|varies|vary|does|doesn['’]t|do|don['’]t|isn['’]t|aren['’]t)\b[^.;]{{0,30}}?\b(?:differ|different|the same|match|identical|slightly)\b", "worry", "panic", "alarmed", "surprised", "concerned"),
    phrase(rf"\b{_WHAT} (?:depends? on|differs? from|varies (?:from|between|with)|vary (?:from|between|with)) (?:your|the|one|each|machine|system|when|where|computer)\b", "depend", "differ", "var"),
)  # fmt: skip
"""Something, `what`, differs from reader to reader."""
ALL_OF_IT = phrase(r"\b(?:outputs?|results?|yours|what you see|responses?)\b")
"""In `what`: it is the whole output."""
