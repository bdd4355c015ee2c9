"""What a fence needs to be taken as the output of the block that was carried out last."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

TELLS_OUTPUT = phrase(
    r"\b(?:outputs?|response|responses|results?|returns?|prints?|responds|answers|logs?|json|yaml|xml|object)\b"
)
POINTS = phrase(
    r"\b(?:follow(?:s|ing)|below|like (?:this|these|that|so)|similar to (?:this|these)|these lines)\b"
)
TELLS_COMMAND = phrase(
    r"^(?:(?:now|then|and|so),? )?(?:the |this |your )?(?:this|it|that|command|output|result|response|script|program|{code})(?: command| script| program| output)? "
    r"(?:(?:should|will|must|now|also|then) )*(?:print|display|show|return|produce|output|list|give|yield|indicate|report|include|contain|confirm)s?\b"
)
TROUBLE = phrase(
    r"\b(?:errors?|failures?|exceptions?|problems?|issues?|symptoms?|crash(?:es)?|panics?|faults?|tracebacks?)\b",
    "error", "failure", "exception", "problem", "issue", "symptom", "crash", "panic", "fault", "traceback",
)  # fmt: skip
NO_TROUBLE = phrase(
    r"\b(?:no|without|any|zero) (?:[\w-]+ )?(?:errors?|failures?|exceptions?|problems?|issues?)\b"
)
MEANT = phrase(
    r"\b(?:should|will|must|['’]ll|expect(?:ed|s)?|intentional(?:ly)?|deliberate(?:ly)?|on purpose)\b"
)
IF = phrase(
    r"^\W*(?:(?:but|and|so|then|now|or),? )?(?:if|in case|unless|should (?:you|the|there))\b(?! (?:everything|all|things)\b)"
)
LACKS = phrase(
    r"\bwithout (?:any |the |an? )?(?:[\w-]+ ){0,3}(?:headers?|fields?|keys?|entr(?:y|ies)|information|body)\b"
    r"|\b(?:header|field|key|line|entry|body|column)s? (?:is|are) (?:now )?(?:(?:not|no longer) (?:there|present|included|shown|listed|set|in|part)|missing|absent|gone)\b",
    "without", "not", "no longer", "missing", "absent", "gone",
)  # fmt: skip
CHOOSES = phrase(
    r"\b(?:select|choose|pick|enter|type|press|answer)(?:ing)? (?:the )?(?:option|choice|number|yes|no|y|n|\d)(?: |[.,:]|$)",
    "select", "choos", "pick", "enter", "type", "typing", "press", "answer",
)  # fmt: skip
ALSO = phrase(r"\b(?:also|as well)\b", "also", "as well")
MEANS_ABOVE = phrase(
    r"^(?:(?:now|then|and|so|typically|usually|normally),? )*(?:this|it|that|these|they|those|such an? [\w-]+) (?:(?:will|would|should|must|may|might|can|could) )?(?:looks?|appears?)\b"
)
ACTS = re.compile(
    r"^\W*(?:\d+[.)]\W*)?(?:(?:now|then|next|first|finally|also|and),? )*(?:click|right-click|double-click|go (?:back )?to|navigate|visit|browse|switch|log ?in|sign in|"
    r"open|connect|reload|refresh)\b"
    r"|\b(?:another|other|second|new|separate|different) (?:terminal|shell|console|tab|window|session)\b",
    re.IGNORECASE | re.MULTILINE,
)
