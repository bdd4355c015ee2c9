""" "`version` in `config.yaml` is `2`", "the response's `status` field is `ok`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

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
_NAMED = r"(?:(?:field|key|property|entry|setting|option|attribute) (?:named |called )?)?"
_MAY = r"(?:should |will |must |now |also )*"
_IS = rf"{_MAY}(?:be |is |are |equals? |reads? |has been |was )+(?:now |still )?(?:set to |equal to |the (?:string |number |value )?)?"
_VALUE = r"(?P<value>{said}|-?\d+(?:\.\d+)*(?!\w|\.\d)|true\b|false\b|null\b)(?! (?:or|to|characters|items|entries|long)\b)(?! ?%)"
_RESPONSE = r"(?:json )?(?:response|answer|reply|output|result|body|json)(?: body| object)?"
_ANSWERS = ("response", "answer", "reply", "output", "result", "body", "json")
IN_FILE: tuple[Phrase, ...] = (
    phrase(rf"(?P<key>{{code}}){_NOUN} (?:in|of|inside) (?:the |your )?(?:file )?(?P<path>{{code}})(?: file)? {_IS}{_VALUE}"),
    phrase(rf"(?P<path>{{code}})(?: file)? {_MAY}(?:has|have|contains?|shows?) (?:the |a |an |its )?{_NAMED}(?P<key>{{code}}){_NOUN} (?:set to|equal to|with (?:the |a )?value(?: of)?|of) {_VALUE}"),
    phrase(rf"(?P<path>{{code}})(?: file)?['’]s (?P<key>{{code}}){_NOUN} {_IS}{_VALUE}"),
    phrase(rf"\bin (?:the |your )?(?P<path>{{code}})(?: file)?, (?:the |its )?(?:key |field |property |setting |option )?(?P<key>{{code}}){_NOUN} {_IS}{_VALUE}"),
)  # fmt: skip
IN_RESPONSE: tuple[Phrase, ...] = (
    phrase(rf"\b{_RESPONSE}['’]s (?P<key>{{code}}){_NOUN} {_IS}{_VALUE}", *_ANSWERS),
    phrase(rf"(?P<key>{{code}}){_NOUN} (?:in|of) the {_RESPONSE} {_IS}{_VALUE}", *_ANSWERS),
    phrase(rf"\b(?:the|a) {_RESPONSE} {_MAY}(?:has|have|contains?) (?:the |a |an |its )?{_NAMED}(?P<key>{{code}}){_NOUN} (?:set to|equal to|with (?:the |a )?value(?: of)?|of) {_VALUE}", *_ANSWERS),
)  # fmt: skip
MEMBERS: tuple[Phrase, ...] = (
    phrase(r"(?P<name>{code}) (?:should |will |must |now )*(?:be |is |are |appears? )+(?:now )?(?:listed )?(?:in|under|among) (?:the )?(?P<group>{code})(?: section| key)?(?: in| of| inside) (?:the |your )?(?P<path>{code})"),
    phrase(r"(?P<name>{code}) (?:should |will |must |now )*(?:be |is |are |appears? )+(?:now )?(?:listed )?(?:in|under|among) (?:the |your )?(?P<path>{code})['’]?s? (?P<group>{code}|dependencies|devdependencies|dev dependencies|scripts)\b"),
    phrase(r"(?P<path>{code}) (?:should |will |must |now )*(?:lists?|has|contains?) (?P<name>{code}) (?:in|under|among) (?:its |the )?(?P<group>{code}|dependencies|devdependencies|dev dependencies|scripts)\b"),
    phrase(r"(?P<path>{code}) (?:should |will |must |now )*(?:lists?|has) (?P<name>{code}) as an? (?P<group>dependency|dev dependency|development dependency|script)\b"),
)  # fmt: skip
ITEMS = phrase(
    rf"\bthe {_RESPONSE} (?:should |will |must )?(?:be|is) (?:now )?an? (?:json )?(?:array|list) (?:of|with) (?:exactly )?(?P<count>{COUNT}) (?:items?|elements?|objects?|entries|\w+s)\b(?! (?:or|and))",
    "array", "list",
)  # fmt: skip
GROUPS: dict[str, str] = {
    "dependency": "dependencies", "dev dependency": "devDependencies",
    "development dependency": "devDependencies", "dev dependencies": "devDependencies",
    "devdependencies": "devDependencies", "script": "scripts",
}  # fmt: skip
