""" "The server listens on port 3000", "port 3000 is free"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import PortListens
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among, phrase
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "port"
CUES: tuple[str, ...] = (
    "port",
    "listen",
    "run",
    "start",
    "available",
    "accessible",
    " up ",
    "reachable",
)

LISTENS = (
    phrase(r"\b(?:listens?|listening|runs?|running|started|starts|served|serving|available|accessible|up|reachable) (?:locally )?(?:on|at) (?:the )?"
           r"(?:tcp )?port (?P<port>\d{2,5}\b|{code})"),
    phrase(r"\b(?:server|app|application|api|service|site|it) (?:should |will |must |now )*(?:be |is )?(?:listens?|listening|runs?|running|started|"
           r"starts|available|accessible|up|reachable)(?: and (?:running|listening|available))? (?:locally )?(?:on|at) (?P<url>[\ue000\ue002])"),
    phrase(r"\bport (?P<port>\d{2,5}|{code}) (?:is open|listens|is listening|accepts connections|is in use)\b"),
)  # fmt: skip
FREE = phrase(r"\bport (?P<port>\d{2,5}|{code}) is (?:now )?(?:free|no longer in use|closed)\b")
_URL = re.compile(r"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?:/\S*)?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """A port of the room."""
    for pattern in among((*LISTENS, FREE), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            port = _port(sentence, found)
            if port is not None:
                check = PortListens(port=port, negated=pattern is FREE)
                yield Found(found.start(), found.end(), check)


def _port(sentence: Sentence, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("url"):
        url = _URL.match(sentence.at(found.start("url")).text)
        return int(url[1]) if url else None
    text = groups["port"]
    text = text if text.isdigit() else sentence.at(found.start("port")).text
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65536 else None
