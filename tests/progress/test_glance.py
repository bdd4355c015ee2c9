"""The quick look at a store, and what `verify` makes of it before it carries a check out."""

from __future__ import annotations

import os
import socket
import sqlite3
from typing import TYPE_CHECKING

import pytest
from tests.progress.statements import statement

from milepost.interfaces.cli.main import run
from milepost.progress import database
from milepost.progress.glance import STORE, seems_sound
from milepost.progress.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDE = """# 1: Ask

## Implementation Steps

### Step 1: Ask

```bash
true
```

**Expected Outcome**: `bash ask.sh` exits with status 0.
"""


def _sql(folder: Path, *statements: str) -> None:
    handle = sqlite3.connect(folder / ".milepost" / STORE, isolation_level=None)
    for one in statements:
        handle.execute(one)
    handle.close()


def _path(folder: Path) -> Path:
    return folder / ".milepost" / STORE


def _put_a_folder(folder: Path) -> None:
    _path(folder).unlink()
    _path(folder).mkdir()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda f: _path(f).write_bytes(b"not a database at all" * 99), "damaged"),
    "truncated": (lambda f: os.truncate(_path(f), _path(f).stat().st_size // 2), "damaged"),
    "a table is gone": (lambda f: _sql(f, "PRAGMA foreign_keys = OFF", "DROP TABLE evidence"),
                        "only half written"),
    "no version": (lambda f: _sql(f, "DROP TABLE alembic_version"), "only half written"),
    "a newer version": (lambda f: _sql(f, "UPDATE alembic_version SET version_num = '9999'"),
                        "newer Milepost"),
    "a folder in its place": (_put_a_folder, "cannot be written"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap whose one check leaves `asked` behind, with a store of some records."""
    folder = tmp_path / "roadmap"
    folder.mkdir()
    (folder / "milepost.toml").write_text('name = "sums"\n')
    (folder / "01-ask.md").write_text(GUIDE)
    (folder / "ask.sh").write_text("touch asked\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    with open_store(None, folder) as store:
        for _ in range(50):
            store.append(statement(roadmap="sums", who="ada"))
    return folder


@pytest.mark.parametrize(("spoil", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_store_in_trouble_is_told_of_before_the_checks(
    folder: Path,
    spoil: Callable[[Path], object],
    fault: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert seems_sound(None, folder)
    spoil(folder)
    assert not seems_sound(None, folder)
    assert run(["verify", "1", "--yes"]) == 2
    assert fault in capsys.readouterr().err
    assert not (folder / "asked").exists()


def test_a_locked_store_is_told_of_before_the_checks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = sqlite3.connect(_path(folder), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert run(["verify", "1", "--yes"]) == 2
    assert "locked by another program" in capsys.readouterr().err
    assert not (folder / "asked").exists()
    other.close()
    assert run(["verify", "1", "--yes"]) == 0
    assert (folder / "asked").exists()


def test_a_store_that_is_spoiled_by_a_check_is_told_of_afterwards(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ask.sh").write_text("touch asked; rm .milepost/*.db*; mkdir .milepost/progress.db\n")
    assert run(["verify", "1", "--yes"]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert (folder / "asked").exists()


def test_a_file_in_the_place_of_the_folder_is_told_of_before_the_checks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "milepost.toml").write_text('name = "sums"\nprogress = "ask.sh/new.db"\n')
    assert run(["verify", "1", "--yes"]) == 2
    assert "where the store of progress has its folder" in capsys.readouterr().err
    assert not (folder / "asked").exists()


def test_a_server_that_does_not_answer_is_told_of_before_the_checks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert seems_sound(f"postgresql://ada@127.0.0.1:{port}/sums", folder)
    address = f"postgresql://ada@127.0.0.1:{port}/sums"
    (folder / "milepost.toml").write_text(f'name = "sums"\nprogress = "{address}"\n')
    assert run(["verify", "1", "--yes"]) == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert not (folder / "asked").exists()


@pytest.mark.parametrize(
    "setting",
    [
        *(None, "kept/new.db", "sqlite:///kept/new.db", "postgresql:///sums"),
        *("postgresql://one:1,two:2/sums", "postgresql://one:many/sums"),
    ],
)
def test_what_is_not_there_yet_or_not_known_speaks_against_nothing(
    tmp_path: Path, setting: str | None
) -> None:
    assert seems_sound(setting, tmp_path)


def test_what_stands_in_the_log_counts(folder: Path) -> None:
    with open_store(None, folder) as store:
        for _ in range(200):
            store.append(statement(roadmap="sums", who="ada"))
        assert _path(folder).with_name(f"{STORE}-wal").stat().st_size
        assert seems_sound(None, folder)
