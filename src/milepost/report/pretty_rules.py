"""Rules for people: all in a list, or one with its reasons and an example."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.report.findings import RuleFacts
    from milepost.report.style import Style


def rule_list(rules: Sequence[RuleFacts], style: Style) -> Iterator[str]:
    """One line for each rule."""
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        head = f"{rule.code}  {rule.name.ljust(width)}  {rule.severity.value.ljust(7)}  "
        yield f"{style.bold(rule.code)}{head[len(rule.code) :]}{rule.summary}"


def rule_page(rule: RuleFacts, style: Style) -> Iterator[str]:
    """All that a rule says of itself."""
    fix = f", {rule.fixable} fix" if rule.fixable else ""
    yield f"{style.bold(f'{rule.code} {rule.name}')} ({rule.severity.value}{fix})"
    for text in (rule.summary, rule.why):
        if text:
            yield ""
            yield from wrap(text, min(style.width, 80))
    for title, example in (("Wrong:", rule.bad), ("Right:", rule.good)):
        if example:
            yield ""
            yield style.bold(title)
            yield from (f"    {line}".rstrip() for line in example.rstrip("\n").split("\n"))
    flag = "--fix --unsafe-fixes" if rule.fixable == "unsafe" else "--fix"
    yield ""
    if rule.fixable:
        yield f"`milepost check {flag}` puts it right."
    yield f"`<!-- milepost: ignore {rule.code} -->` above an element accepts it there."
