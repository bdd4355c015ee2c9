"""What can happen to a store that is a file."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.progress.statements import statement

from milepost.progress import connect, database, glance
from milepost.progress.store import open_store
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.progress.store import Store


def test_the_store_is_in_a_folder_that_git_ignores(tmp_path: Path) -> None:
    with open_store(None, tmp_path) as store:
        assert store.where == ".milepost/progress.db"
    assert (tmp_path / ".milepost" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("setting", ["kept/here.db", "sqlite:///kept/here.db"])
def test_a_path_is_relative_to_the_roadmap(tmp_path: Path, setting: str) -> None:
    with open_store(setting, tmp_path) as store:
        store.append(statement())
    assert (tmp_path / "kept" / "here.db").is_file()


@pytest.mark.parametrize("tables", [("notes",), ("notes", "alembic_version"), tuple("abcd")])
def test_the_database_of_another_program_is_left_as_it_is(
    tmp_path: Path, tables: tuple[str, ...]
) -> None:
    path = tmp_path / "theirs.db"
    other = sqlite3.connect(path)
    for name in tables:
        other.execute(f"CREATE TABLE {name} (version_num)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(MilepostError, match=f"another program .*{tables[0]}") as error:
        open_store("theirs.db", tmp_path)
    assert "`progress`" in error.value.remedy
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["theirs.db"]


def test_a_locked_store_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    with open_store(None, tmp_path) as store:
        other = sqlite3.connect(tmp_path / ".milepost" / glance.STORE, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(MilepostError, match="locked by another program"):
            store.append(statement())
        other.execute("ROLLBACK")
        other.close()
        store.append(statement())
        assert len(list(store.records())) == 1


@pytest.mark.slow
def test_a_store_that_another_program_begins_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / ".milepost"
    folder.mkdir()
    path = folder / glance.STORE
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE something_else (id)")
    other.execute("DROP TABLE something_else")
    other.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(0.3, other.close)
    ends.start()
    with open_store(None, tmp_path) as store:
        store.append(statement())
    assert not ends.is_alive()
    ends.join()


@pytest.mark.parametrize("data", [b"not a database at all" * 99, b"SQLite format 3\0" + b"\1" * 90])
def test_a_damaged_store_is_told_of(tmp_path: Path, data: bytes) -> None:
    folder = tmp_path / ".milepost"
    folder.mkdir()
    (folder / glance.STORE).write_bytes(data)
    with pytest.raises(MilepostError, match="damaged") as error:
        open_store(None, tmp_path)
    assert "milepost import" in error.value.remedy


def test_a_truncated_store_is_told_of(tmp_path: Path) -> None:
    with open_store(None, tmp_path) as store:
        for _ in range(50):
            store.append(statement())
    path = tmp_path / ".milepost" / glance.STORE
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(MilepostError, match="damaged"), open_store(None, tmp_path) as store:
        list(store.records())


@pytest.fixture
def a_small_limit(tmp_path: Path) -> Iterator[Path]:
    """A store of a size that files of this process may not grow beyond."""
    with open_store(None, tmp_path) as store:
        store.append(statement())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_takes_no_more_is_told_of_and_what_was_kept_stays(a_small_limit: Path) -> None:
    kept: list[str] = []

    def fill(store: Store) -> None:
        for _ in range(1000):
            kept.append(store.append(statement()).digest)

    with (
        open_store(None, a_small_limit) as store,
        pytest.raises(MilepostError, match="disk with the store"),
    ):
        fill(store)
    with open_store(None, a_small_limit) as store:
        assert len(list(store.records())) == 1 + len(kept)
        assert store.audit() == []


def test_a_disk_that_takes_not_even_the_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / ".milepost").mkdir()
    (tmp_path / ".milepost" / ".gitignore").symlink_to("/dev/full")
    with pytest.raises(MilepostError, match="disk with the store") as error:
        open_store(None, tmp_path)
    assert "Make room" in error.value.remedy


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="cannot be made") as error:
        open_store(f"{'x' * 300}/progress.db", tmp_path)
    assert "name another store" in error.value.remedy


def test_where_no_folder_can_be_made_there_is_nothing() -> None:
    with open_store(None, Path("/proc/1")) as store:
        assert list(store.records()) == []
        with pytest.raises(MilepostError, match="its folder is read-only"):
            store.append(statement())


def test_a_store_that_is_a_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / ".milepost" / glance.STORE).mkdir(parents=True)
    with pytest.raises(MilepostError, match="cannot be written"):
        open_store(None, tmp_path)


def test_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_DISTANT", (connect._file_system(tmp_path),))
    with pytest.raises(MilepostError, match="network folder") as error:
        open_store(None, tmp_path)
    assert "postgresql://" in error.value.remedy


@pytest.mark.parametrize("setting", ["mysql://a@b/c", "sqlite://", "postgresql://a:b:c:d@x:y/z"])
def test_a_url_of_no_store_is_refused(tmp_path: Path, setting: str) -> None:
    with pytest.raises(MilepostError):
        open_store(setting, tmp_path)


def test_a_server_that_is_not_there_is_told_of_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="cannot be reached") as error:
        open_store("postgresql://ada:geheim@127.0.0.1:9/x", tmp_path)
    assert "geheim" not in str(error.value)


def test_a_file_in_the_place_of_the_stores_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / ".milepost").touch()
    with pytest.raises(MilepostError, match="there is a file where the store") as error:
        open_store(None, tmp_path)
    assert "Move that file away" in error.value.remedy


def test_a_disk_that_does_not_take_what_was_committed_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with open_store(None, tmp_path) as store:
        store.append(statement())
        monkeypatch.setattr(os, "fdatasync", full)
        with pytest.raises(MilepostError, match="is full"):
            store.append(statement())
        monkeypatch.undo()
        store.append(statement())
        assert store.audit() == []


def test_every_write_is_on_the_disk_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed = []
    true = os.fdatasync

    def noted(descriptor: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        true(descriptor)

    with open_store(None, tmp_path) as store:
        monkeypatch.setattr(os, "fdatasync", noted)
        store.append(statement())
        list(store.records())
    assert flushed == [f"{tmp_path}/.milepost/progress.db-wal"]
