"""MP606: a directive whose value is not one of its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.document.directive import Directive
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_FORMS = {
    "timeout": (r"\d+(?:\.\d+)?(?: ?(?:ms|s|sec|m|min|h))?", "a time such as `30s` or `5m`"),
    "exit": (r"\d{1,3}", "an exit status from 0 to 255"),
    "retry": (r"\d+", "a number"),
    "match": (r"exact|similar|contains|regex|json", "`exact`, `contains`, `regex` or `json`"),
    "network": (r"on|off|lan", "`off` or `lan`"),
    "os": (r"[a-z]+(?:,[a-z]+)*", "`linux`, `macos` or `windows`"),
    "terminal": (r".+", "a name"),
    "cwd": (r".+", "a folder"),
    "ready": (r".+", 'a port, a URL, or `"/regex/"` on the output'),
    "skip": (r".+", "the reason why"),
    "db": (r".+", "a database"),
}
"""For each key that needs a value: its form, and the form in words."""


def check(guide: Guide) -> Iterator[Finding]:
    if b"milepost:" not in guide.document.source.data:
        return
    for comment, _ in guide.document.directives.comments:
        if not isinstance(comment, Directive):
            continue
        for entry in comment.entries:
            form, words = _FORMS.get(entry.key, ("", ""))
            if form and not re.fullmatch(form, entry.value or "", re.IGNORECASE | re.DOTALL):
                said = f"`{entry.value}`" if entry.value else "nothing"
                yield Finding(
                    entry.span,
                    f"`{entry.key}` is {said}, not {words}",
                    f'Write `{entry.key}="…"` with {words}.',
                )


RULE = Rule(
    code="MP606",
    name="invalid-directive-value",
    severity=Severity.ERROR,
    summary="A directive's value is not of the kind that its key takes.",
    why="The block would be carried out without it: with another timeout, another status.",
    bad="<!-- milepost: timeout=long -->\n\n```bash\nmake\n```\n",
    good="<!-- milepost: timeout=5m -->\n\n```bash\nmake\n```\n",
    check=check,
)
