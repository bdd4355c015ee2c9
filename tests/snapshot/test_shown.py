"""Files of a snapshot are named as the reader of a guide would name them."""

from __future__ import annotations

import pytest

from milepost.room.settings import WORKSPACE
from milepost.snapshot.shown import shown, shown_all


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (f"{WORKSPACE[1:]}/d/app.cfg", "d/app.cfg"),
        (WORKSPACE[1:], "the workspace"),
        ("home/reader/.profile", "~/.profile"),
        ("tmp/log", "/tmp/log"),
        ("workspace/app.cfg", "app.cfg"),
        ("workspace", "the workspace"),
        ("home/.profile", "~/.profile"),
        ("home", "~"),
    ],
)
def test_a_path_is_shown_as_a_reader_knows_it(path: str, wanted: str) -> None:
    assert shown(path.encode()) == wanted


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        ("workspace/a", "a"),
        ("home/.rc workspace/a", "a and ~/.rc"),
        ("workspace/a workspace/b workspace/c", "a, b and c"),
        ("workspace/a workspace/b workspace/c workspace/d workspace/e", "a, b, c and 2 more"),
    ],
)
def test_those_of_the_workspace_come_first(paths: str, wanted: str) -> None:
    assert shown_all(tuple(paths.encode().split())) == wanted
