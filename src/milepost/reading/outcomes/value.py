""" "`version` in `config.yaml` is `2`", "the response's `status` field is `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import JsonValue, OutputJson
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.outcomes.marks import literal
from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "value"
CUES: tuple[str, ...] = (
    " is",
    " be",
    "equal",
    "set",
    "has",
    "have",
    "value",
    "under",
    "list",
    "appear",
    "array",
    "in ",
)

_NOUN = r"(?: (?:field|key|property|entry|setting|option|attribute|value))?"
_MAY = r"(?:should |will |must |now |also )*"
_IS = rf"{_MAY}(?:be |is |are |equals? |reads? |has been |was )+(?:now |still )?(?:set to |equal to |the (?:string |number |value )?)?"
_VALUE = r"(?P<value>{said}|-?\d+(?:\.\d+)*(?!\w|\.\d)|true\b|false\b|null\b)(?! (?:or|to|characters|items|entries|long)\b)(?! ?%)"
_RESPONSE = r"(?:json )?(?:response|answer|reply|output|result|body|json)(?: body| object)?"

_ANSWERS = ("response", "answer", "reply", "output", "result", "body", "json")

IN_FILE = (
    phrase(rf"(?P<key>{{code}}){_NOUN} (?:in|of|inside) (?:the |your )?(?:file )?(?P<path>{{code}})(?: file)? {_IS}{_VALUE}"),
    phrase(rf"(?P<path>{{code}})(?: file)? {_MAY}(?:has|have|contains?|shows?) (?:the |a |an |its )?(?P<key>{{code}}){_NOUN} (?:set to|equal to|with (?:the )?value|of) {_VALUE}"),
    phrase(rf"(?P<path>{{code}})(?: file)?['’]s (?P<key>{{code}}){_NOUN} {_IS}{_VALUE}"),
    phrase(rf"\bin (?:the |your )?(?P<path>{{code}})(?: file)?, (?:the |its )?(?:key |field |property |setting |option )?(?P<key>{{code}}){_NOUN} {_IS}{_VALUE}"),
)  # fmt: skip
IN_RESPONSE = (
    phrase(rf"\b{_RESPONSE}['’]s (?P<key>{{code}}){_NOUN} {_IS}{_VALUE}", *_ANSWERS),
    phrase(rf"(?P<key>{{code}}){_NOUN} (?:in|of) the {_RESPONSE} {_IS}{_VALUE}", *_ANSWERS),
    phrase(rf"\b(?:the|a) {_RESPONSE} {_MAY}(?:has|have|contains?) (?:the |a |an |its )?(?P<key>{{code}}){_NOUN} (?:set to|equal to|with (?:the )?value|of) {_VALUE}", *_ANSWERS),
)  # fmt: skip
MEMBERS = (
    phrase(r"(?P<name>{code}) (?:should |will |must |now )*(?:be |is |are |appears? )+(?:now )?(?:listed )?(?:in|under|among) (?:the )?(?P<group>{code})(?: section| key)?(?: in| of| inside) (?:the |your )?(?P<path>{code})"),
    phrase(r"(?P<name>{code}) (?:should |will |must |now )*(?:be |is |are |appears? )+(?:now )?(?:listed )?(?:in|under|among) (?:the |your )?(?P<path>{code})['’]?s? (?P<group>{code}|dependencies|devdependencies|dev dependencies|scripts)\b"),
    phrase(r"(?P<path>{code}) (?:should |will |must |now )*(?:lists?|has|contains?) (?P<name>{code}) (?:in|under|among) (?:its |the )?(?P<group>{code}|dependencies|devdependencies|dev dependencies|scripts)\b"),
    phrase(r"(?P<path>{code}) (?:should |will |must |now )*(?:lists?|has) (?P<name>{code}) as an? (?P<group>dependency|dev dependency|development dependency|script)\b"),
)  # fmt: skip
ITEMS = phrase(
    rf"\bthe {_RESPONSE} (?:should |will |must )?(?:be|is) (?:now )?an? (?:json )?(?:array|list) (?:of|with) (?:exactly )?(?P<count>{COUNT}) (?:items?|elements?|objects?|entries|\w+s)\b(?! (?:or|and))",
    "array", "list",
)  # fmt: skip

_KEY = re.compile(r"^[\w@/-]+(?:\.[\w@/-]+|\[\d+\])*$")
_SETTINGS = re.compile(r"^[\w./~@-]*\.(?:json|ya?ml|toml)$")
_GROUPS = {
    "dependency": "dependencies", "dev dependency": "devDependencies",
    "development dependency": "devDependencies", "dev dependencies": "devDependencies",
    "devdependencies": "devDependencies", "script": "scripts",
}  # fmt: skip


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """Values at a path of keys, in files of settings and in what was answered."""
    if any(_SETTINGS.match(part.text) for part in sentence.explicit):
        yield from _in_file(sentence)
        yield from _members(sentence)
    for pattern in IN_RESPONSE:
        for found in pattern.finditer(sentence.skeleton):
            key, value = _key(sentence, found), _value(sentence, found)
            if key is not None and value is not None:
                yield Found(found.start(), found.end(), OutputJson(pointer=key, value=value))
    for found in ITEMS.finditer(sentence.skeleton):
        items = OutputJson(pointer="", length=number(found["count"]))
        yield Found(found.start(), found.end(), items)


def _in_file(sentence: Sentence) -> Iterator[Found]:
    for pattern in IN_FILE:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            key, value = _key(sentence, found), _value(sentence, found)
            if key is not None and value is not None and _SETTINGS.match(path):
                check = JsonValue(path=path, pointer=key, value=value)
                yield Found(found.start(), found.end(), check)


def _members(sentence: Sentence) -> Iterator[Found]:
    for pattern in MEMBERS:
        for found in pattern.finditer(sentence.skeleton):
            path = sentence.at(found.start("path")).text
            name = sentence.at(found.start("name")).text
            group = found["group"].lower()
            if found["group"] in sentence.skeleton and not found["group"].isascii():
                group = sentence.at(found.start("group")).text
            group = _GROUPS.get(group, group)
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
