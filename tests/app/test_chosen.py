"""Steps are named by number, with the milestone's where several could be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import steps, write

from milepost.app.chosen import choose_steps
from milepost.app.milestones import load_milestones
from milepost.app.project import load_project
from milepost.run.settings import Steps
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = "milestones/01-a.md", "milestones/02-b.md"


def choose(folder: Path, named: list[str], first: str | None, last: str | None) -> Steps | None:
    text = steps("a", "b", "c")
    write(folder, {ONE: text, TWO: text.replace("# 1:", "# 2:")})
    return choose_steps(load_milestones(load_project(folder), ()), named, first, last)


@pytest.mark.parametrize(
    ("named", "first", "last", "wanted"),
    [
        ([ONE, TWO], None, None, None),
        ([ONE], "2", None, Steps(ONE, 2, None)),
        ([ONE], None, "3", Steps(ONE, None, 3)),
        ([ONE, TWO], "2/1", "2/3", Steps(TWO, 1, 3)),
        ([ONE, TWO], f"{ONE}/2", None, Steps(ONE, 2, None)),
    ],
)
def test_a_step_is_found(
    tmp_path: Path, named: list[str], first: str | None, last: str | None, wanted: Steps | None
) -> None:
    assert choose(tmp_path, named, first, last) == wanted


@pytest.mark.parametrize(
    ("named", "first", "last", "said"),
    [
        ([ONE, TWO], "2", None, "names no single milestone"),
        ([ONE], "7/1", None, "names no single milestone"),
        ([ONE], "9", None, "there is no step `9`"),
        ([ONE], "two", None, "there is no step `two`"),
        ([ONE], "1/1", "2/1", "different milestones"),
        ([ONE], "3", "2", "would end after step 2, before step 3"),
    ],
)
def test_what_names_no_step_is_told(
    tmp_path: Path, named: list[str], first: str | None, last: str | None, said: str
) -> None:
    with pytest.raises(MilepostError, match=said):
        choose(tmp_path, named, first, last)
