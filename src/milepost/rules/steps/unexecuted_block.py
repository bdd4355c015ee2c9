"""MP303: a block of a step that will not be carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.document.language import language_of
from milepost.rules.base import Finding, Rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.model import CodeBlock
    from milepost.reading.base import BlockReading
    from milepost.rules.guide import Guide

_CARRIED_OUT = frozenset(
    {"bash", "sh", "shell", "zsh", "console", "shell-session", "shellsession", "diff", "patch",
     "http"}
)  # fmt: skip
"""Languages whose blocks are hardly ever for reading only."""

_PATH_LINE = re.compile(r"\s*(?://|#|--|;|/\*|<!--)\s*[\w.@-]*[\w/.@-]*\.\w+\s*(?:\*/|-->)?\s*\n")
_CHOSEN = ("skip", "shown", "output")


def check(guide: Guide) -> Iterator[Finding]:
    yield from _among_prerequisites(guide)
    testing = guide.span_of(Role.TESTING)
    doubtful = {
        block
        for block in guide.code_blocks
        if block.fenced
        and not _surely_executed(block)
        and not (testing and block.span in testing)
        and block.content not in guide.contract.examples
    }
    if not doubtful:
        return
    from milepost.reading.base import Kind
    from milepost.reading.blocks.glance import used
    from milepost.reading.outcomes.file_fence import NAME as FILE_CONTENT

    doubtful.difference_update(
        used(guide.document.blocks, language_of(guide.document, guide.contract.language))
    )
    if not doubtful:
        return

    for step in guide.reading.steps:
        compared = [step.blocks[one.after] for one in step.outcomes if one.why == FILE_CONTENT]
        for reading in step.blocks:
            if (
                reading.kind is Kind.SHOWN
                and reading not in compared
                and not reading.skipped
                and reading.block.node in doubtful
            ):
                yield from _unless_chosen(reading, _remedy(reading))


def _among_prerequisites(guide: Guide) -> Iterator[Finding]:
    """Commands of which a reader may think that they are a step."""
    section = guide.span_of(Role.PREREQUISITES)
    if section is None or not any(
        block.fenced and block.span in section and _surely_executed(block)
        for block in guide.code_blocks
    ):
        return
    for reading in guide.reading.passed_over:
        if _surely_executed(reading.block.node):
            yield from _unless_chosen(
                reading,
                "Move it into a step or an item of a numbered list, or put "
                "`<!-- milepost: shown -->` above it.",
            )


def _unless_chosen(reading: BlockReading, remedy: str) -> Iterator[Finding]:
    """The finding, unless the author says that the block is not to be carried out."""
    if any(d.has(key) for d in reading.block.directives for key in _CHOSEN):
        return
    node = reading.block.node
    yield Finding(
        Span(node.span.start, max(node.info_span.end, node.span.start)),
        f"the block will not be carried out: {reading.why}",
        remedy,
        severity=None if node.info else Severity.WARNING,
    )


def _surely_executed(block: CodeBlock) -> bool:
    """Whether no reading is needed to know that the block is used; most blocks are of this kind."""
    language = block.info.partition(" ")[0].lower()
    return language in _CARRIED_OUT or bool(_PATH_LINE.match(block.content))


def _remedy(reading: BlockReading) -> str:
    if reading.notes:
        return f"{reading.notes[0][0].upper()}{reading.notes[0][1:]}."
    if not reading.block.node.info:
        return (
            "Name its language, such as `bash`; or put `<!-- milepost: shown -->` above it if it "
            "is for reading."
        )
    return (
        'Name its file (`title="path"` after the language), or put `<!-- milepost: shown -->` '
        "above it if it is for reading."
    )


RULE = Rule(
    code="MP303",
    name="unexecuted-block",
    severity=Severity.HINT,
    summary="A code block of a step is neither run nor written nor compared.",
    why="It looks like something that the reader should do, and nobody checks that it works.",
    bad="## Implementation Steps\n\n### Step 1: Start\n\n```\nnpm start\n```\n",
    good="## Implementation Steps\n\n### Step 1: Start\n\n```bash\nnpm start\n```\n",
    check=check,
)
