"""MP503: a prerequisite milestone that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.rules.base import Finding, Rule
from milepost.rules.links.broken_link import finding, missing_targets
from milepost.rules.targets import MARKDOWN
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    missing = missing_targets(guide)
    if not missing:
        return
    prerequisites = guide.links_in(Role.PREREQUISITES)
    for target in missing:
        if target.path.lower().endswith(MARKDOWN) and target.link in prerequisites:
            yield finding(guide, target, "the prerequisite does not exist:")


RULE = Rule(
    code="MP503",
    name="dangling-prerequisite",
    severity=Severity.ERROR,
    summary="A prerequisite links to a guide that does not exist.",
    why="The milestone can never be ready: what it needs cannot be done.",
    bad="## Prerequisites\n\n- [Milestone 9](09-no-such-guide.md)\n",
    good="## Prerequisites\n\n- Node.js 18+\n",
    check=check,
)
