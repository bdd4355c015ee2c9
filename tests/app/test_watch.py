"""Which files count for a run, and what of them has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import steps, write

from milepost.app.run import RunRequest
from milepost.app.watch import look

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = steps("```bash\ntrue\n```\n")
NEEDS = GUIDE.replace("## Impl", "## Prerequisites\n\n- [Base](../base/0.md)\n\n## Impl")


def names(folder: Path, *paths: str) -> set[str]:
    """The files that are there and count for a run of the paths, seen from the folder."""
    seen = look(RunRequest(paths=paths, folder=folder)).files
    return {str(path.relative_to(folder)) for path, signature in seen.items() if signature}


def test_a_roadmap_depends_on_its_guides_settings_template_and_workspace(tmp_path: Path) -> None:
    write(tmp_path, {
        "milestones/01-a.md": GUIDE, "milestones/part/02-b.md": GUIDE, "README.md": GUIDE,
        "milepost.toml": 'template = "our.md"\n', "our.md": GUIDE, "workspace/d/file": "x",
        "notes.txt": "x",
    })  # fmt: skip
    assert names(tmp_path) == {
        *("milestones/01-a.md", "milestones/part/02-b.md", "milepost.toml", "our.md"),
        *("workspace", "workspace/d", "workspace/d/file"),
    }


def test_a_guide_depends_on_those_that_it_needs(tmp_path: Path) -> None:
    write(tmp_path, {"a/1.md": NEEDS, "base/0.md": GUIDE, "a/2.md": GUIDE})
    assert names(tmp_path, "a/1.md") == {"a/1.md", "base/0.md"}
    seen = look(RunRequest(paths=("a/1.md",), folder=tmp_path))
    assert {tmp_path / "a", tmp_path / "base", tmp_path} <= seen.folders


WRONG = {
    "settings": ("milepost.toml", "template = 3\n"),
    "a guide": ("milestones/01-a.md", "\udcff"),
}


@pytest.mark.parametrize(("name", "text"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_watched_on(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, {"milestones/01-a.md": GUIDE, "milestones/02-b.md": GUIDE})
    request = RunRequest(folder=tmp_path)
    before = look(request)
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    after = look(request, before)
    assert after.changed_since(before) == (tmp_path / name,)
    assert before.folders <= after.folders


def test_what_came_and_went_has_changed(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-a.md": GUIDE, "workspace/file": "x"})
    request = RunRequest(folder=tmp_path)
    before = look(request)
    assert look(request, before).changed_since(before) == ()
    (tmp_path / "milestones" / "01-a.md").rename(tmp_path / "milestones" / "02-a.md")
    (tmp_path / "workspace" / "empty").mkdir()
    after = look(request, before)
    renamed = tuple(tmp_path / "milestones" / name for name in ("01-a.md", "02-a.md"))
    assert after.changed_since(before) == renamed
    (tmp_path / "workspace" / "other").mkdir()
    only_folders = look(request, after).changed_since(after)
    assert only_folders == (tmp_path / "workspace", tmp_path / "workspace" / "other")


def test_a_path_that_is_not_there_yet_counts(tmp_path: Path) -> None:
    request = RunRequest(paths=("later.md",), folder=tmp_path)
    before = look(request)
    assert before.files[tmp_path / "later.md"] is None
    write(tmp_path, {"later.md": GUIDE})
    assert look(request, before).changed_since(before) == (tmp_path / "later.md",)
