"""MP107: a language in the front matter that no reading knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.language import LANGUAGES, stated_language
from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    stated = stated_language(guide.document)
    if stated is None:
        return
    from milepost.reading.phrases import unknown_language

    if stated.tag not in LANGUAGES:
        what, remedy = unknown_language(guide.document.source.slice(stated.span))
        yield Finding(stated.span, what, remedy)


RULE = Rule(
    code="MP107",
    name="unknown-language",
    severity=Severity.WARNING,
    summary="The front matter states a language for which there are no phrases.",
    why="Its sentences are read as those of the roadmap's language are: most of what they promise "
    "is left to a person.",
    bad="---\nlang: tlh\n---\n\n# 1: Add a Route\n",
    good="---\nlang: en\n---\n\n# 1: Add a Route\n",
    check=check,
)
