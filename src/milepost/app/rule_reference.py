"""Publish the rule reference, made from what the rules say of themselves.

`python -m milepost.app.rule_reference docs/rules.md` writes it.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Final

from milepost.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.base import Rule

_INTRODUCTION: Final = """\
# Rules

What [`milepost check`](commands/check.md) looks for. This page is made from the documentation in
the rules; [`milepost rule CODE`](commands/rule.md) prints the same for one of them.

An **error** means that the guide is wrong, a **warning** that it probably is, a **hint** that it
could be better; `--strict` counts warnings as errors. Where there is a fix, `milepost check --fix`
makes it if it is safe, and `milepost check --fix --unsafe-fixes` also if it may change the meaning.

A rule is accepted at one place by `<!-- milepost: ignore CODE -->` above the element.
`milepost.toml` sets its level for the whole roadmap by code or name under `[rules]` (`"error"`,
`"warning"`, `"hint"`, `"off"`), and leaves it out for some paths under `[per-path-ignores]`.

| code | rule | level | fix | what it finds |
|---|---|---|---|---|
"""

_CATEGORIES: Final = {
    "files": "whether there is anything to read",
    "structure": "the title and the sections, against the template",
    "content": "what stands in the sections",
    "steps": "numbers, outcomes and blocks of the steps",
    "links": "where links within the roadmap lead",
    "roadmap": "the guides of one roadmap together",
    "directives": "the comments that speak to Milepost",
}
_WIDTH: Final = 100


def reference() -> str:
    """The whole page, Markdown that ends in one line ending."""
    return _INTRODUCTION + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for rule in RULES:
        link = f"[`{rule.name}`](#{rule.code.lower()}-{rule.name})"
        cells = (rule.code, link, rule.severity.value, rule.fixable or "–", rule.summary)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    for category, rules in groupby(RULES, key=lambda rule: rule.category):
        yield ""
        yield f"## {category.capitalize()}"
        yield ""
        yield f"About {_CATEGORIES[category]}."
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield from ("", f"### {rule.code} {rule.name}", "")
    yield fill(f"*{rule.severity.value.capitalize()}.* {rule.summary}", _WIDTH)
    yield from ("", fill(rule.why, _WIDTH))
    for title, example in (("Wrong", rule.bad), ("Right", rule.good)):
        yield from _example(title, example.rstrip("\n"))
    if rule.fixable:
        safety = "Safe" if rule.fixable == "safe" else "Unsafe"
        yield from ("", fill(f"**{safety} fix:** {rule.fix_note}", _WIDTH))


def _example(title: str, example: str) -> Iterator[str]:
    """A guide's text in a fence longer than any that it shows; words as they are."""
    if example.startswith("milepost "):
        yield from ("", f"{title}:", "", "```bash", example, "```")
    elif "\n" in example or example.startswith(("#", "<!--", "See ")):
        yield from ("", f"{title}:", "", "````markdown", example, "````")
    else:
        yield from ("", fill(f"{title}: {example}.", _WIDTH))


def main(path: Path) -> None:
    """Write the page to a file."""
    path.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
