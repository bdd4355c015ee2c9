"""A JSON object merged into another: objects key by key, all else in the place of what is there."""

from __future__ import annotations

import json

from milepost.text import lazy_re as re

_INDENT = re.compile(r"\n(?P<indent>[ \t]+)\S")


class UnclearMergeError(Exception):
    """Two values of which it is not plain how they go together; its text says where and why."""


def json_object(text: str) -> dict[str, object] | None:
    """A text as a JSON object that holds something; None where it is anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value else None


def merged_json(text: str, code: str) -> str:
    """The JSON of a file with an object merged into it, indented as the file is.

    An empty text is an empty object. Raises `UnclearMergeError`.
    """
    try:
        before = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        raise UnclearMergeError(f"it holds no JSON that can be merged ({error})") from None
    indent = _INDENT.search(text)
    whole = _merged(before, json.loads(code), "")
    return json.dumps(whole, indent=indent["indent"] if indent else 2, ensure_ascii=False) + "\n"


def _merged(before: object, added: object, at: str) -> object:
    if isinstance(before, dict) and isinstance(added, dict):
        both = dict(before)
        for key, value in added.items():
            where = f"{at}.{key}" if at else key
            both[key] = _merged(before[key], value, where) if key in before else value
        return both
    plain = not isinstance(before, dict | list) and not isinstance(added, dict | list)
    if plain or before == added:
        return added
    where = f"at `{at}`" if at else "as a whole"
    if isinstance(before, list) and isinstance(added, list):
        why = f"both hold a list {where}, and whether it is replaced or added to is not plain"
    else:
        why = f"what both hold {where} is not of one kind"
    raise UnclearMergeError(f"{why}; write the change as a `diff`")
