"""Which changes of a guide change what its checks depend on."""

from __future__ import annotations

import pytest
from tests.app.roadmaps import guide

from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.progress.digest import checks_digest
from milepost.reading.read import read
from milepost.text.source import Source

GUIDE = guide(1, "Start", "git and Python 3.11+").replace("`a` exists", "The file `a.txt` exists")


def digest(text: str) -> str:
    from milepost.app.project import default_template

    contract = derive(parse(Source.of_text(default_template().decode(), "template.md")))
    return checks_digest(read(build(contract, parse(Source.of_text(text, "01.md")))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The purpose.", "Quite another purpose.\n\nIn more words."),
        ("# 1: Start", "# 1: Begin"),
        ("Make it", "Make the file"),
        ("Wait", "Wait a little longer"),
        ("touch a", "touch a b"),
        ("Run this:", "Now run this, please:"),
    ],
)
def test_rewording_leaves_it_as_it_is(old: str, new: str) -> None:
    assert old in GUIDE
    assert digest(GUIDE.replace(old, new, 1)) == digest(GUIDE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The file `a.txt` exists", "The file `b.txt` exists"),
        ("test -e a", "test -e b"),
        ("- [ ] The file `a.txt` exists", "- [ ] I am content"),
        ("touch a", "cd sub\ntouch a"),
        ("touch a", "pushd sub\ntouch a"),
        ("touch a", "conda activate it\ntouch a"),
        ("Python 3.11+", "Python 3.12+"),
    ],
)
def test_a_changed_check_changes_it(old: str, new: str) -> None:
    assert old in GUIDE
    assert digest(GUIDE.replace(old, new)) != digest(GUIDE)


@pytest.mark.parametrize(("entered", "changes"), [("$DIR", True), ("app", False)])
def test_a_value_changes_it_where_it_tells_a_folder(entered: str, changes: bool) -> None:
    one, other = (
        GUIDE.replace("touch a", f"DIR={folder}\ncd {entered}\ntouch a") for folder in ("x", "y")
    )
    assert (digest(one) != digest(other)) is changes
