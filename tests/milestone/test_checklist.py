"""Checklists of many shapes become items."""

from __future__ import annotations

import pytest
from tests.milestone.test_build import milestone

CHECKLISTS = {
    "one column": ("| Check |\n|---|\n| `ls a` |\n| All is well |\n", ["ls a", "All is well"]),
    "numbers and boxes": (
        "| # | Check | Done |\n|---|---|---|\n| 1 | `ls a` | [ ] |\n| 2. | All is well | ☐ |\n",
        ["ls a", "All is well"],
    ),
    "boxes in the cell": ("| Check |\n|---|\n| [ ] `ls a` |\n| ☑ Well |\n", ["ls a", "Well"]),
    "a box that is HTML": (
        '| Done | Check |\n|---|---|\n| <input type="checkbox"> | Well |\n',
        ["Well"],
    ),
    "empty rows": ("| Check | Notes |\n|---|---|\n| Well | |\n| | |\n", ["Well"]),
    "a list and a table": ("- [ ] One\n\n| Check |\n|---|\n| Two |\n", ["One", "Two"]),
    "a list and another table": ("- [ ] One\n\n| Port | Of |\n|---|---|\n| 80 | b |\n", ["One"]),
    "boxes alone": ("Be sure.\n\n| Done |\n|---|\n| [ ] |\n", ["Be sure."]),
    "words before a table": ("Be sure:\n\n| Check |\n|---|\n| Well |\n", ["Well"]),
    "nothing at all": ("<!-- later -->\n", []),
}
"""What a checklist holds -> the words of its items."""


@pytest.mark.parametrize("shape", CHECKLISTS)
def test_a_checklist_may_be_a_table(shape: str) -> None:
    text, expected = CHECKLISTS[shape]
    found = milestone(f"# 1: A\n\n## Validation Checklist\n\n{text}").checklist
    assert [item.text for item in found] == expected
    assert [item.unread for item in found] == [None] * len(expected)


UNREAD = {
    "| Check | Expected |\n|---|---|\n| `ls a` | prints a |\n| `pwd` | |\n": [
        "ls a | prints a",
        "pwd",
    ],
    "```bash\nls a\n```\n": ["Validation Checklist"],
    "> - [ ] Quoted\n": ["Validation Checklist"],
}


@pytest.mark.parametrize("text", UNREAD)
def test_what_cannot_be_read_of_a_checklist_is_an_item_all_the_same(text: str) -> None:
    found = milestone(f"# 1: A\n\n## Validation Checklist\n\n{text}").checklist
    assert [item.text for item in found] == UNREAD[text]
    assert all(item.unread for item in found)
