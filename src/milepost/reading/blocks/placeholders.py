"""Placeholders of the reader's: `<your-name>`, `YOUR_API_KEY`, `/path/to/project`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.reading.blocks.path_placeholders import PATH, SIGN, used_paths
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ANGLE = re.compile(r"(?<![<\w$])<([A-Za-z][A-Za-z0-9]*(?:[-_ .][A-Za-z0-9]+)*)>(?!\s*</)")
_CAPITALS = re.compile(r"(?<![\w${])YOUR[_-][A-Z0-9]+(?:[_-][A-Z0-9]+)*\b(?!=)")
_KNOWN = re.compile(
    r"(?<![\w/$-])your[-_](?:github[-_])?(?:user-?name|api[-_]key|(?:access[-_])?token|"
    r"account[-_]id|subscription[-_]id)\b"
)
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "code",
        "col",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "map",
        "meta",
        "nav",
        "object",
        "ol",
        "option",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "script",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "u",
        "ul",
        "video",
        "string",
        "int",
        "str",
        "bool",
        "number",
        "float",
        "double",
        "char",
        "void",
        "any",
        "T",
        "K",
        "V",
        "unknown",
        "module",
        "stdin",
        "listcomp",
        "lambda",
        "iostream",
        "stdio",
        "vector",
    ]
)
"""Words in angle brackets that are HTML, types or what tools print, and no placeholders."""


class Filled(msgspec.Struct, frozen=True):
    """A text whose placeholders were treated."""

    text: str
    unset: tuple[str, ...]
    """Names of those without a value, in a command."""
    literal: tuple[str, ...]
    """The same, where text may keep them."""


def fill(
    text: str, values: Mapping[str, str], *, command: bool = False, paths: bool = False
) -> Filled:
    """Put values in the place of placeholders.

    In commands both `<name>` and `YOUR_NAME` are placeholders; in files only the second, since
    angle brackets are markup there. `paths` says that `/path/to/name` is one, too: bash's alone.
    """
    open_ends = (command and "<" in text) or (paths and SIGN in text)
    if "YOUR" not in text and "your" not in text and not open_ends:
        return Filled(text, (), ())
    by_name = {_fold(name): value for name, value in values.items()}
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        name = found[1] if found.re.groups else found[0]
        if found.re.groups and (name in _TAGS or f"</{name}>" in text):
            return found[0]
        known = by_name.get(_fold(name))
        if known is None:
            missing.setdefault(name)
            return found[0]
        return known

    if paths:
        used = {found.span() for found in used_paths(text)}
        text = PATH.sub(lambda found: value(found) if found.span() in used else found[0], text)
    if command:
        text = _ANGLE.sub(value, text)
        text = _KNOWN.sub(value, text)
    text = _CAPITALS.sub(value, text)
    names = tuple(missing)
    return Filled(text, names if command else (), names)


def placeholders(text: str) -> dict[str, str]:
    """All that a guide leaves open, by name as it is compared, with the name as it is written."""
    names = [found[1] for found in _ANGLE.finditer(text) if found[1] not in _TAGS]
    names += [found[0] for form in (_KNOWN, _CAPITALS, PATH) for found in form.finditer(text)]
    return {_fold(name): name for name in names}


def unknown_names(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Of these names those that a guide's text does not leave open."""
    known = placeholders(text)
    return tuple(name for name in names if _fold(name) not in known)


def _fold(name: str) -> str:
    return re.sub(r"[\s_.-]+", "-", name.strip("<>")).lower()
