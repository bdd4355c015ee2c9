"""What follows a fence: the language, and the attributes that sites and tools write after it.

Understood are `title="path"` (Docusaurus, MkDocs), `{name=… key=val}` and `{.lang #id}` (Pandoc,
Runme), `{"name": …}` (Runme), `{1,3}` (highlighted lines), `[label]` (VitePress), `js:src/app.js`,
and flags such as `rust,no_run` or `bash copy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from milepost.text import lazy_re as re
from milepost.text.span import Span, character_offsets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.document.model import CodeBlock

_LANGUAGE = re.compile(r"[^\s{},:=\[\"']+")
_PATH_SUFFIX = re.compile(r":([^\s{},:=]*[/.][^\s{},:=]*)(?=\s|$|\{)")
_ENTRY = re.compile(
    r"""(?P<highlight>\{(?=[,\s-]*\d)[\d,\s-]*\})
    | (?P<label>\[[^\[\]]*\])
    | (?P<key>[^\s=,{}"']+?)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s{},"']+))
    | (?P<flag>[^\s,{}="']+)""",
    re.VERBOSE,
)
_PATH_KEYS = ("path", "title", "file", "filename")


class Attribute(msgspec.Struct, frozen=True):
    """One entry after the language."""

    key: str
    """As written. `[label]` has the key `label`, `{1,3}` has `highlight`, `js:a/b.js` has `path`,
    `#id` has `id`."""
    value: str | None
    """None for a flag. Quotes removed; of a JSON value that is no string, its JSON."""
    span: Span
    """Of key and value in the source; of the whole info string where it has escapes or JSON."""


class InfoString(msgspec.Struct, frozen=True, dict=True):
    """An info string, read."""

    language: str | None
    """Lower case; None if none is named."""
    language_span: Span
    """Where it is named; empty where none is."""
    attributes: tuple[Attribute, ...]
    """In the order written; of equal keys the last one counts."""

    def get(self, key: str) -> str | None:
        """Value of a key; None if it is absent or a flag."""
        return self.values.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is written, as a flag or with a value."""
        return key in self.values

    @property
    def values(self) -> Mapping[str, str | None]:
        """The attributes by key."""
        return {attribute.key: attribute.value for attribute in self.attributes}

    @property
    def path(self) -> Attribute | None:
        """The attribute that names a file: `path`, `title`, `file` or `filename`, in this order."""
        by_key = {attribute.key: attribute for attribute in self.attributes if attribute.value}
        return next((by_key[key] for key in _PATH_KEYS if key in by_key), None)


def info_string(block: CodeBlock) -> InfoString:
    """The info string of a code block; nothing for an indented one."""
    span = block.info_span
    raw = block.log.source.slice(span)
    if raw == block.info:
        return parse_info_string(raw, span.start)
    read = parse_info_string(block.info)
    attributes = tuple(Attribute(entry.key, entry.value, span) for entry in read.attributes)
    return InfoString(read.language, span, attributes)


def parse_info_string(text: str, offset: int = 0) -> InfoString:
    """Read an info string that starts at byte `offset` of the source."""
    places = character_offsets(text)

    def span(start: int, end: int) -> Span:
        return Span(offset + places[start], offset + places[end])

    index = 0
    language: str | None = None
    language_span = span(0, 0)
    attributes: list[Attribute] = []
    match = _LANGUAGE.match(text)
    if match and not text[match.end() :].lstrip(" \t").startswith("="):
        language, index = match[0].lower(), match.end()
        language_span = span(0, index)
        if path := _PATH_SUFFIX.match(text, index):
            attributes.append(Attribute("path", path[1], span(*path.span(1))))
            index = path.end()
    tail = text[index:].lstrip()
    if (json := _json(tail)) is not None:
        whole = span(len(text) - len(tail), len(text))
        attributes += [Attribute(key, _json_text(value), whole) for key, value in json.items()]
        return InfoString(language, language_span, tuple(attributes))
    for found in _ENTRY.finditer(text, index):
        key, value = _entry(found)
        if language is None and value is None and key.startswith(".") and len(key) > 1:
            language, language_span = key[1:].lower(), span(*found.span())
        elif key.strip(":"):
            attributes.append(Attribute(key, value, span(*found.span())))
    return InfoString(language, language_span, tuple(attributes))


def _entry(match: re.Match[str]) -> tuple[str, str | None]:
    """Key and value of one entry as written."""
    if match["highlight"]:
        return "highlight", match["highlight"][1:-1].strip()
    if match["label"]:
        return "label", match["label"][1:-1]
    if match["key"]:
        value = match["double"] if match["double"] is not None else match["single"]
        return match["key"], match["bare"] if value is None else value
    flag = match["flag"]
    return ("id", flag[1:]) if flag[0] == "#" and len(flag) > 1 else (flag, None)


def _json(tail: str) -> dict[str, Any] | None:
    if not tail.startswith("{") or '"' not in tail:
        return None
    try:
        return msgspec.json.decode(tail, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return None


def _json_text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
