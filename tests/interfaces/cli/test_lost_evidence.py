"""Evidence that is missing, doubtful, of elsewhere or of a guide that was renamed: it is said."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.interfaces.cli.progress_roadmap import FIRST, do_the_work, lay_out

from milepost.app import guides
from milepost.app.sign import SignRequest, sign
from milepost.interfaces.cli.main import run
from milepost.progress import store as stores

AHEAD = timedelta(days=400)


@pytest.fixture
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two milestones, the first one done, in no repository."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    shutil.rmtree(folder / ".git")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    do_the_work(folder)
    return folder


@pytest.fixture
def done(roadmap: Path) -> Path:
    """The first milestone is done."""
    be_done()
    return roadmap


def be_done() -> None:
    assert run(["verify", "1", "--yes"]) == 0
    assert sign(SignRequest("1", 2), lambda _: None).state == "done"


def said(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What a command says, white space made one."""
    capsys.readouterr()
    run(args)
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def record(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    capsys.readouterr()
    run([*args, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def states(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [one["state"] for one in record(capsys, "status")["milestones"]]


def remove_the_store(folder: Path) -> None:
    for one in (folder / ".milepost").glob("progress.db*"):
        one.unlink()


def test_a_store_that_was_removed_is_told_of_with_what_to_do(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remove_the_store(done)
    assert states(capsys) == ["ready", "locked"]
    for command in (["status"], ["next"], ["verify", "1", "--yes"]):
        told = said(capsys, *command)
        assert "(.milepost/progress.db) was removed, or another is in its place" in told
        assert "lacks the evidence of 1: Add." in told
        assert "milepost import" in told
    # It was begun anew, on purpose.
    for command in (["status"], ["next"], ["verify", "1", "--yes"]):
        assert "was removed" not in said(capsys, *command)
    assert states(capsys) == ["in progress", "locked"]


def test_a_store_beside_another_that_holds_newer_evidence_is_told_apart(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = done / "milepost.toml"
    before = settings.read_text() if settings.exists() else ""
    settings.write_text(f'progress = "other.db"\n{before}')
    run(["verify", "1", "--yes"])
    settings.write_text(before)
    # It may hide a failure all the same.
    assert states(capsys)[0] == "tampered"
    why = record(capsys, "status")["milestones"][0]["why"]
    assert "kept in another store than .milepost/progress.db" in why
    run(["verify", "1", "--yes"])
    assert states(capsys)[0] == "done"


def test_a_copy_of_the_store_or_an_export_brings_all_back(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--output", "e.jsonl"]) == 0
    remove_the_store(done)
    told = record(capsys, "status")
    assert "verified before" in told["milestones"][0]["why"]
    assert "verified before" in said(capsys, "hint", "1")
    assert run(["import", "e.jsonl"]) == 0
    told = record(capsys, "status")
    assert (told["notes"], told["milestones"][0]["state"]) == ([], "done")


def test_evidence_under_the_roadmaps_earlier_name_is_told_of(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (done / "milepost.toml").write_text('name = "other"\n')
    assert "under another name of this roadmap, `sums`: set `name`" in said(capsys, "status")
    (done / "milepost.toml").write_text('name = "sums"\n')
    assert states(capsys)[0] == "done"


def test_many_milestones_that_lack_their_evidence_are_counted(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (roadmap / "milestones" / "02.md").read_text()
    for number in range(3, 7):
        text = guide.replace("# 2: Go on", f"# {number}: Part {number}").replace(
            "[Add](01.md)", "x"
        )
        (roadmap / "milestones" / f"0{number}.md").write_text(text)
        run(["verify", str(number), "--yes"])
    remove_the_store(roadmap)
    assert "3: Part 3, 4: Part 4, 5: Part 5 and 1 more." in said(capsys, "status")


@pytest.fixture
def ahead(roadmap: Path) -> Path:
    """The milestone was done under a clock that was more than a year ahead."""
    true = stores.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores.open_store, "__defaults__", (lambda: true() + AHEAD,))
        be_done()
    return roadmap


def test_a_clock_that_was_ahead_once_keeps_nobody_from_going_on(
    ahead: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("status", "next"):
        assert "The clock is behind your newest evidence, of " in said(capsys, command)
    assert states(capsys) == ["done", "ready"]
    (ahead / "calc.py").unlink()
    found = record(capsys, "verify", "1", "--yes")
    assert found["state"] == "failing"
    assert any("clock is behind" in note for note in found["notes"])
    do_the_work(ahead)
    found = record(capsys, "verify", "1", "--yes")
    assert (found["state"], found["why"][:32]) == ("done", "when is doubtful: the clock said")
    told = record(capsys, "status")
    assert "doubtful for 1: Add: the clock had gone back" in told["notes"][1]
    assert told["faults"] == []
    capsys.readouterr()
    run(["export"])
    clocks = [
        json.loads(one)["record"].get("clock") for one in capsys.readouterr().out.split("\n")[:-1]
    ]
    assert [clock is None for clock in clocks] == [True, True, False, False]


@pytest.mark.usefixtures("done")
def test_a_time_is_not_doubtful_any_more_once_it_was_verified_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    true = stores.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores.open_store, "__defaults__", (lambda: true() - AHEAD,))
        assert run(["verify", "1", "--yes"]) == 0
    told = record(capsys, "status")
    assert told["milestones"][0]["why"].startswith("when is doubtful: the clock said")
    assert run(["verify", "1", "--yes"]) == 0
    told = record(capsys, "status")
    assert (told["milestones"][0]["why"], told["notes"]) == (None, [])


def test_a_guide_that_was_renamed_keeps_its_evidence(
    done: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (done / "milestones" / "01.md").rename(done / "milestones" / "01-add.md")
    found = record(capsys, "status")
    first = found["milestones"][0]
    assert (first["path"], first["state"]) == ("milestones/01-add.md", "done")
    assert (first["renamed_from"], found["gone"]) == ("milestones/01.md", ["milestones/01.md"])
    assert "renamed from milestones/01.md" in said(capsys, "status")
    # A signature that was given under the old name still holds, and the new evidence says so.
    found = record(capsys, "verify", "1", "--yes")
    assert found["state"] == "done"
    assert found["notes"][0].startswith("The guide was renamed from milestones/01.md:")
    (done / "milestones" / "01-add.md").rename(done / "milestones" / "add.md")
    guide = (done / "milestones" / "add.md").read_text()
    (done / "milestones" / "add.md").write_text(
        guide.replace("`said.txt` exists", "`calc.py` exists").replace("# 1: Add", "# 1: Add Up")
    )
    first = record(capsys, "status")["milestones"][0]
    assert (first["state"], first["renamed_from"]) == ("stale", "milestones/01-add.md")
    assert record(capsys, "verify", "1", "--yes")["state"] == "done"
    capsys.readouterr()
    run(["export"])
    names = [
        json.loads(one)["record"].get("renamed_from")
        for one in capsys.readouterr().out.split("\n")[:-1]
    ]
    assert names == [None, None, "milestones/01.md", "milestones/01-add.md"]
    assert record(capsys, "status", "--audit")["faults"] == []


def test_everybodys_evidence_of_a_renamed_guide_counts(
    done: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (done / "milestones" / "01.md").rename(done / "milestones" / "01-add.md")
    monkeypatch.setenv("MILEPOST_USER", "bob")
    (one,) = record(capsys, "status", "--everyone")["everyone"]
    assert (one["who"], one["done"], one["at"]) == ("ada", 1, "1: Add")


def test_imported_evidence_counts_where_the_work_is(
    done: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    export = done.parent / "e.jsonl"
    assert run(["export", "--output", str(export)]) == 0
    empty = done.parent / "empty"
    (empty / "milestones").mkdir(parents=True)
    for name in ("01.md", "02.md"):
        shutil.copy(done / "milestones" / name, empty / "milestones" / name)
    (empty / "milepost.toml").write_text('name = "sums"\n')
    monkeypatch.chdir(empty)
    assert run(["import", str(export)]) == 0
    assert states(capsys) == ["stale", "locked"]
    assert f"it was verified in another folder ({done})" in said(capsys, "status")


def test_a_guide_that_is_swapped_while_it_is_read_leaves_no_evidence(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = roadmap / "milestones" / "01.md"
    true = guides.read_source

    def swapped(*args: Any) -> Any:
        guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))
        found = true(*args)
        guide.write_text(FIRST)
        return found

    monkeypatch.setattr("milepost.app.progress.read_source", swapped)
    assert "was changed meanwhile" in said(capsys, "verify", "1", "--yes")


@pytest.mark.usefixtures("done")
def test_evidence_is_imported_into_a_roadmap_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["export"]) == 0
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    Path("e.jsonl").write_text(capsys.readouterr().out)
    assert run(["import", "e.jsonl"]) == 2
    assert "there are no guides in this folder" in capsys.readouterr().err
    assert [one.name for one in Path().iterdir()] == ["e.jsonl"]
    Path("milepost.toml").write_text('name = "sums"\n')
    Path("01.md").write_text(FIRST)
    assert run(["import", "e.jsonl"]) == 0
