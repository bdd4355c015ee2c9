"""An example of JSON: what of it has to be in a value that was seen."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

import json
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from milepost.reading.alike import alike
from milepost.reading.alone import stands_alone
from milepost.reading.literals import python_value, values_in
from milepost.reading.states import FAILED, PASSING_VALUE, STATE
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.check import Mask

_STATE_KEYS = re.compile(
    r"^(?:status|state|phase|health|ready|result|success|ok|\w*(?:Status|State|_state|_status))$",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"^(?:predictions?|scores?|confidence|probabilit(?:y|ies)|answer|quote|joke|random\w*)$",
    re.IGNORECASE,
)
"""Keys of what a model or chance gives."""
_ANSWERS = re.compile(
    r"^(?:content|text|response|message|completion|generated_text|output_text|output|id|fingerprint|system_fingerprint|description|label|name|caption)$",
    re.IGNORECASE,
)
"""Keys of what a model answers, and of what names its answer."""

_MEASURED = re.compile(
    r"(?:available|free|used|unused|remaining|total)\w*(?:count|bytes|size|tokens?)$|\w*(?:time|seconds|millis|latency|duration|tokens|offset)$",
    re.IGNORECASE,
)
"""Keys of numbers that are measured or counted at the moment."""

_MOMENT = re.compile(
    r"(?:^|\w*_)(?:id|uuid|time|at|timestamp|duration|revision|ms)$|\w*[a-z](?:Id|ID|Time|At|Timestamp|Duration|Revision|Ms)$|^ID$"
)
"""Keys of what is given anew each time: an id, a moment, how long it took."""
_COMMENT = re.compile(r"^\s*(?:#|//).*$|^\s*-+>+|(?<=[\[{,}\]\w\"]) +(?://|#) .*$", re.MULTILINE)
_ELIDED = re.compile(r"^\s*(?:\[?(?:\.{3}|…)\]?),?\s*$", re.MULTILINE)
_ELIDED_INSIDE = re.compile(
    r",\s*(?:\.{3}|…)(?=\s*[\]}])|(?<=[\[{])\s*(?:\.{3}|…)\s*,?(?=\s*[\]}\w\"])"
)
_WORD = re.compile(r"\w")
_TRIES = 1000
"""Brackets in a text that are tried before it is taken to hold no JSON."""
_OPENING = re.compile(r"^\s*(?P<key>\"[^\"]+\"\s*:\s*)?[\[{]$")
_DOTS_AROUND = re.compile(r"^(?:\s*(?:\.{3}|…)\s*\n)+|(?:\n\s*(?:\.{3}|…)\s*)+$")
_TRAILING = re.compile(r",(?=\s*[\]}])")


@lru_cache(maxsize=64)
def json_value(text: str) -> tuple[object] | None:
    """The value of a JSON example, what is left out of it left out; None where it is none."""
    bare = _DOTS_AROUND.sub("", text).strip()
    if not bare.startswith(("{", "[")):
        return None
    for candidate in (bare, _without_elisions(bare)):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return (value,) if value else None
    return None


def printed_value(text: str) -> tuple[object] | None:
    """The value of an example of JSON, or of what Python prints of a list, tuple or dictionary."""
    return json_value(text) or python_value(text) or python_value(_without_elisions(text.strip()))


def _without_elisions(text: str) -> str:
    return _TRAILING.sub("", _ELIDED_INSIDE.sub("", _ELIDED.sub("", _COMMENT.sub("", text))))


def json_parts(lines: Sequence[str]) -> Iterator[tuple[int, int, object]]:
    """Values of JSON over several lines of a text: first line, last line, value.

    A key with its value (`"response": {`) is one as well.
    """
    index = 0
    while index < len(lines):
        opens = _OPENING.match(lines[index])
        last = _closing(lines, index) if opens else None
        if opens is None or last is None:
            index += 1
            continue
        text = "\n".join(lines[index : last + 1]).strip().rstrip(",")
        value = json_value(f"{{{text}}}" if opens["key"] else text)
        if value is not None:
            yield index, last, value[0]
            index = last
        index += 1


def _closing(lines: Sequence[str], first: int) -> int | None:
    """The line that closes, at the same indent, what a line opens."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return index if line.strip()[0] in "]}" else None
    return None


def holds_chance(value: object, known: str) -> bool:
    """Whether a JSON value has what differs from time to time: a sentence of no known code."""
    if isinstance(value, dict):
        return any(
            _GUESSED.match(key) or _is_measured(key, item) or holds_chance(item, known)
            for key, item in value.items()
        )
    if isinstance(value, list):
        return any(holds_chance(item, known) for item in value)
    if not isinstance(value, str) or len(value.split()) <= _PROSE:
        return False
    return not any(part in known for part in (value, " ".join(value.split()[1:4])))


