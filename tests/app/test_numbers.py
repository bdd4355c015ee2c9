"""Milestones named by their numbers, on check, explain and run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import write

from milepost.app.numbers import name_milestones
from milepost.app.project import load_project
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = {
    "milepost.toml": "",
    "milestones/01-a.md": "# 1: A\n",
    "milestones/b.md": "# Milestone 02: B\n",
    "milestones/02-1-c.md": "# 2.1: C\n",
    "milestones/d.md": "# No number\n",
    "milestones/10-e.md": "# 10: E\n",
    "milestones/11-f.md": "# 10: F\n",
}


@pytest.mark.parametrize(
    ("named", "path"),
    [("1", "01-a.md"), ("01", "01-a.md"), ("2", "b.md"), ("2.1", "02-1-c.md")],
)
def test_number_stands_for_the_guide_that_has_it(tmp_path: Path, named: str, path: str) -> None:
    write(tmp_path, GUIDES)
    assert name_milestones(load_project(tmp_path), [named]) == (f"milestones/{path}",)


def test_file_with_a_number_for_its_name_comes_first(tmp_path: Path) -> None:
    write(tmp_path, {**GUIDES, "1": "# 1: Another\n"})
    assert name_milestones(load_project(tmp_path), ["1", "x.md"]) == ("1", "x.md")


def test_number_is_looked_for_in_the_roadmap_around_a_folder_in_it(tmp_path: Path) -> None:
    write(tmp_path, GUIDES)
    project = load_project(tmp_path / "milestones")
    assert name_milestones(project, ["1"]) == ("01-a.md",)


@pytest.mark.parametrize(
    ("named", "said"),
    [("3", "no milestone 3"), ("10", "milestone 10 is the number of 2 guides")],
)
def test_number_that_names_no_single_guide_is_an_error(
    tmp_path: Path, named: str, said: str
) -> None:
    write(tmp_path, GUIDES)
    with pytest.raises(MilepostError, match=said) as error:
        name_milestones(load_project(tmp_path), [named])
    assert error.value.remedy
