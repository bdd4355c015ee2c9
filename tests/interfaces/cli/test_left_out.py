"""Guides that are there and take no part: it is said why, and the others go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.interfaces.cli.progress_roadmap import FIRST, SECOND, commit, do_the_work, lay_out

from milepost.app.status import next_up
from milepost.interfaces.cli.main import run
from milepost.interfaces.mcp.answers import next_answer

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
EXCLUDE = 'name = "sums"\nexclude = ["milestones/01*"]\n'


@pytest.fixture(autouse=True)
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two milestones; the second needs the first."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / ".milepost" / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / ".milepost" / "cache"))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """Exit status, and what a command says, white space made one."""
    capsys.readouterr()
    status = run(args)
    told = capsys.readouterr()
    return status, " ".join((told.out + told.err).split())


def record(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    capsys.readouterr()
    run([name, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, json.loads((SCHEMAS / f"milepost.{name}-1.json").read_bytes()))
    return found


def test_a_guide_that_the_settings_leave_out_is_not_said_to_be_gone(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "milepost.toml").write_text(EXCLUDE)
    commit(roadmap)
    why = "`exclude` in milepost.toml leaves it out by `milestones/01*`: take that out there"
    for command in ("status", "next"):
        status, told = said(capsys, command)
        assert f"! milestones/01.md {why}" in told
        assert "needs milestones/01.md, which is left out" in told
        assert ("not there" in told, status) == (False, 0)
        found = record(capsys, command)
        assert found["gone"] == []
        assert found["left_out"] == [{"path": "milestones/01.md", "why": why, "unreadable": False}]
    assert "Left out: milestones/01.md." in said(capsys, "verify", "1")[1]
    assert f"Left out: milestones/01.md; {why}; tell" in next_answer(next_up(roadmap))


def test_what_was_verified_and_is_no_guide_any_more_is_told_of(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (roadmap / "milestones").iterdir():
        path.unlink()
    (roadmap / "one.md").write_text(FIRST)
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    (roadmap / "milestones" / "02.md").write_text(SECOND)
    (left,) = record(capsys, "status")["left_out"]
    assert left["path"] == "one.md"
    assert "is not found as a guide" in left["why"]


def test_a_guide_that_cannot_be_read_keeps_nobody_from_the_others(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "milestones" / "02.md").write_bytes(SECOND.encode("utf-16"))
    (roadmap / "milestones" / "03.md").write_text(
        FIRST.replace("# 1: Add", "# 3: Again").replace("- bash", "- [Go on](02.md)")
    )
    commit(roadmap)
    status, told = said(capsys, "status")
    assert status == 2
    assert "1: Add ready" in told
    assert "! milestones/02.md it cannot be read: " in told
    assert "UTF-8" in told
    assert "needs milestones/02.md, which is left out" in told
    assert "0 of 3 done" in told
    assert record(capsys, "status")["left_out"][0]["unreadable"] is True
    assert said(capsys, "next")[0] == 2
    status, told = said(capsys, "verify", "milestones/02.md")
    assert status == 2
    assert told.startswith("milepost: milestones/02.md:")
    do_the_work(roadmap)
    assert said(capsys, "verify", "1", "--yes")[0] == 0
    assert "Left out: milestones/02.md." in said(capsys, "verify", "2")[1]


def test_what_cannot_be_read_is_not_said_to_be_done(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "milestones" / "01.md").write_text(
        FIRST.replace("- [ ] I understand addition\n", "")
    )
    (roadmap / "milestones" / "02.md").unlink()
    commit(roadmap)
    do_the_work(roadmap)
    assert said(capsys, "verify", "1", "--yes")[0] == 0
    assert said(capsys, "next") == (0, "The one milestone is done.")
    (roadmap / "milestones" / "02.md").write_bytes(b"\xff\xfe\x00")
    assert said(capsys, "next")[1].startswith("All that can be read is done: 1 of 2 milestones. ! ")


def test_where_no_guide_can_be_read_that_is_the_error(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (roadmap / "milestones").iterdir():
        path.write_bytes(b"\xff\xfe\x00")
    status, told = said(capsys, "status")
    assert status == 2
    assert told.startswith("milepost: milestones/0")
