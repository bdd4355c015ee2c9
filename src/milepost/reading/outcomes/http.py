""" "`GET /health` returns 200", "http://localhost:3000 responds with `ok`"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import UrlResponds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import complete, request
from milepost.reading.phrase import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "HTTP"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]
    REACHABLE: Phrase


_SAFE = ("GET", "HEAD")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """One check for each request whose answer is told. Requests that change things are not made."""
    says: Says = around.phrases.http
    taken: list[tuple[int, int]] = []
    for pattern in among((*says.PHRASES, says.REACHABLE), sentence.skeleton):
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
    method = groups["method"] or asked[0]
    method = (method if method.isascii() else sentence.at(found.start("method")).text).upper()
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
