"""A code block in Testing that is no command: a test file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "Testing"

_TESTS: dict[str, re.Pattern[str]] = {
    "javascript": re.compile(r"\b(?:test|it|describe)(?:\.\w+)?\s*\("),
    "python": re.compile(r"^\s*(?:async )?def test_|\bunittest\b|^class Test", re.MULTILINE),
    "go": re.compile(r"^func Test\w*\(", re.MULTILINE),
    "rust": re.compile(r"#\[(?:tokio::)?test\]"),
    "java": re.compile(r"@Test\b"),
}
_FAMILIES = {
    "javascript": "javascript", "js": "javascript", "jsx": "javascript", "mjs": "javascript",
    "typescript": "javascript", "ts": "javascript", "tsx": "javascript",
    "python": "python", "py": "python", "python3": "python", "go": "go", "rust": "rust",
    "java": "java",
}  # fmt: skip
LANGUAGES: frozenset[str] | None = frozenset(_FAMILIES)


def read(context: BlockContext) -> BlockReading | None:
    """A test file without a path; `run` gives it one where the runner looks."""
    if not context.testing:
        return None
    if not _TESTS[_FAMILIES[context.language]].search(context.code):
        return None
    return BlockReading(
        context.block,
        Kind.TEST,
        NAME,
        code=context.code + "\n",
        options=context.options,
    )
