"""The nearest phrase that would be read, for a sentence that reads as nothing."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

GONE = phrase(
    r"\b(?:deleted|removed|gone|absent|disappear\w*)\b|\b(?:no|not|n['’]t|no longer)\b.*\bexists?\b|\bno (?:file|folder|directory)\b"
)
THERE = phrase(
    r"\b(?:exists?|created|generated|present|produced|appears?|(?:saved|stored|kept|found|written|placed|lies) (?:in|at|as|to|under))\b"
)
FILE = phrase(r"\b(?:file|folder|directory)\b")
MORE = phrase(r"\b(?:at most|at least|within|before|after|newer|older|larger|smaller|than)\b")
LINES = phrase(rf"\b(?:has|have|holds?|contains?) (?:exactly )?(?P<count>{COUNT}) lines\b", "lines")
EMPTY = phrase(r"\bempty\b", "empty")
FOLDER = phrase(r"\b(?:folder|directory)\b")
OUTPUT = phrase(
    r"\b(?:output|see|prints?|printed|shows?|shown|displays?|displayed|says?|logs?|logged|lists?|listed|messages?|words?|"
    r"appears?|terminal|console|lines?|contains?|includes?)\b"
)
NOTHING_BUT = phrase(
    r"\b(?:nothing|none|no[ -]?one|no|not|never|n['’]t)\b[^.]*?\b(?:but|else|except|other than|besides|apart from|only|just|more than)\b"
)
UNSURE = phrase(
    r"\b(?:but|except|apart from|aside from|other than|anything else|rather than|instead|besides|however|although|though|"
    r"hardly|barely|scarcely|rarely|seldom|almost|nearly|far from|zero|0|free of|devoid|few|"
    r"mistakes?|mistaken|wrong|false|falsely|untrue|bugs?|impossible|unexpected(?:ly)?|contrary|avoid(?:s|ed)?|prevents?|"
    r"hidden|suppress\w*|omit\w*|excluded?s?|excluding|den(?:y|ies|ied)|unlikely|nobody|used to)\b"
    r"|\berror (?:to|if|when)\b|\bnowhere\b(?![^.]*\bnot\b)"
)
PRINTS = "`{}` prints `{}`"
SUCCEEDS = "`{}` exits with status 0"
CONTAINS = "The output contains `{}`"
CONTAINS_NOT = "The output does not contain `{}`"
A_PATH = "`{}`"
A_FILE = "The file `{}`"
EXISTS = "{} exists"
IS_GONE = "{} does not exist"
