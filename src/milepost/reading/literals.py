"""Values in text: JSON, and what Python prints of lists, tuples and dictionaries."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE = {"[": "]", "{": "}", "(": ")"}
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[\[\](){}]")
_OPENS = re.compile(r"[\[{(]")
_LONGEST = 100_000
"""Characters of a literal, and characters that are read in search of literals."""


def python_value(text: str) -> tuple[object] | None:
    """A list, tuple or dictionary that Python has printed, tuples as lists; None for others.

    A value of JSON alone, with its `true` and `null`, is none.
    """
    bare = text.strip()
    if bare[:1] not in _CLOSE or len(bare) > _LONGEST:
        return None
    try:
        value = ast.literal_eval(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return (_plain(value),) if isinstance(value, list | tuple | dict) and value else None


def values_in(text: str, tries: int) -> Iterator[object]:
    """Every outermost value of a text: JSON objects and arrays, and what Python prints so.

    No more than a number of brackets are tried, and no more than so many characters are read
    again in search of a closing bracket.
    """
    at, room = 0, _LONGEST
    for _ in range(tries):
        opens = _OPENS.search(text, at)
        if opens is None:
            return
        at = opens.start() + 1
        try:
            value, at = json.JSONDecoder().raw_decode(text, opens.start())
        except (ValueError, RecursionError):
            end, closed = _end(text, opens.start(), room)
            room -= end - opens.start()
            found = python_value(text[opens.start() : end]) if closed else None
            if found is None:
                continue
            value, at = found[0], end
        yield value


def _end(text: str, start: int, room: int) -> tuple[int, bool]:
    """Where what opens at an index ends or cannot go on, and whether it is closed there."""
    open_brackets: list[str] = []
    last = min(len(text), start + max(room, 0))
    for token in _TOKEN.finditer(text, start, last):
        bracket = token[0]
        if bracket in _CLOSE:
            open_brackets.append(_CLOSE[bracket])
        elif len(bracket) == 1 and open_brackets.pop() != bracket:
            return token.end(), False
        if not open_brackets:
            return token.end(), True
    return last, False


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
