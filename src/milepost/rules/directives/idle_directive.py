"""MP605: a directive under which nothing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.directive import Directive
from milepost.document.directive_keys import KEYS
from milepost.document.model import CodeBlock, Heading, Table
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    if b"milepost:" not in guide.document.source.data:
        return
    for comment, target in guide.document.directives.comments:
        if not isinstance(comment, Directive) or comment.ignores:
            continue
        if not any(entry.key in KEYS for entry in comment.entries):
            continue
        if isinstance(target, Table) and comment.has("reproduce"):
            continue
        if not isinstance(target, CodeBlock | Heading):
            yield Finding(
                comment.span,
                "the directive does not stand above a code block",
                "Put it on a line of its own directly above the fence that it is about.",
            )


RULE = Rule(
    code="MP605",
    name="idle-directive",
    severity=Severity.WARNING,
    summary="A directive stands above something else than a code block.",
    why="It speaks to the element below it; a paragraph in between takes it away from the block.",
    bad='<!-- milepost: skip="needs an account" -->\n\nThen log in:\n\n```bash\nlogin\n```\n',
    good='Then log in:\n\n<!-- milepost: skip="needs an account" -->\n\n```bash\nlogin\n```\n',
    check=check,
)
