"""TOML text to a Config; what is wrong is said with its place."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from milepost.config.model import Config, Level
from milepost.text import lazy_re as re
from milepost.text.error import MilepostError
from milepost.text.span import Position

_AT = re.compile(r"(?P<what>.*?) \(at line (?P<line>\d+), column (?P<column>\d+)\)$")
_PATH = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>.*)`")
_HEADER = re.compile(r"^[ \t]*\[\[?(?P<name>[^\[\]]+)\]\]?[ \t]*(?:#.*)?$")
_KEY_WORD = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^[ \t]*(?P<key>{_KEY_WORD}(?:[ \t]*\.[ \t]*{_KEY_WORD})*)[ \t]*=")
_KEY_PART = re.compile(_KEY_WORD)

TOOL_TABLE = ("tool", "milepost")
"""Where the settings are in `pyproject.toml`."""
_KINDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "a text",
    "bool": "`true` or `false`",
    "array": "a list",
    "object": "a table",
}
_BOUND = re.compile(r" ([<>]=) (\d+)(?:\.0)?$")
_BOUNDS = {"<=": "most", ">=": "least"}


def parse_config(text: str, path: str, table: tuple[str, ...] = ()) -> Config | None:
    """The settings in a table of a TOML text; None if it has no such table.

    Raises MilepostError with path and place: for broken TOML, an unknown key, a wrong value.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(text, path, str(error)) from error
    for name in table:
        inner = data.get(name)
        if not isinstance(inner, dict):
            return None
        data = inner
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise _invalid(text, path, table, data, str(error)) from error
    if "language" in data:
        _check_language(config.language, text, path, table)
    return config


def locate(text: str, keys: tuple[str, ...]) -> Position:
    """Place of a key, given by the tables that lead to it; of its nearest table if it stands
    in a form that is not searched; else the file's start."""
    found = Position(1, 1)
    best = 0
    header: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEADER.match(line):
            header = _split(head["name"])
            full, column = header, head.start("name")
        elif key := _KEY.match(line):
            full, column = (*header, *_split(key["key"])), key.start("key")
        else:
            continue
        if len(full) > best and full == keys[: len(full)]:
            best, found = len(full), Position(number, column + 1)
    return found


def did_you_mean(word: str, known: list[str]) -> str:
    """` Did you mean …?`, or nothing where no known word is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f" Did you mean `{near[0]}`?" if near else ""


def _check_language(language: str, text: str, path: str, table: tuple[str, ...]) -> None:
    from milepost.document.language import LANGUAGES
    from milepost.reading.phrases import unknown_language

    if language not in LANGUAGES:
        what, remedy = unknown_language(language)
        raise MilepostError(what, remedy, path=path, position=locate(text, (*table, "language")))


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _KEY_PART.findall(dotted))


def _broken(text: str, path: str, message: str) -> MilepostError:
    match = _AT.match(message)
    if match is not None:
        what = match["what"]
        position = Position(int(match["line"]), int(match["column"]))
    else:
        what = message.removesuffix(" (at end of document)")
        lines = text.splitlines() or [""]
        position = Position(len(lines), len(lines[-1]) + 1)
    return MilepostError(
        f"the file is not TOML: {what[:1].lower()}{what[1:]}",
        "See https://toml.io for the form.",
        path=path,
        position=position,
    )


def _invalid(
    text: str, path: str, table: tuple[str, ...], data: dict[str, Any], message: str
) -> MilepostError:
    match = _PATH.match(message)
    assert match is not None
    inside = _path_keys(match["path"] or "")
    what = match["what"]
    remedy = "Give it a value of that kind."
    if unknown := _UNKNOWN.match(what):
        key = unknown["key"]
        known = [field.encode_name for field in msgspec.structs.fields(Config)]
        what = f"there is no setting `{key}`.{did_you_mean(key, known)}"
        remedy = f"Known are {', '.join(f'`{name}`' for name in known)}."
        inside = (*inside, key)
    else:
        where = ".".join(inside)
        what = _in_words(f"{what[:1].lower()}{what[1:]}")
        what = f"`{where}`: {what}" if where else what
    if inside == ("rules",) and isinstance(rules := data["rules"], dict):
        # msgspec does not say which of the keys it was.
        for key, level in rules.items():
            if level not in get_args(Level):
                inside = ("rules", key)
                what = f"`rules.{key}`: there is no level `{level}`"
                break
    if inside[:1] == ("rules",) or "enum" in what:
        remedy = 'A level is "error", "warning", "hint" or "off".'
    position = locate(text, (*table, *inside))
    return MilepostError(what, remedy, path=path, position=position)


def _in_words(what: str) -> str:
    """What msgspec says of a value, in TOML's words."""
    for kind, words in _KINDS.items():
        what = what.replace(f"`{kind}`", words).replace(f"`{kind} | null`", words)
    return _BOUND.sub(lambda m: f" of at {_BOUNDS[m[1]]} {m[2]}", what)


def _path_keys(path: str) -> tuple[str, ...]:
    """Keys of msgspec's `.rules[...]`; a position in an array or a nameless key ends them."""
    keys: list[str] = []
    for part in re.findall(r"\.([\w-]+)|\[", path):
        if not part:
            break
        keys.append(part)
    return tuple(keys)
