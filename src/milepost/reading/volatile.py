"""What in an example of output is another thing on each machine or each time."""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.masks import EXPRESSIONS
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mask

_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_VOLATILE: tuple[tuple[tuple[Mask, ...], str], ...] = (
    (("id",), r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b|(?<=-)[a-z0-9]{8,10}-(?=[a-z]*\d)[a-z0-9]{5}\b"
               r"|(?<=-)(?=[a-z]*\d)[bcdfghjklmnpqrstvwxz2456789]{5}\b|-(?:[a-z]{2,6})?\d{5,}\b|-(?=[a-z]{0,5}\d{1,6}[a-z]|\d+[a-z]+\d)[a-z0-9]{5,}\b|\bSWMTKN-[\w-]+"
               r"|\b(?:us|eu|ap|sa|ca|me|af|il)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-\d[a-f]?\b|\b[a-z]{4,}-[a-z]{4,}-(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8}\b"
               r"|\b[a-z]{3,}(?=[a-f]*\d[a-f]*\d[a-f]*\d)[0-9a-f]{7,8}\b(?![\w-])|\b[0-9A-F]/[0-9A-F]{6,8}\b"
               r"|(?<=[:/\"])\d{12}(?=[:\".])|\b(?:AIDA|AROA|AKIA|ASIA|ANPA)[A-Z0-9]{8,}\b|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?|(?<=PIN: )[\d-]+"
               r"|(?<=-)\d{5}-[a-z]{3}\b|(?<=-)[a-z0-9]{10}-[a-z]{2}(?=\.a\.run\.app)|\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{25}\b|\b(?=\w*[a-z])(?=\w*[A-Z])(?=\w*\d\w*\d)(?!\w*[a-z]{6})[A-Za-z0-9]{20,}\b|\b(?=[A-Z]*\d)[A-Z\d]{40,}\b|\bip-\d+-\d+-\d+-\d+\b"),
    (("hash",), r"\bsha\d+[:-][0-9a-f]{6,}|\b(?=[0-9a-f]*\d[0-9a-f]*)(?=[0-9a-f]*[a-f])(?!0x)[0-9a-f]{7,64}\b|\b[0-9a-f]{32,64}\b|(?<=[-.])(?=\w*[A-Z\d])[\w-]{8}(?=\.(?:m?js|css|map|svg|png|woff2?)\b)"),
    (("date",), r"(?<![\w.])1[4-9]\d{8}(?:\d{3}){0,3}(?![\w.])"),
    (("date", "time"), rf"(?<=\b[IWEF])\d{{4}}(?= \d\d:\d\d:\d\d)|\b20\d{{12}}(?=[_ ])|\b\d{{8}}T\d{{6}}Z?\b|\b\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d|\b{_WEEKDAY}[a-z]*,? +(?:\d\d? {_MONTH}|{_MONTH} +\d\d?)\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{4}}/\d\d/\d\d\b|\b{_MONTH} +\d\d?,? +(?:\d{{4}}\b|\d\d:\d\d)"),
    (("time",), r"\b\d\d:\d\d:\d\d\b"),
    (("duration",), r"(?<![\w.-])\d+(?:\.\d+)? ?(?:ms|µs|secs?|seconds?|minutes? ago|hours? ago|days? ago)\b|(?<![\w.-])(?:\d+d)?(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?[smhd]\b|(?<![\w.-])\d+d\d+h\b"),
    (("address",), r"\b(?!127\.|0\.0\.0\.0|255\.)(?:\d{1,3}\.){3}\d{1,3}\b(?!/)|\b0x[0-9a-f]{6,}\b"),
    (("size",), r"\b\d+\.\d+ ?[kMG]i?B\b|\bsize: \d+$"),
    (("port",), r"(?<=\d:)3[0-2]\d{3}(?=/(?:TCP|UDP))"),
    (("pid",), r"(?i:\bpid:? ?\d+|(?<=process \[)\d+(?=\]))"),
    (("version",), r"(?:(?<![\w./-])|(?<=[a-z]-))(?!(?:\d{1,3}\.){3}\d{1,3}\b)v?\d+\.\d+\.\d+(?:[-+.][\w.+-]+)?\b(?!\.\d)|(?i:(?<=version ))\d+\.\d+|(?<=[A-Za-z]/)v?\d+\.\d+\.\d+(?![\w./-])|(?<=\bgo)\d+\.\d+(?:\.\d+)?\b|\basm-\d+-\d+\b"),
    (("path",), r"(?:^|(?<=[\s\"'(=:`]))(?:/home/|/Users/|/root\b|/tmp/|/var/folders/|/private/|/c/Users/|/workspaces?/|[A-Z]:[\\/]|~/)[^\s\"']*"
                r"|\bhttps?://(?:www\.)?(?:app\.pulumi\.com|github\.com|gitlab\.com|bitbucket\.org|hub\.docker\.com)/[^\s\"']+"),
    (("path",), r"(?:(?<=^URL: GET )|(?<=^URL: PUT )|(?<=^URL: POST )|(?<=^URL: LIST )|(?<=^URL: DELETE ))https?://\S+"),
    (("path",), r"^/(?:usr|opt|bin|snap|nix)/\S*\bbin/[\w.-]+$"),
    (("count",), r"^# TYPE \S+ (?:counter|gauge|histogram|summary)$"),
    (("count",), r"\b\d+ (?:insertions?\(\+\)|deletions?\(-\))"),
    (("user", "number"), r"^(?=[d-][wx-]*r)[d-][rwx-]{9}"),
    (("user",), r"^\S+@[\w-]+:"),
    (("progress",), r"\b\d{1,3}%|\[[=#>. -]{6,}\]|[█▓▒░━]{3,}"),
)  # fmt: skip
"""What is another thing on each machine or each time, and the masks that it asks for."""
_COMPILED = tuple((kinds, re.compile(body, re.MULTILINE)) for kinds, body in _VOLATILE)
_POD = re.compile(r"(?<=-)[a-z0-9]{8,10}-(?=[a-z]*\d)[a-z0-9]{5}\b")
"""The end of a pod's name: where commands name it, they name that of the guide's author."""
_ANY = re.compile("|".join(f"(?:{body})" for _, body in _VOLATILE), re.MULTILINE)


def volatile(text: str, commands: str) -> tuple[Mask, ...]:
    """The kinds of volatile text in an example, but for what the commands name themselves."""
    if not _ANY.search(text):
        return ()
    kinds: dict[Mask, None] = {}
    for masks, expression in _COMPILED:
        if any(_word(found[0]) not in commands for found in expression.finditer(text)):
            kinds.update(dict.fromkeys(masks))
    if _POD.search(text):
        kinds["id"] = None
    if "time" in kinds:
        kinds["count"] = None  # What is logged with a time is counted anew each time.
    order = [kind for kind, _ in EXPRESSIONS]
    return tuple(sorted(kinds, key=order.index))


def _word(text: str) -> str:
    return text.strip().lstrip("-") or text
