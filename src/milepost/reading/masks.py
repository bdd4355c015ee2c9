"""Volatile text by kind, and its masking: what "similar to" leaves out on both sides."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Mask

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"

EXPRESSIONS: tuple[tuple[Mask, str], ...] = (
    ("progress", r"\[[=#>. -]{4,}\]|[█▓▒░━╸╺─]{3,}|\b\d{1,3}(?:\.\d+)?%"),
    ("id", r"(?<=-)\d{5}-[a-z]{3}\b|(?<=-)[a-z0-9]{10}-[a-z]{2}(?=\.a\.run\.app)|\bip-\d+-\d+-\d+-\d+\b|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?|\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b|"
           r"\b(?:us|eu|ap|sa|ca|me|af|il)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-\d[a-f]?\b|\b[a-z]{4,}-[a-z]{4,}-(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8}\b|"
           r"(?<=-)[a-z0-9]{8,10}-[a-z0-9]{5}\b|(?<=-)(?!https\b)[bcdfghjklmnpqrstvwxz2456789]{5}\b|"
           r"(?<=-)(?![a-z]{3,}\d{1,3}\b)(?=[a-z0-9]*\d)(?=\d*[a-z])[a-z0-9]{4,}\b|(?<=-)\d{5,}\b|\bSWMTKN-[\w-]+|"
           r"\b[a-z]{3,}(?=[a-f]*\d[a-f]*\d[a-f]*\d)[0-9a-f]{7,8}\b(?![\w-])|\b[0-9A-F]/[0-9A-F]{6,8}\b|"
           r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{20,}(?![\w-])|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{10,}={1,2}(?!\w)|"
           r"(?<=[:/\"])\d{12}(?=[:\".])|\b(?:AIDA|AROA|AKIA|ASIA|ANPA)[A-Z0-9]{8,}\b|(?<=PIN: )[\d-]+"),
    ("hash", r"\b(?:sha\d+[:-])?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b|\b[0-9a-f]{32,64}\b|"
             r"\b\d{7}\b(?=[ )\].])|\bsha512-[A-Za-z0-9+/=]+|(?<=[-.])(?=\w*[A-Z\d])[\w-]{8}(?=\.(?:m?js|css|map|svg|png|woff2?)\b)"),
    ("date", rf"(?<![\w.])1[4-9]\d{{8}}(?:\d{{3}}){{0,3}}(?![\w.])|(?<=\b[IWEF])\d{{4}}(?= \d\d:\d\d:\d\d)|\b20\d{{12}}(?=[_ ])|\b\d{{8}}T\d{{6}}Z?\b|\b\d{{4}}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b\d{{4}}[-/]\d\d[-/]\d\d\b|"
             rf"\b\d\d?[./]\d\d?[./]\d{{4}}\b|\b(?:{_DAY},? )?(?:{_MONTH} +\d\d?|\d\d? {_MONTH})(?:,? +\d{{4}})?\b"),
    ("time", r"\b\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?\b(?: (?:UTC|GMT|[A-Z]{3,4}))?(?: [+-]\d{4})?(?: \d{4}(?: [+-]\d{4})?)?"),
    ("duration", r"\b\d+m\d+(?:\.\d+)?s\b|\b\d+(?:\.\d+)? ?(?:ms|msec|µs|us|ns|s|secs?|seconds?|m|mins?|minutes?|hours?|h)\b"
                 r"(?: ?\d+(?:\.\d+)? ?(?:s|secs?|seconds?|ms)\b)?|\ba few seconds\b|\b(?:\d+|an?|about an?|about a|less than a) (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)(?: ago)?\b"),
    ("address", r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b0x[0-9a-fA-F]{4,}\b|\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b"),
    ("version", r"\bv?\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.-]+)?\b|\bv\d+(?:\.\d+)*\b|(?i:(?<=version )|(?<=Python ))\d+(?:\.\d+)+|(?<=\bgo)\d+\.\d+(?:\.\d+)?\b|\basm-\d+-\d+\b"),
    ("size", r"\b\d+(?:[.,]\d+)? ?(?:bytes?|[kKMGT]i?B|B)\b|\b\d+(?:\.\d+)?[KMGT]i?\b|(?<=\bsize: )\d+"),
    ("port", r"(?<=:)\d{2,5}\b|(?i:(?<=port ))\d{2,5}\b"),
    ("pid", r"(?i:\bpid:? ?\d+)|(?<=\[)\d{3,7}(?=\])|(?<=process \[)\d+(?=\])"),
    ("path", r"(?:(?<=[\s'\"(=:`])|^)(?:/|~/|[A-Z]:[\\/])[\w.@+~\\/\ue010\ue011-]*[\w\ue010\ue011]/?"),
    ("user", r"(?<=[r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-])[.+@]? +\d+ +\S+ +\S+(?: +\d+)?|\b[\w.+-]+@[\w.-]+\b"),
    ("count", r"(?<![\w.])(?<!HTTP/1\.[01] )(?<!HTTP/2 )(?<!code )(?<!status )(?!0+(?:\.0+)?(?!\.?\d))\d+(?:[.,]\d+)*(?:e-?\d+)?(?![\w])"),
    ("number", r"\b\d+(?:[.,]\d+)*\b"),
)  # fmt: skip
"""Kinds in the order in which they are masked, each with its expression."""

ALL: tuple[Mask, ...] = (
    "hash", "date", "time", "duration", "size", "version", "port", "pid", "address", "path",
    "user", "progress", "id", "columns", "count",
)  # fmt: skip
"""What "similar to" masks where the guide does not say what varies."""


@cache
def compiled() -> dict[Mask, re.Pattern[str]]:
    """Each kind's expression."""
    return {kind: re.compile(body) for kind, body in EXPRESSIONS}


@lru_cache(maxsize=64)
def _compiled(masks: tuple[Mask, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(body)) for kind, body in EXPRESSIONS if kind in masks)


def mask(line: str, masks: Sequence[Mask]) -> str:
    """A line with what is volatile replaced by its kind, such as `<hash>`."""
    for kind, expression in _compiled(tuple(masks)):
        line = expression.sub(f"<{kind}>", line)
    if "columns" in masks:
        line = re.sub(r"[ \t]+", " ", line).strip()
    return line


def occurrences(line: str, kind: Mask) -> list[str]:
    """The parts of a line that are of a kind."""
    return [found[0] for _, body in _compiled((kind,)) for found in body.finditer(line)]


def wholly_volatile(masked: str) -> bool:
    """Whether nothing but masks and punctuation is left of a masked line."""
    return "<" in masked and not re.search(r"[^\W_]", re.sub(r"<[a-z]+>", "", masked))
