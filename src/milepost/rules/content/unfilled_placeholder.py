"""MP203: a placeholder that nobody filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.placeholder import find, normalise
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide

_LONGEST = 40
"""Characters of a placeholder that a message shows; its place shows it whole."""
_INVITING = re.compile(
    r"(?:your|insert|add|describe|list|enter|provide|explain|replace|fill|write|include|specify|"
    r"link to|name of|path to|url of|todo|tbd|fixme|placeholder|xxx)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"[A-Za-z][\w'’,/()&-]*(?: [\w'’,./()&-]+)+[.?!]?", re.ASCII)
_SAID = re.compile(
    r"(?:see|sic|emphasis|editor|note|citation|optional|default|main|master)\b", re.I
)


def check(guide: Guide) -> Iterator[Finding]:
    known = guide.contract.placeholders
    for leaf in guide.bracketed:
        for placeholder in find(guide.document, leaf):
            text = placeholder.text
            if normalise(text) in known:
                yield Finding(
                    placeholder.span,
                    f"the placeholder `[{_shortened(text)}]` is not filled in",
                    "Write what it asks for, without the brackets.",
                )
            elif looks_like_one(text):
                yield Finding(
                    placeholder.span,
                    f"`[{text}]` looks like a placeholder",
                    r"Fill it in; if it is meant so, write `\[` or put it between backticks.",
                    severity=Severity.WARNING,
                )
    for block in guide.code_blocks:
        if block.content in guide.contract.examples:
            yield Finding(
                Span(block.span.start, max(block.info_span.end, block.span.start)),
                "the block is the template's own example",
                "Show the guide's own code, or take the block out.",
                severity=Severity.WARNING,
            )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def looks_like_one(text: str) -> bool:
    """Whether a bracketed text that is not the template's invites to be replaced.

    Texts such as `y/N`, `1`, `a, b`, `x`, `Ctrl+C`, `INFO` do not.
    """
    if _INVITING.match(text):
        return True
    return _PHRASE.fullmatch(text) is not None and ", " not in text and _SAID.match(text) is None


RULE = Rule(
    code="MP203",
    name="unfilled-placeholder",
    severity=Severity.ERROR,
    summary="A `[placeholder]` of the template is still in the guide, or something like one.",
    why="The reader meets an instruction to the author where their own instruction should be.",
    bad="## Objectives\n\n- [Objective 1]\n",
    good="## Objectives\n\n- Start a server\n",
    check=check,
)
