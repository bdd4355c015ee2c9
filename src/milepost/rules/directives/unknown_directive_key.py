"""MP601: a directive with a key that Milepost does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.directive import Directive
from milepost.rules.base import Finding, Rule
from milepost.rules.targets import suggestion
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

KEYS = (
    "skip", "shown", "output", "background", "ready", "timeout", "exit", "terminal", "cwd", "os",
    "retry", "match", "db", "network", "reproduce", "ignore",
)  # fmt: skip
"""Keys that a guide may use."""

TEMPLATE_KEYS = ("optional", "aliases", "role")
"""Keys that loosen a template; in a guide they do nothing, and do no harm."""


def check(guide: Guide) -> Iterator[Finding]:
    if b"milepost:" not in guide.document.source.data:
        return
    for comment, _ in guide.document.directives.comments:
        if not isinstance(comment, Directive):
            continue
        for entry in comment.entries:
            if entry.key not in KEYS and entry.key not in TEMPLATE_KEYS:
                near = suggestion(entry.key, KEYS).strip()
                known = ", ".join(f"`{key}`" for key in KEYS)
                yield Finding(
                    entry.key_span,
                    f"there is no directive `{entry.key}`",
                    near or f"Known are {known}.",
                )


RULE = Rule(
    code="MP601",
    name="unknown-directive-key",
    severity=Severity.ERROR,
    summary="A `<!-- milepost: … -->` comment has a key that does not exist.",
    why="A misspelt directive does nothing: the block that was to be skipped is run.",
    bad='<!-- milepost: skp="needs an account" -->\n\n```bash\nlogin\n```\n',
    good='<!-- milepost: skip="needs an account" -->\n\n```bash\nlogin\n```\n',
    check=check,
)
