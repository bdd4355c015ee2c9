"""A store that cannot be written: what only reads it works, and says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.process import COMMAND, environment
from tests.interfaces.cli.progress_roadmap import do_the_work, lay_out
from tests.progress.statements import statement

from milepost.interfaces.cli.main import run
from milepost.progress.store import open_store
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Nothing can be written to the store of progress (.milepost/progress.db): "


@pytest.fixture
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap whose first milestone waits for a signature; its folder is the current one."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    do_the_work(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    assert run(["verify", "1", "--yes"]) == 0
    return folder


@pytest.fixture
def taken(roadmap: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The right to write the store is taken away, also from a user whom the system denies none."""
    deny(monkeypatch, roadmap / ".milepost")
    return roadmap


def deny(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    true = os.access

    def denied(path: str | os.PathLike[str], mode: int) -> bool:
        return not (mode & os.W_OK and os.fspath(path).startswith(str(folder))) and true(path, mode)

    monkeypatch.setattr(os, "access", denied)


@pytest.mark.usefixtures("taken")
def test_what_only_reads_works_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for command in (["status"], ["next"]):
        assert run([*command, "--format", "json"]) == 0
        assert NOTE in json.loads(capsys.readouterr().out)["notes"][0]
    for command in (["map"], ["export"]):
        assert run(command) == 0
        told = capsys.readouterr()
        said = " ".join((told.out + told.err).split())
        assert f"{NOTE}its file is read-only. It is only read." in said
        assert told.out
    assert run(["hint", "1"]) == 0


@pytest.mark.usefixtures("taken")
def test_what_writes_is_refused_before_it_begins(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "calc.py").unlink()
    assert run(["export", "--output", "e.jsonl"]) == 0
    capsys.readouterr()
    for command in (["verify", "1", "--yes"], ["import", "e.jsonl"]):
        assert run(command) == 2
        told = capsys.readouterr()
        assert "the store of progress cannot be written (its file is read-only)" in told.err
        assert "Give yourself the right to write it" in told.err
        assert "calc.py" not in told.out + told.err


def test_a_log_that_was_left_beside_a_store_is_read(
    roadmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(None, roadmap) as store:
        store.append(statement())
    # Another program has it open: its log is there, and the index beside it.
    with open_store(None, roadmap) as writer:
        writer.append(statement())
        deny(monkeypatch, roadmap)
        with open_store(None, roadmap) as store:
            assert len(list(store.records("notes"))) == 2
            with pytest.raises(MilepostError, match="cannot be written"):
                store.append(statement())


def test_where_no_store_can_be_made_none_is_read(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(roadmap / ".milepost")
    deny(monkeypatch, roadmap)
    capsys.readouterr()
    assert run(["status", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["milestones"][0]["state"] == "ready"
    assert any(f"{NOTE}its folder is read-only" in note for note in found["notes"])
    assert not (roadmap / ".milepost").exists()


def test_a_disk_that_is_read_only_is_read(roadmap: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("this machine mounts no disk for its users")
    script = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && "$@"'
    done = subprocess.run(
        [unshare, "-rm", "bash", "-c", script, "disk", *COMMAND, "status"],
        cwd=roadmap,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing can be written to the store of progress" in " ".join(done.stdout.split())
    assert "1: Add" in done.stdout
