"""Who is to sign changed checks sees what they were and what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.interfaces.cli.progress_roadmap import FIRST, TEST, commit, do_the_work, lay_out

from milepost.app.sign import SignRequest, sign_changed_checks
from milepost.interfaces.cli.main import run


@pytest.fixture(autouse=True)
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap in a repository, whose first milestone is done but for its tests."""
    lay_out(tmp_path)
    do_the_work(tmp_path)
    (tmp_path / "calc.py").write_text("def add(a, b):\n    return 4\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / ".milepost" / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / ".milepost" / "cache"))
    return tmp_path


def write(text: str) -> None:
    Path("milestones/01.md").write_text(text)


def shown() -> str:
    """What a person is shown who is to sign."""
    seen: list[str] = []
    sign_changed_checks(SignRequest("1"), seen.append)
    return "".join(seen)


VERIFY = ["verify", "1", "--yes"]


def test_a_changed_test_is_shown_line_by_line(roadmap: Path) -> None:
    assert run(VERIFY) == 1
    write(FIRST.replace("add(1, 2), 3)", "add(1, 2), 4)"))
    commit(roadmap)
    assert run(VERIFY) == 1
    told = shown()
    assert "  -             self.assertEqual(add(1, 2), 3)\n" in told
    assert "  +             self.assertEqual(add(1, 2), 4)\n" in told
    assert "said.txt" not in told


def test_of_what_no_commit_has_the_evidence_tells(roadmap: Path) -> None:
    write(FIRST.replace("contains `def add`", "contains `def sub`"))
    assert run(VERIFY) == 1
    write(FIRST.replace(TEST, TEST.replace(", 3)", ", 4)")))
    commit(roadmap)
    assert run(VERIFY) == 1
    told = shown()
    assert "No commit has the guide as it was then" in told
    assert "  - step 1: `calc.py` contains `def sub`\n" in told
    assert "  + step 1: `calc.py` contains `def add`\n" in told
    assert "  - testing: 1 tests, 1 failed\n  + testing: 1 tests, 0 failed\n" in told


def test_what_is_not_known_any_more_is_said_to_be_so(roadmap: Path) -> None:
    assert run(VERIFY) == 1
    for path in (roadmap / ".milepost").glob("progress.db*"):
        path.unlink()
    write(FIRST.replace("add(1, 2), 3)", "add(1, 2), 4)"))
    commit(roadmap)
    assert run(VERIFY) == 1
    told = shown()
    assert "What it asked before is not known; now it asks:" in told
    assert "  + checklist 2: I understand addition\n" in told
    assert "  + testing, test_calc.py:\n  +     import unittest\n" in told
