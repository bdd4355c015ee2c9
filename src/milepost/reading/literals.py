"""Values in text: JSON, and what Python prints of lists, tuples and dictionaries."""

from __future__ import annotations

import ast
import json
import re

_CLOSE = {"[": "]", "{": "}", "(": ")"}
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[\[\](){}]")
_LONGEST = 50_000
"""Characters of a literal that is looked for in a text."""


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


def value_at(text: str, start: int) -> tuple[object, int] | None:
    """The value that begins at a bracket of a text, and where it ends; None where none does."""
    try:
        return json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        end = _end(text, start)
        found = python_value(text[start:end]) if end is not None else None
        return (found[0], end) if found is not None and end is not None else None


def _end(text: str, start: int) -> int | None:
    """Where the bracket that opens at an index is closed again."""
    open_brackets: list[str] = []
    for token in _TOKEN.finditer(text, start, start + _LONGEST):
        bracket = token[0]
        if bracket in _CLOSE:
            open_brackets.append(_CLOSE[bracket])
        elif len(bracket) == 1 and (not open_brackets or open_brackets.pop() != bracket):
            return None
        if not open_brackets:
            return token.end()
    return None


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)
