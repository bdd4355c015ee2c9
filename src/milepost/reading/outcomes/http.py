""" "`GET /health` returns 200", "http://localhost:3000 responds with `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.milestone.check import UrlResponds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import complete, request
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "HTTP"
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
PHRASES = (
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
    r"(?! (?:with|in|to|on|at|as)\b)",
    "respon", "answer", "reach", "access", "available",
)  # fmt: skip
_SAFE = ("GET", "HEAD")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """One check for each request whose answer is told. Requests that change things are not made."""
    taken: list[tuple[int, int]] = []
    for pattern in among((*PHRASES, REACHABLE), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            check = _check(sentence, found, around)
            if check is not None:
                taken.append(found.span())
                yield Found(found.start(), found.end(), check)


def _check(sentence: Sentence, found: re.Match[str], around: Surroundings) -> UrlResponds | None:
    groups = found.groupdict()
    asked = request(sentence.at(found.start("target")).text)
    if asked is None:
        return None
    method = (groups["method"] or asked[0]).upper()
    url = complete(asked[1], around.port)
    if url is None or method not in _SAFE or "{" in url or ":id" in url or "<" in url:
        return None
    status = None
    for name in ("status", "late"):
        if groups.get(name):
            status = _status(sentence, found.start(name), groups[name])
            if status is None:
                return None
    body = None
    if groups.get("body"):
        body = sentence.at(found.start("body")).text
        if re.fullmatch(r"[1-5]\d\d(?: [A-Za-z ]+)?|HTTP/[\d.]+ \d{3}.*", body):
            status, body = int(re.search(r"\b[1-5]\d\d\b", body)[0]), None  # type: ignore[index]
    return UrlResponds(url=url, method=method, status=status, contains=body)


def _status(sentence: Sentence, index: int, said: str) -> int | None:
    text = said if said.isdigit() else sentence.at(index).text
    found = re.fullmatch(r"(?:HTTP/[\d.]+ )?([1-5]\d\d)(?: [A-Za-z ]+)?", text)
    return int(found[1]) if found else None
