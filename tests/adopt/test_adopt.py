"""The proof that nothing is lost can fail, and what is told of each line."""

from __future__ import annotations

import pytest
from tests.adopt.guides import contract

from milepost.adopt import adopt as module
from milepost.adopt.adopt import Change, LostText, adopt
from milepost.adopt.arrange import MARK
from milepost.adopt.draft import Draft, Line
from milepost.adopt.title import file_number
from milepost.app.guides import open_guide
from milepost.document.parse import parse
from milepost.text.source import Source

GUIDE = "# 1: Notes\n\n## Greet\n\n```bash\n$ echo a\n```\n\nWord.\n"


def guide(text: str, path: str = "guide.md") -> Source:
    return Source.of_text(text, path)


@pytest.mark.parametrize(
    ("lost", "line"), [("Word.", 9), ("```bash", 5)], ids=["a line", "a block's opening"]
)
def test_a_pass_that_drops_a_line_without_a_trace_is_caught(
    lost: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drop(draft: Draft) -> Draft:
        return draft.with_lines(
            Line("put in", each.origins) if each.text == lost else each for each in draft.lines
        )

    told = module._changes

    def changes(start: Draft, end: Draft) -> list[Change]:
        return [change for change in told(start, end) if change.text != lost]

    monkeypatch.setattr(module, "with_tasks", drop)
    monkeypatch.setattr(module, "with_plain_fences", lambda draft: draft)
    monkeypatch.setattr(module, "_changes", changes)
    with pytest.raises(LostText, match=f"line {line} would be lost"):
        adopt(guide(GUIDE), contract())


def test_a_pass_that_lets_a_fence_swallow_another_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def swallow(draft: Draft) -> Draft:
        there = any(line.text == "~~~" for line in draft.lines)
        return draft if there else draft.with_lines([Line("~~~"), *draft.lines])

    monkeypatch.setattr(module, "with_anchors", lambda draft, _: swallow(draft))
    monkeypatch.setattr(module, "with_plain_fences", lambda draft: draft)
    with pytest.raises(LostText, match="line 5"):
        adopt(guide(GUIDE), contract())


def test_each_change_tells_the_line_as_it_was_and_as_it_is() -> None:
    changes = adopt(guide(GUIDE), contract()).changes
    told = [(change.line, change.text, change.became) for change in changes]
    assert told == [
        (3, "## Greet", ("### Step 1: Greet",)),
        (6, "$ echo a", ("echo a",)),
    ]


def test_a_dropped_line_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def drop(draft: Draft) -> Draft:
        return draft.with_lines(line for line in draft.lines if line.text != "Word.")

    monkeypatch.setattr(module, "with_tasks", drop)
    changes = adopt(guide(GUIDE), contract()).changes
    assert [(c.line, c.text, c.became) for c in changes if not c.became] == [(9, "Word.", ())]


def test_the_mark_is_no_directive() -> None:
    result = adopt(guide("# 1: A\n\n## Odd\n\nText.\n"), contract())
    document = open_guide(parse(guide(result.text)), contract()).document
    assert MARK in result.text
    assert document.directives.comments == ()


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("milestones/03-routes.md", "3"),
        ("milestone-4.md", "4"),
        ("lab2.1.md", "2.1"),
        ("00-start.md", "0"),
        ("2024-01-31-notes.md", None),
        ("routes.md", None),
        ("v2-routes.md", None),
    ],
)
def test_the_number_of_a_file_name(path: str, number: str | None) -> None:
    assert file_number(path) == number


def test_lone_carriage_returns_do_not_join_other_line_endings() -> None:
    result = adopt(guide("# 1: A\r\nText.\r\n\rMore.\n"), contract())
    assert "\r" not in result.text.replace("\r\n", "")
