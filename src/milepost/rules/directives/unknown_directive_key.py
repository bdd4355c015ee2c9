"""MP601: a directive with a key that Milepost does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.directive import Directive
from milepost.document.directive_keys import unknown_key
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    if b"milepost:" not in guide.document.source.data:
        return
    for comment, _ in guide.document.directives.comments:
        if not isinstance(comment, Directive):
            continue
        for entry in comment.entries:
            fault = unknown_key(entry)
            if fault is not None:
                yield Finding(fault.span, fault.message, fault.remedy)


RULE = Rule(
    code="MP601",
    name="unknown-directive-key",
    severity=Severity.ERROR,
    summary="A `<!-- milepost: … -->` comment has a key that does not exist.",
    why="What it was to say is not known, so `milepost run` does not carry the block out.",
    bad='<!-- milepost: skp="needs an account" -->\n\n```bash\nlogin\n```\n',
    good='<!-- milepost: skip="needs an account" -->\n\n```bash\nlogin\n```\n',
    check=check,
)
