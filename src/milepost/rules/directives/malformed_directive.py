"""MP602: a directive that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for fault in guide.document.directives.faults:
        yield Finding(fault.fault_span, fault.message, fault.remedy)


RULE = Rule(
    code="MP602",
    name="malformed-directive",
    severity=Severity.ERROR,
    summary="A `<!-- milepost: … -->` comment is not written as `key`, `key=value` or "
    '`key="a value"`.',
    why="What it was to say is not known, so `milepost run` does not carry the block out.",
    bad='<!-- milepost: skip="no end -->\n\n```bash\nlogin\n```\n',
    good='<!-- milepost: skip="an end" -->\n\n```bash\nlogin\n```\n',
    check=check,
)
