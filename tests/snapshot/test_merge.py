"""What only one side changed wins; what both changed differently is a conflict."""

from __future__ import annotations

import re

import pytest

from milepost.snapshot.merge import apply_additions, merge
from milepost.snapshot.model import Entry, Located, Tree

_WORD = re.compile(r"(\w+(?:/\w+)*)(?:(/)|([=>~])(\w*))(?:!(\d+))?(?:@(\d+))?")


def tree(text: str) -> Tree:
    """`a=1 d/ x=2@5 y=3!600 l>a h~a`: files with content, folders, a time, permissions, a link and
    a further name."""
    found: Tree = {}
    for word in text.split():
        match = _WORD.fullmatch(word)
        assert match is not None, word
        name, folder, mark, rest, mode, time = match.groups()
        kind = "d" if folder else {"=": "f", ">": "l", "~": "h"}[mark]
        content, target = ("", rest) if kind in "lh" else (rest or "", "")
        entry = Entry(
            kind, int(mode or "644", 8), time or "0", len(content), target.encode(),
            content.encode(), 0, 512,
        )  # fmt: skip
        found[name.encode()] = Located("layer", entry)
    return found


def shown(found: Tree) -> str:
    marks = {"f": "=", "l": ">", "h": "~"}
    return " ".join(
        path.decode()
        + ("/" if one.entry.kind == "d" else marks[one.entry.kind])
        + (one.entry.digest + one.entry.target).decode()
        for path, one in found.items()
    )


CASES = [
    ("nothing changed", "a=1", "a=1", "a=1", "a=1", ""),
    ("one side changed", "a=1", "a=2", "a=1", "a=2", ""),
    ("the other side changed", "a=1", "a=1", "a=3", "a=3", ""),
    ("both changed alike, perhaps by adding", "a=1", "a=2", "a=2", None, "a"),
    ("both changed differently", "a=1", "a=2", "a=3", None, "a"),
    ("both added the same", "", "a=1", "a=1", None, "a"),
    ("both added the same empty file", "", "a=", "a=", "a=", ""),
    ("both added something else", "", "a=1", "a=2", None, "a"),
    ("both added a folder", "", "d/", "d/", "d/", ""),
    ("both closed a file alike", "a=1", "a=1!600", "a=1!600", "a=1", ""),
    ("both changed permissions", "a=1", "a=1!600", "a=1!640", None, "a"),
    ("both changed a folder's permissions", "d/", "d/!700", "d/!750", None, "d"),
    ("each added its own", "", "a=1", "b=2", "a=1 b=2", ""),
    ("one removed", "a=1 b=1", "b=1", "a=1 b=1", "b=1", ""),
    ("the other removed", "a=1", "a=1", "", "", ""),
    ("both removed", "a=1", "", "", "", ""),
    ("one removed, the other changed", "a=1", "", "a=2", None, "a"),
    ("one changed, the other removed", "a=1", "a=2", "", None, "a"),
    ("one renamed, the other changed", "a=1", "b=1", "a=2", None, "a"),
    ("one changed, the other renamed", "a=1", "a=2", "b=1", None, "a"),
    ("times alone", "a=1@1", "a=1@2", "a=1@3", "a=1", ""),
    ("a folder against a file", "", "d/ d/f=1", "d=1", None, "d"),
    ("a file against a folder", "", "d=1", "d/ d/f=1", None, "d"),
    ("a folder removed, and added to later", "d/ d/f=1", "", "d/ d/f=1 d/g=2", None, "d"),
    ("a folder added to, and removed later", "d/ d/f=1", "d/ d/f=1 d/g=2", "", None, "d"),
    ("an empty folder removed and added to", "d/", "", "d/ d/g=2", None, "d"),
    ("a folder renamed and added to", "d/ d/f=1", "e/ e/f=1", "d/ d/f=1 d/g=2", None, "d"),
    ("a link in the place of a folder", "d/ d/f=1", "d>e", "d/ d/f=1 d/g=2", None, "d"),
    ("a folder added to, and emptied later", "d/ d/f=1", "d/ d/f=1 d/g=2", "d/", None, "d"),
    ("a folder emptied, and added to later", "d/ d/f=1", "d/", "d/ d/f=1 d/g=2", "d/ d/g=2", ""),
    ("a file of a folder removed, another added", "d/ d/f=1 d/h=1", "d/ d/f=1 d/g=2 d/h=1",
     "d/ d/h=1", "d/ d/g=2 d/h=1", ""),
    ("another target", "l>a", "l>b", "l>c", None, "l"),
    ("a further name, and the file removed", "a=1", "a=1 h~a", "", None, "h"),
    ("a further name, and the file changed", "a=1", "a=1 h~a", "a=2", None, "h"),
    ("a file of two names changed", "a=1 h~a", "a=1 b=1 h~a", "a=2 h~a", "a=2 b=1 h~a", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "here", "later", "wanted", "conflicts"),
    [c[1:] for c in CASES],
    ids=[c[0] for c in CASES],
)
def test_three_trees_come_together(
    base: str, here: str, later: str, wanted: str | None, conflicts: str
) -> None:
    merged = merge(tree(base), tree(here), tree(later))
    assert b" ".join(merged.conflicts).decode() == conflicts
    if wanted is not None:
        assert shown(merged.tree) == wanted


@pytest.mark.parametrize(
    ("base", "here", "later", "wanted", "conflicts"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_only_adds_comes_out_as_it_does_from_whole_trees(
    base: str, here: str, later: str, wanted: str | None, conflicts: str
) -> None:
    before, now, after = tree(base), tree(here), tree(later)
    if before.keys() - after.keys():
        return  # something is removed
    touched = {path: one for path, one in after.items() if one != before.get(path)}
    told = apply_additions(now, {path: before.get(path) for path in touched}, touched)
    if told is None:
        assert shown(now) == shown(tree(here)), "nothing is changed"
    else:
        assert (shown(now), conflicts) == (wanted, "")


@pytest.mark.parametrize(
    ("before", "here", "after", "wanted"),
    [
        ("", "a=1", "b=2", "a=1 b=2"),
        ("a=1", "a=1 b=1", "a=2", "a=2 b=1"),
        ("d/@1", "d/@2 d/a=1", "d/@3 d/b=1", "d/ d/a=1 d/b=1"),
        ("", "", "d/ d/e/ d/e/f=1", "d/ d/e/ d/e/f=1"),
        ("", "a=1", "a=1", None),
        ("d/", "", "d/@3 d/b=1", None),
        ("d/", "d=1", "d/@3 d/b=1", None),
        ("d/", "d/", "d=1", None),
        ("", "", "d/b=1", None),
        ("a=1", "a=1 h~a", "a=2", None),
        ("", "a=1", "h~a", None),
    ],
)
def test_what_only_adds_is_laid_upon_the_rest(
    before: str, here: str, after: str, wanted: str | None
) -> None:
    was, now, added = tree(before), tree(here), tree(after)
    told = apply_additions(now, {path: was.get(path) for path in added}, added)
    assert (told is None) == (wanted is None)
    assert shown(dict(sorted(now.items()))) == (
        here.replace("@2", "") if wanted is None else wanted
    )
