"""MP304: a fence that is opened and not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.rules.base import Finding, Rule
from milepost.text.diagnostic import Severity
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide


def check(guide: Guide) -> Iterator[Finding]:
    for block in guide.code_blocks:
        if not block.closed:
            yield Finding(
                Span(block.span.start, max(block.info_span.end, block.span.start)),
                "the fence is not closed",
                f'Add a line "{block.fence}" after the code; all that follows is taken for code.',
            )


RULE = Rule(
    code="MP304",
    name="unclosed-fence",
    severity=Severity.ERROR,
    summary="A fenced code block has no closing fence.",
    why="The rest of the guide becomes part of the code: headings vanish, prose would be run.",
    bad="## Testing\n\n```bash\nnpm test\n",
    good="## Testing\n\n```bash\nnpm test\n```\n",
    check=check,
)
