"""Which checks of a guide count: those that were committed, and read as they were then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.progress_roadmap import FIRST, commit, lay_out

from milepost.app.progress import Desk
from milepost.app.project import default_template

if TYPE_CHECKING:
    from pathlib import Path

NOT_COMMITTED = "its checks are not the committed ones"
TEMPLATE = default_template().decode()
WEAK = TEMPLATE.replace("## Testing", "<!-- milepost: role=issues -->\n## Testing")


@pytest.fixture
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    return folder


def fault(folder: Path) -> str | None:
    """Why the checks of the first milestone do not count."""
    desk = Desk.at(folder)
    outline = desk.roadmap.find("1")
    return desk.approval.fault(outline, lambda: desk.checks(outline))


def test_prose_may_change_and_checks_may_not(roadmap: Path) -> None:
    guide = roadmap / "milestones" / "01.md"
    assert fault(roadmap) is None
    guide.write_text(FIRST.replace("A function that adds.", "Other words."))
    assert fault(roadmap) is None
    guide.write_text(FIRST.replace("\n", "\r\n"))
    assert fault(roadmap) is None
    guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))
    assert fault(roadmap) == NOT_COMMITTED


def test_a_guide_that_was_never_committed_does_not_count(roadmap: Path) -> None:
    (roadmap / "milestones" / "01.md").rename(roadmap / "milestones" / "1-add.md")
    assert fault(roadmap) == NOT_COMMITTED


@pytest.mark.parametrize(
    ("before", "after", "template", "told"),
    [
        ("", 'template = "t.md"', TEMPLATE, None),
        ("", 'template = "t.md"', WEAK, NOT_COMMITTED),
        ('template = "t.md"', "", TEMPLATE, None),
        ('template = "t.md"', 'template = "t.md"', WEAK, NOT_COMMITTED),
        ("name = 3", "", TEMPLATE, None),
        ("", 'workspace = "src"', TEMPLATE, "`workspace` in milepost.toml"),
        ("", 'progress = "p.db"', TEMPLATE, "`progress` in milepost.toml"),
        ("", 'exclude = ["x/**"]', TEMPLATE, "`exclude` in milepost.toml"),
        ("", 'secrets = ["TOKEN"]', TEMPLATE, None),
    ],
)
def test_settings_and_template_count_as_they_were_committed(
    roadmap: Path, before: str, after: str, template: str, told: str | None
) -> None:
    (roadmap / "t.md").write_text(TEMPLATE)
    (roadmap / "milepost.toml").write_text(f"{before}\n")
    commit(roadmap)
    (roadmap / "milepost.toml").write_text(f"{after}\n")
    (roadmap / "t.md").write_text(template)
    assert (fault(roadmap) or "").startswith(told or "")
    assert (fault(roadmap) is None) == (told is None)


def test_settings_in_pyproject_count_likewise(roadmap: Path) -> None:
    (roadmap / "milepost.toml").unlink()
    pyproject = roadmap / "pyproject.toml"
    pyproject.write_text('[tool.milepost]\nname = "sums"\n')
    commit(roadmap)
    assert fault(roadmap) is None
    pyproject.write_text('[tool.milepost]\nname = "sums"\nworkspace = "src"\n')
    assert fault(roadmap) == "`workspace` in pyproject.toml is not as it was committed"


def test_a_template_of_another_repository_counts_as_it_is(roadmap: Path) -> None:
    (roadmap.parent / "shared.md").write_text(TEMPLATE)
    (roadmap / "milepost.toml").write_text('template = "../shared.md"\n')
    commit(roadmap)
    assert fault(roadmap) is None


def test_outside_a_repository_everything_counts(roadmap: Path) -> None:
    (roadmap / ".git").rename(roadmap.parent / "taken")
    (roadmap / "milestones" / "01.md").write_text(FIRST.replace("contains `def add`", "exists"))
    assert fault(roadmap) is None
