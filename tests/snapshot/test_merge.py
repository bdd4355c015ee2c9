"""What only one side changed wins; what both changed differently is a conflict."""

from __future__ import annotations

import pytest

from milepost.snapshot.merge import common, merge
from milepost.snapshot.model import Entry, Located, Tree


def tree(text: str) -> Tree:
    """`a=1 d/ x=2@5`: files with content, folders, and times."""
    found: Tree = {}
    for word in text.split():
        name, _, rest = word.partition("=")
        content, _, time = rest.partition("@")
        kind = "d" if word.endswith("/") else "f"
        entry = Entry(kind, 0o644, time or "0", 0, b"", content.encode(), 0, 512)
        found[name.rstrip("/").encode()] = Located("layer", entry)
    return found


def shown(found: Tree) -> str:
    return " ".join(
        path.decode() + ("/" if one.entry.kind == "d" else f"={one.entry.digest.decode()}")
        for path, one in found.items()
    )


CASES = [
    ("nothing changed", "a=1", "a=1", "a=1", "a=1", []),
    ("one side changed", "a=1", "a=2", "a=1", "a=2", []),
    ("the other side changed", "a=1", "a=1", "a=3", "a=3", []),
    ("both changed alike", "a=1", "a=2", "a=2", "a=2", []),
    ("both changed differently", "a=1", "a=2", "a=3", "a=3", ["a"]),
    ("both added the same", "", "a=1", "a=1", "a=1", []),
    ("both added something else", "", "a=1", "a=2", "a=2", ["a"]),
    ("each added its own", "", "a=1", "b=2", "a=1 b=2", []),
    ("one removed", "a=1 b=1", "b=1", "a=1 b=1", "b=1", []),
    ("the other removed", "a=1", "a=1", "", "", []),
    ("both removed", "a=1", "", "", "", []),
    ("one removed, the other changed", "a=1", "", "a=2", "a=2", ["a"]),
    ("one changed, the other removed", "a=1", "a=2", "", "", ["a"]),
    ("times alone", "a=1@1", "a=1@2", "a=1@3", "a=1", []),
    ("a folder against a file", "", "d/ d/f=1", "d=1", "d=1 d/f=1", ["d"]),
    ("a folder kept for its file", "d/ d/f=1", "d/ d/f=1 d/g=2", "", "d/ d/g=2", []),
]


@pytest.mark.parametrize(
    ("base", "one", "other", "wanted", "conflicts"),
    [c[1:] for c in CASES],
    ids=[c[0] for c in CASES],
)
def test_three_trees_come_together(
    base: str, one: str, other: str, wanted: str, conflicts: list[str]
) -> None:
    merged = merge(tree(base), tree(one), tree(other))
    assert shown(merged.tree) == wanted
    assert [path.decode() for path in merged.conflicts] == conflicts


@pytest.mark.parametrize(
    ("stacks", "wanted"),
    [
        ([("a", "b"), ("a", "c")], ("a",)),
        ([("a",), ("a", "b")], ("a",)),
        ([("a",), ("b",)], ()),
        ([("a", "b")], ("a", "b")),
    ],
)
def test_the_common_ancestor_is_what_all_stacks_begin_with(
    stacks: list[tuple[str, ...]], wanted: tuple[str, ...]
) -> None:
    assert common(stacks) == wanted
