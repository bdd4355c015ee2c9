""" "`version` in `config.yaml` is `2`", "the response's `status` field is `ok`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import JsonValue, OutputJson
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.outcomes.numbers import number
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "value"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    IN_FILE: tuple[Phrase, ...]
    IN_RESPONSE: tuple[Phrase, ...]
    MEMBERS: tuple[Phrase, ...]
    ITEMS: Phrase
    GROUPS: dict[str, str]


_KEY = re.compile(r"^[\w@/-]+(?:\.[\w@/-]+|\[\d+\])*$")
_SETTINGS = re.compile(r"^[\w./~@-]*\.(?:json|ya?ml|toml)$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Values at a path of keys, in files of settings and in what was answered."""
    says: Says = around.phrases.value
    if any(_SETTINGS.match(part.text) for part in sentence.explicit):
        yield from _in_file(sentence, says)
        yield from _members(sentence, says)
    for pattern in says.IN_RESPONSE:
        for found in pattern.finditer(sentence.skeleton):
            key, value = _key(sentence, found), _value(sentence, found)
            if key is not None and value is not None:
                yield Found(found.start(), found.end(), OutputJson(pointer=key, value=value))
    for found in says.ITEMS.finditer(sentence.skeleton):
        items = OutputJson(pointer="", length=number(found["count"], around.phrases))
        yield Found(found.start(), found.end(), items)


def _in_file(sentence: Sentence, says: Says) -> Iterator[Found]:
    for pattern in says.IN_FILE:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            key, value = _key(sentence, found), _value(sentence, found)
            if key is not None and value is not None and _SETTINGS.match(path):
                check = JsonValue(path=path, pointer=key, value=value)
                yield Found(found.start(), found.end(), check)


def _members(sentence: Sentence, says: Says) -> Iterator[Found]:
    for pattern in says.MEMBERS:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            name = sentence.at(found.start("name")).text
            group = found["group"].lower()
            if found["group"] in sentence.skeleton and not found["group"].isascii():
                group = sentence.at(found.start("group")).text
            group = says.GROUPS.get(group, group)
            if _SETTINGS.match(path) and _KEY.match(group) and re.fullmatch(r"[\w@/-]+", name):
                check = JsonValue(path=path, pointer=f"{group}.{name}")
                yield Found(found.start(), found.end(), check)


def _key(sentence: Sentence, found: re.Match[str]) -> str | None:
    text = sentence.at(found.start("key")).text.strip("\"'")
    return text if _KEY.match(text) and not _SETTINGS.match(text) else None


def _value(sentence: Sentence, found: re.Match[str]) -> str | None:
    said = found["value"]
    if said.isascii():
        return said.lower() if said.isalpha() else said
    text = literal(sentence.at(found.start("value")).text)
    quoted = text is not None and len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if text is not None and quoted else text
