"""Path patterns: `**` crosses folders, `*` does not."""

from __future__ import annotations

import pytest

from milepost.config.glob import matches


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("milestones/*.md", "milestones/01.md", True),
        ("milestones/*.md", "milestones/x/01.md", False),
        ("milestones/**", "milestones/x/01.md", True),
        ("milestones/**/*.md", "milestones/01.md", True),
        ("milestones/**/*.md", "milestones/x/y/01.md", True),
        ("milestones", "milestones/x/01.md", True),
        ("./milestones/", "milestones/01.md", True),
        ("*.md", "milestones/01.md", True),
        ("drafts", "milestones/drafts/01.md", True),
        ("milestones/0?.md", "milestones/01.md", True),
        ("milestones/0[12].md", "milestones/02.md", True),
        ("milestones/0[!12].md", "milestones/02.md", False),
        ("a+b.md", "a+b.md", True),
        ("milestone", "milestones/01.md", False),
    ],
)
def test_pattern(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected
