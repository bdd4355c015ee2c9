"""Values in files of settings: JSON, TOML, and as much of YAML as leaves no doubt."""

from __future__ import annotations

import json
from typing import Any

from milepost.text import lazy_re as re

_MEMBER = re.compile(
    r"(?P<key>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s#:'\"\[\]{},&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?:\s+(?P<value>.*))?$"
)
_NUMBER = re.compile(r"[-+]?(?:\d+|\d+\.\d+)$")
_WORDS: dict[str, object] = {
    "true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None,
}  # fmt: skip


class UnknownForm(Exception):  # noqa: N818 - also a value that stands for itself
    """A form that this reader does not know: what a file says cannot be decided."""


def format_of(path: str) -> str:
    """`JSON`, `YAML` or `TOML`, by a file's name."""
    lower = path.lower()
    return (
        "YAML"
        if lower.endswith((".yaml", ".yml"))
        else "TOML"
        if lower.endswith(".toml")
        else "JSON"
    )


def load(path: str, text: str) -> Any:
    """A file's value. Raises ValueError where it has none, `UnknownForm` where it may have one."""
    kind = format_of(path)
    if kind == "YAML":
        return _yaml(text)
    if kind == "TOML":
        import tomllib

        return tomllib.loads(text)
    return json.loads(text)


def at(value: Any, pointer: str) -> Any:
    """The value at a path of keys and indices. Raises LookupError."""
    keys = [key for key in pointer.replace("[", ".").replace("]", "").strip(".").split(".") if key]
    for key in keys:
        if isinstance(value, list) and key.isdigit():
            value = value[int(key)]
        elif isinstance(value, dict):
            value = value[key]
        else:
            raise LookupError(key)
        if isinstance(value, UnknownForm):
            raise value
    return value


def text_of(value: Any) -> str:
    """A value as a guide writes it: strings without quotes."""
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _yaml(text: str) -> Any:
    """Mappings, sequences and plain values by their indentation; anything else is `UnknownForm`."""
    lines: list[tuple[int, str]] = []
    for raw in text.expandtabs(8).split("\n"):
        line = raw.rstrip()
        if line.strip() and not line.lstrip().startswith("#") and line not in ("---", "..."):
            lines.append((len(line) - len(line.lstrip()), line.strip()))
    if not lines:
        raise ValueError("nothing in it")
    value, end = _node(lines, 0, lines[0][0])
    if end != len(lines):
        raise UnknownForm(f"`{lines[end][1]}` is not understood")
    return value


def _node(lines: list[tuple[int, str]], index: int, depth: int) -> tuple[Any, int]:
    if lines[index][1] == "-" or lines[index][1].startswith("- "):
        return _sequence(lines, index, depth)
    return _mapping(lines, index, depth)


def _sequence(lines: list[tuple[int, str]], index: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while index < len(lines) and lines[index][0] == depth:
        line = lines[index][1]
        if line != "-" and not line.startswith("- "):
            break
        rest = line[1:].lstrip()
        if rest and (_MEMBER.match(rest) or rest.startswith("- ")):
            inner = depth + len(line) - len(rest)
            lines[index] = (inner, rest)
            item, index = _node(lines, index, inner)
        else:
            item, index = _value(lines, index, depth, rest)
        items.append(item)
    return items, index


def _mapping(lines: list[tuple[int, str]], index: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while index < len(lines) and lines[index][0] == depth:
        member = _MEMBER.match(lines[index][1])
        if member is None:
            raise UnknownForm(f"`{lines[index][1]}` is not understood")
        key = str(_scalar(member["key"])) if member["key"][0] in "'\"" else member["key"]
        found[key], index = _value(lines, index, depth, member["value"] or "")
    return found, index


def _value(lines: list[tuple[int, str]], index: int, depth: int, rest: str) -> tuple[Any, int]:
    """What stands after a colon or dash, or under it."""
    after = index + 1
    deeper = after < len(lines) and (
        lines[after][0] > depth
        or (
            lines[after][0] == depth
            and lines[after][1].startswith("- ")
            and lines[index][1][0] != "-"
        )
    )
    rest = rest if rest[:1] in "'\"" else re.sub(r"(?:^|\s+)#.*$", "", rest)
    if deeper and not rest:
        return _node(lines, after, lines[after][0])
    if deeper:  # text of several lines
        while after < len(lines) and lines[after][0] > depth:
            after += 1
        return UnknownForm(f"`{rest}` and what follows is not understood"), after
    return _scalar(rest), after


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] == '"' or text[0] in "[{":
        try:
            return json.loads(text)
        except ValueError:
            return UnknownForm(f"`{text}` is not understood")
    if text[0] == "'":
        closed = re.fullmatch(r"'((?:[^']|'')*)'(?:\s+#.*)?", text)
        return (
            closed[1].replace("''", "'") if closed else UnknownForm(f"`{text}` is not understood")
        )
    if text[0] in "&*!|>%@`":
        return UnknownForm(f"`{text}` is not understood")
    if _NUMBER.match(text):
        return json.loads(text.lstrip("+")) if not re.match(r"[-+]?0\d", text) else text
    return text
