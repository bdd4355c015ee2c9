"""What a report is told of a rule: the two are siblings and do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.findings import RuleFacts

if TYPE_CHECKING:
    from milepost.rules.base import Rule


def rule_facts(rule: Rule) -> RuleFacts:
    """What a report says of this rule."""
    return RuleFacts(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        summary=rule.summary,
        why=rule.why,
        bad=rule.bad,
        good=rule.good,
        fixable=rule.fixable,
    )
