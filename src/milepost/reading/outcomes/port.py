""" "The server listens on port 3000", "port 3000 is free"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import PortListens
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "port"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    LISTENS: tuple[Phrase, ...]
    FREE: Phrase


_URL = re.compile(r"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?:/\S*)?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A port of the room."""
    says: Says = around.phrases.port
    for pattern in among((*says.LISTENS, says.FREE), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            port = _port(sentence, found)
            if port is not None:
                check = PortListens(port=port, negated=pattern is says.FREE)
                yield Found(found.start(), found.end(), check)


def _port(sentence: Sentence, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("url"):
        url = _URL.match(sentence.at(found.start("url")).text)
        return int(url[1]) if url else None
    text = groups["port"]
    text = text if text.isdigit() else sentence.at(found.start("port")).text
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65536 else None
