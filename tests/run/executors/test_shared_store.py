"""Objects in a store that several machines reach."""

from __future__ import annotations

import hashlib
import io
import sys
from typing import TYPE_CHECKING, Any

import fsspec.core
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from milepost.process.errors import CannotStart
from milepost.run.executors.sealed import Sealed
from milepost.run.executors.shared_store import OpenStore, SharedStore
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"some bytes"
DIGEST = hashlib.sha256(DATA).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_was_sent_can_be_fetched_and_is_sent_once(tmp_path: Path) -> None:
    store = SharedStore(str(tmp_path / "new" / "store")).open()
    store.send(DIGEST, io.BytesIO(DATA))
    assert files(tmp_path) == [DIGEST]
    path = tmp_path / "new" / "store" / DIGEST[:2] / DIGEST
    before = path.stat().st_mtime_ns, path.stat().st_ino
    store.send(DIGEST, io.BytesIO(DATA))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    found = io.BytesIO()
    assert store.fetch(DIGEST, found)
    assert found.getvalue() == DATA
    assert not store.fetch("0" * 64, found)


def test_half_an_object_is_sent_again(tmp_path: Path) -> None:
    store = SharedStore(str(tmp_path)).open()
    store.send(DIGEST, io.BytesIO(DATA))
    (tmp_path / DIGEST[:2] / DIGEST).write_bytes(DATA[:3])
    store.send(DIGEST, io.BytesIO(DATA))
    assert (tmp_path / DIGEST[:2] / DIGEST).read_bytes() == DATA


def test_a_damaged_object_is_sent_again(tmp_path: Path) -> None:
    store = SharedStore(str(tmp_path)).open()
    store.send(DIGEST, io.BytesIO(DATA))
    (tmp_path / DIGEST[:2] / DIGEST).write_bytes(b"SOME BYTES")
    store.send(DIGEST, io.BytesIO(DATA))
    assert (tmp_path / DIGEST[:2] / DIGEST).read_bytes() == DATA


def test_a_damaged_object_is_not_fetched_but_taken_out(tmp_path: Path) -> None:
    store = SharedStore(str(tmp_path)).open()
    store.send(DIGEST, io.BytesIO(DATA))
    (tmp_path / DIGEST[:2] / DIGEST).write_bytes(b"SOME BYTES")
    found = io.BytesIO()
    assert not store.fetch(DIGEST, found)
    assert found.getvalue() == b""
    assert files(tmp_path) == []


@pytest.mark.parametrize("at", [0, (1 << 20) - 4, (1 << 20) + 1])
def test_an_object_that_holds_a_secret_is_refused(tmp_path: Path, at: int) -> None:
    store = SharedStore(str(tmp_path)).open()
    data = b"x" * at + b"token-4711" + b"x" * 10
    with pytest.raises(CannotStart, match="holds the value of a variable") as told:
        store.send(hashlib.sha256(data).hexdigest(), io.BytesIO(data), ["short", "token-4711"])
    assert "4711" not in told.value.advice
    assert files(tmp_path) == []


def test_short_values_are_no_secrets(tmp_path: Path) -> None:
    SharedStore(str(tmp_path)).open().send(DIGEST, io.BytesIO(DATA), ["some", "", "bytes"])
    assert files(tmp_path) == [DIGEST]


def test_a_mark_tells_the_store_from_others(tmp_path: Path) -> None:
    store = SharedStore(str(tmp_path / "one")).marked()
    store.open()
    with pytest.raises(MilepostError, match="is not the one into which the run puts its files"):
        SharedStore(str(tmp_path / "other"), store.mark).open()
    store.remove_mark()
    assert files(tmp_path) == []
    store.remove_mark()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://x", "is no store for a cluster: each process has its own"),
        ("simplecache::memory://x", "is no store for a cluster"),
        ("nonsense://x", "cannot be used: Protocol not known"),
        ("file:///dev/null/x", "cannot be used: Not a directory"),
        ("/dev/null/x", "cannot be used: Not a directory"),
    ],
)
def test_what_cannot_be_a_store_is_told_with_a_remedy(url: str, said: str) -> None:
    with pytest.raises(MilepostError, match=said) as told:
        SharedStore(url).marked()
    assert told.value.remedy


def test_a_missing_plugin_and_a_missing_extra_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MilepostError, match=r"s3://\*\*\*@b/x` needs a package") as told:
        SharedStore("s3://name:word@b/x").open()
    assert "on every worker" in told.value.remedy
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MilepostError, match="not installed") as told:
        SharedStore("/tmp/x").open()
    assert "milepost[cluster]" in told.value.remedy


class Broken(MemoryFileSystem):  # type: ignore[misc]
    """A file system whose plugin has errors of its own."""

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        raise RuntimeError(f"the token for {path} has expired")

    def open(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("the token has expired")


def test_errors_of_a_plugin_are_told_as_what_stands_in_the_way() -> None:
    store = OpenStore(SharedStore("x://b"), Broken(), "b", flat=True)
    with pytest.raises(CannotStart, match="the store `x://b` cannot be read: the token"):
        store.send(DIGEST, io.BytesIO(DATA))
    with pytest.raises(CannotStart, match="cannot be read"):
        store.fetch(DIGEST, io.BytesIO())


def test_an_object_store_is_written_to_directly() -> None:
    system = MemoryFileSystem()
    store = OpenStore(SharedStore("x://b"), system, "/bucket/objects", flat=True)
    store.send(DIGEST, io.BytesIO(DATA))
    assert system.cat(f"/bucket/objects/{DIGEST[:2]}/{DIGEST}") == DATA
    system.rm("/bucket", recursive=True)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def chunks() -> Any:
        yield b"begun"
        raise OSError("the disk is gone")

    system, root = fsspec.core.url_to_fs(str(tmp_path))
    store = OpenStore(SharedStore(str(tmp_path)), system, root, flat=False)
    with pytest.raises(OSError, match="the disk is gone"):
        store.write(DIGEST, chunks())
    assert files(tmp_path) == []


def test_what_is_closed_shows_nothing_of_itself() -> None:
    sealed = Sealed.of({"token": "4711"})
    assert "4711" not in repr(sealed) + str(sealed)
    assert "4711" not in repr([sealed])
    assert sealed.open() == {"token": "4711"}
