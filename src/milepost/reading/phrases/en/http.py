""" "`GET /health` returns 200", "http://localhost:3000 responds with `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "return",
    "respon",
    "answer",
    "give",
    "yield",
    "repl",
    "reach",
    "access",
    "available",
    "request",
)
_SUBJECT = (
    r"(?:\b(?P<method>GET|HEAD|POST|PUT|PATCH|DELETE) (?:requests? )?(?:to |on |of )?(?:the )?)?"
    r"(?P<target>[\ue000\ue002])(?: endpoint| route| path| url| page)?"
)
_STATUS = (
    r"(?:(?:an? |the )?(?:http )?(?:status )?(?:code )?(?:of )?(?P<status>[1-5]\d\d\b|{code})"
    r"(?: (?:ok|created|no content|not found|bad request|unauthorized|forbidden|internal server error))?"
    r"(?: status| response| code| error)*)"
)
_BODY = (
    r"(?:(?:the |a |an )?(?:json |text |html |plain |response |greeting |message |body |text |object |array |string |"
    r"containing |of |that contains )*(?P<body>[\ue000\ue001]))"
)
_VERB = (
    r" (?:should |will |must |now )*(?:returns?|responds?(?: with)?|answers?(?: with)?|gives?|yields?|replies(?: with)?|"
    r"reply with|responding with) "
)
_VERBS = ("return", "respon", "answer", "give", "yield", "repl")
PHRASES: tuple[Phrase, ...] = (
    phrase(
        _SUBJECT
        + _VERB
        + _STATUS
        + r"(?:,? (?:and|with)(?: it)?(?: contains?| includes?| a body of)? "
        + _BODY
        + r")?",
        *_VERBS,
    ),
    phrase(
        r"(?P<method>\bGET|\bHEAD|\ue000) requests? to (?:the )?(?P<target>[\ue000\ue002])(?: endpoint| route| path| url)?,? (?:and |then )*you (?:should |will |then |now )+(?:see|get|receive) "
        + _BODY,
        "see",
        "get",
        "receiv",
    ),
    phrase(
        _SUBJECT
        + _VERB
        + _BODY
        + r"(?: (?:and|with) "
        + _STATUS.replace("P<status>", "P<late>")
        + ")?",
        *_VERBS,
    ),
)
REACHABLE = phrase(
    _SUBJECT
    + r" (?:should |will |must |now )*(?:be |is )?(?:responds?|answers|reachable|accessible|available)\b"
    r"(?! (?:with|in|to|on|at|as)\b| (?:only )?from (?:other|another|outside|the internet|the outside|any|your phone)\b)",
    "respon", "answer", "reach", "access", "available",
)  # fmt: skip
