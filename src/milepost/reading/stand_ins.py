"""Parts of an example that stand for other text: placeholders, blanks to fill in, dots."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.blanks import opened
from milepost.text import lazy_re as re

SOME = "\ue010"
"""Stands for text that is there."""
ANY = "\ue011"
"""Stands for text that may be there."""

_PLACEHOLDER = re.compile(
    r"\[(?:your|the|hash|id|random|unique|some)\b[^\]\n]{0,40}\]|\{(?:your[\w-]*|user_?name|name|id|hash)\}"
    r"|\b[Xx]{3,}(?:[-.][Xx]{3,})*\b|(?<=[a-z0-9])x{3,}(?![a-z])|(?<=[a-z0-9])X{3,}(?![A-Za-z])|\bx{1,3}(?:\.x{1,3}){3}(?:/xx?)?\b"
    r"|\bv?[XYZ](?:\.[XYZ]){1,2}\b|\bv?[xyz](?:\.[xyz]){2}\b|(?<![\w.])v?\d+(?:\.\d+)*(?:\.[xX]){1,2}(?![\w.])|_{4,}|(?<=/)\.\.\.(?=/)|\$\{[A-Za-z_]\w*\}|\$[A-Z][A-Z0-9_]{3,}\b|\bA{6,}\b|\*{6,}|\bYOUR[-_][A-Z_-]+\b|\bpath/to/[\w./-]*"
    r"|(?<=pulumi:pulumi:Stack) +[\w.-]+|(?<=\*\*\* \[)[\w./-]+(?=\])|(?<=\buser\.name=).+|(?<=\buser\.email=).+"
)  # fmt: skip
_DOTS = re.compile(
    r"\.{3,}(?: (?:more|other|rest|and so on|etc|omitted|truncated|snip\w*)\b[\w ]{0,20}\.{3,})?|…"
)

_LINE = re.compile(
    r"^\s*(?:(?:#|//|--|;)\s*)?(?:"
    r"(?:\.{3,}|\. \. ?\.|…)[\s.…]*(?:\([^()]*\)[\s.…]*)?|(?<=[#/;] )[^\"'\n]*\b(?:omitted|truncated|more|other)\b[^\"'\n]*(?:\.{3}|…)?"
    r"|[\[(<](?:\.{3}|…)?[^\])>]*(?:\.{3}|…|\b(?:output|response|truncated|omitted|snip\w*|elided|removed|cut|more|other|lines|rest)\b)[^\])>]*[\])>]"
    r")\s*$",
    re.IGNORECASE,
)
"""A whole line that says that others were left out."""


def marked(line: str) -> str:
    """A line with a private character for each part that stands for other text."""
    if "<" in line:
        line = opened(line)
    if "[..]" in line:
        line = line.replace("[..]", ANY)
    if "…" in line or "..." in line:
        line = _DOTS.sub(ANY, line)
    return _PLACEHOLDER.sub(SOME, line)


def has_placeholder(text: str) -> bool:
    """Whether a text has a part that another machine has otherwise; blanks in `<>` apart."""
    return _PLACEHOLDER.search(text) is not None


def is_remark(line: str) -> bool:
    """Whether a whole line only says that others were left out."""
    return _LINE.match(line) is not None and line.strip() not in ("[]", "()")


def without_remarks(code: str) -> str:
    """A text with `...` for each line that only says that others were left out."""
    return "\n".join("..." if is_remark(line) else line for line in code.split("\n"))


def says_nothing(text: str) -> bool:
    """Whether nothing of a text stands for itself, so that any other would do."""
    lines = [marked(line) for line in text.split("\n") if not is_remark(line)]
    return not any(re.search(r"[^\W_]", line) for line in lines)
