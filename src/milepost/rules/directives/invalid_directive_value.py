"""MP606: a directive whose value is not one of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.directive import Directive
from milepost.document.directive_keys import contradictions, invalid_value
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    if b"milepost:" not in guide.document.source.data:
        return
    directives = guide.document.directives
    faults = [
        fault
        for comment, _ in directives.comments
        if isinstance(comment, Directive)
        for entry in comment.entries
        if (fault := invalid_value(entry)) is not None
    ]
    for target in directives.by_target:
        faults += contradictions(directives.entries(target))
    for fault in faults:
        yield Finding(fault.span, fault.message, fault.remedy)


RULE = Rule(
    code="MP606",
    name="invalid-directive-value",
    severity=Severity.ERROR,
    summary="A directive's value is not of the kind that its key takes.",
    why="What it was to say is not known, so `milepost run` does not carry the block out.",
    bad="<!-- milepost: timeout=long -->\n\n```bash\nmake\n```\n",
    good="<!-- milepost: timeout=5m -->\n\n```bash\nmake\n```\n",
    check=check,
)