def without_answers(value: object) -> object:
    """A JSON value of what a model was asked, open where it answers, and in its ids."""
    if isinstance(value, dict):
        return {
            key: "[..]" if isinstance(item, str) and _ANSWERS.match(key) else without_answers(item)
            for key, item in value.items()
        }
    return [without_answers(item) for item in value] if isinstance(value, list) else value


def without_moments(value: object, known: str) -> object:
    """A JSON value, open in ids, moments and durations that no known code names."""
    if isinstance(value, dict):
        return {
            key: "[..]" if _is_of_moment(key, item, known) else without_moments(item, known)
            for key, item in value.items()
        }
    return [without_moments(item, known) for item in value] if isinstance(value, list) else value


def _is_of_moment(key: str, value: object, known: str) -> bool:
    if isinstance(value, str) and not value.strip("xX"):
        return False
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not value:
        return False
    return _MOMENT.match(key) is not None and not stands_alone(
        str(value), known, before=_WORD, after=_WORD
    )


def json_missing(
    value: object, text: str, masks: tuple[Mask, ...], share: float, *, deep: bool = False
) -> tuple[int, int] | None:
    """None where a text holds JSON like an example; else how many parts of it are there, of how many.

    With `deep`, it may be a part of what the text holds.
    """
    best = (0, 1)
    values = _values(text, of_lists=isinstance(value, dict))
    for seen in (part for value in values for part in _within(value)) if deep else values:
        found, of, otherwise = _score(value, seen, masks)
        if found >= ceil(share * of - 1e-9) and found and not otherwise:
            return None
        best = max(best, (found, of))
    return best


def _values(text: str, *, of_lists: bool) -> Iterator[object]:
    """Every JSON object or array in a text, from the outermost ones; with what an array holds."""
    for value in values_in(text, _TRIES):
        yield value
        if of_lists and isinstance(value, list):
            yield from value


def _within(value: object) -> Iterator[object]:
    """A value and all that it holds."""
    yield value
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _within(item)


_PROSE = 4
"""Words of a string that is no sentence."""


class _Score(NamedTuple):
    found: int = 0
    """Leaves of the example that were found."""
    of: int = 0
    """Its leaves."""
    otherwise: int = 0
    """States that are others."""

    def plus(self, other: _Score) -> _Score:
        return _Score(*(mine + its for mine, its in zip(self, other, strict=True)))


def _score(want: object, have: object, masks: tuple[Mask, ...]) -> _Score:
    parts: list[_Score] = []
    if isinstance(want, dict):
        seen = have if isinstance(have, dict) else {}
        for key, item in want.items():
            one = _score(item, seen[key], masks) if key in seen else _Score(0, _leaves(item))
            if key in seen and (_GUESSED.match(key) or _goes_by(key, item, seen[key])):
                one = _Score(_leaves(item), _leaves(item))
            told = key in seen and _tells_state(key, item)
            parts.append(one._replace(otherwise=1) if told and not one.found else one)
    elif isinstance(want, list):
        others = have if isinstance(have, list) else []
        for item in want:
            scores = (_score(item, other, masks) for other in others)
            best = max(scores, key=lambda s: (-s.otherwise, s.found), default=None)
            parts.append(best or _Score(0, _leaves(item)))
    else:
        return _Score(1 if _leaf_alike(want, have, masks) else 0, 1)
    if not parts:
        return _Score(1 if type(want) is type(have) else 0, 1)
    total = _Score()
    for part in parts:
        total = total.plus(part)
    return total


def _goes_by(key: str, want: object, have: object) -> bool:
    """Whether a value is one of a moment: a state that goes by, or what is free just now."""
    if isinstance(want, str) and isinstance(have, str) and _STATE_KEYS.match(key):
        return PASSING_VALUE.match(want) is not None and not FAILED.match(have)
    return _is_measured(key, want) and _is_measured(key, have)


def _is_measured(key: str, value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and _MEASURED.match(key) is not None


def _tells_state(key: str, value: object) -> bool:
    if isinstance(value, str) and STATE.fullmatch(value):
        return True
    return isinstance(value, str | bool) and _STATE_KEYS.match(key) is not None


def _leaves(value: object) -> int:
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return sum(map(_leaves, items)) or 1
    return 1


def _leaf_alike(want: object, have: object, masks: tuple[Mask, ...]) -> bool:
    if want == "[..]":
        return not isinstance(have, dict | list)
    if isinstance(want, str) and isinstance(have, str):
        return want == have or alike(want, have, masks) or _is_prose(want, have)
    if isinstance(want, float) or isinstance(have, float):
        return isinstance(want, int | float) and isinstance(have, int | float)
    if isinstance(want, int) and isinstance(have, int) and type(want) is type(have):
        if "number" in masks:
            return True
        return want == have or (want > 99_999 and have > 99_999)
    return want == have


def _is_prose(want: str, have: str) -> bool:
    """Whether both are sentences, which differ from time to time where all the rest agrees."""
    return len(want.split()) > _PROSE and len(have.split()) > 2
