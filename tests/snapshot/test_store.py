"""A store loses nothing that it told to have, and trusts nothing that was changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from milepost.snapshot.store import Store
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def objects(store: Store) -> list[Path]:
    return sorted(path for path in (store.folder / "objects").rglob("*") if path.is_file())


def test_what_was_entered_is_found_in_another_process(store: Store) -> None:
    layer = store.put(b"layer")
    store.enter("key", b"record", [layer], title="t", lasts=None)
    other = Store(store.folder)
    assert other.find("key") == b"record"
    assert other.get(layer) == b"layer"
    assert other.find("other") is None


def test_the_same_object_is_kept_once(store: Store) -> None:
    assert store.put(b"x") == store.put(b"x")
    assert len(objects(store)) == 1


@pytest.mark.parametrize("damage", [b"", b"reco", b"recorD", b"record and more"])
def test_a_damaged_object_is_forgotten(store: Store, damage: bytes) -> None:
    store.enter("key", b"record", [], title="t", lasts=None)
    (path,) = objects(store)
    path.write_bytes(damage)
    assert store.find("key") is None
    assert not path.exists()
    store.enter("key", b"record", [], title="t", lasts=None)
    assert store.find("key") == b"record"


def test_damage_after_a_first_look_is_noticed(store: Store) -> None:
    digest = store.put(b"layer")
    assert store.holds([digest])
    (path,) = objects(store)
    path.write_bytes(b"other")
    assert not store.holds([digest])


def test_an_index_that_is_no_database_is_begun_anew(store: Store) -> None:
    store.enter("key", b"record", [], title="t", lasts=None)
    for path in store.folder.glob("index.db*"):
        path.write_bytes(b"no database" * 1000)
    assert Store(store.folder).find("key") is None
    store.enter("key", b"record", [], title="t", lasts=None)
    assert store.find("key") == b"record"


def test_an_index_that_breaks_while_it_is_used_is_begun_anew(store: Store) -> None:
    store.enter("key", b"record", [], title="t", lasts=None)
    for path in store.folder.glob("index.db-*"):
        path.unlink()
    (store.folder / "index.db").write_bytes(b"no database" * 1000)
    assert store.find("key") is None


@pytest.mark.parametrize(("lasts", "found"), [(None, True), (1000.0, True), (-1.0, False)])
def test_what_has_expired_is_not_found(store: Store, lasts: float | None, found: bool) -> None:
    store.enter("key", b"record", [], title="t", lasts=lasts)
    assert (store.find("key") is not None) is found


def test_hits_and_sizes_are_counted(store: Store) -> None:
    assert store.figures().oldest is None
    store.enter("key", b"record", [store.put(b"12345")], title="t", lasts=None)
    store.note_use(["key", "key"])
    figures = store.figures()
    assert (figures.steps, figures.size, figures.hits) == (1, 11, 2)


def test_clearing_leaves_nothing(store: Store) -> None:
    store.enter("key", b"record", [store.put(b"layer")], title="t", lasts=None)
    store.note_verdicts([("a.md", "failed")])
    store.clear()
    assert objects(store) == []
    assert store.find("key") is None
    assert store.verdict("a.md") is None


def test_the_last_verdict_of_a_guide_is_known(store: Store) -> None:
    assert store.verdict("a.md") is None
    store.note_verdicts([("a.md", "failed")])
    store.note_verdicts([("a.md", "passed")])
    assert store.verdict("a.md") == "passed"


def test_what_was_not_used_for_longest_is_forgotten_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", limit=2500)
    shared = store.put(b"s" * 100)
    for name in "abc":
        layer = store.put(name.encode() * 1000)
        store.enter(name, name.encode(), [shared, layer], title=name, lasts=None)
    store.note_use(["a"])
    store.evict()
    assert [name for name in "abc" if store.find(name)] == ["a", "c"]
    assert store.get(shared) is not None
    assert store.figures().size <= 2500


def test_nothing_is_forgotten_below_the_limit(store: Store) -> None:
    store.enter("key", b"record", [], title="t", lasts=None)
    store.evict()
    assert store.find("key") == b"record"


def test_temporary_files_of_killed_processes_are_swept(store: Store) -> None:
    stale, young = store.folder / "temporary" / "stale", store.folder / "temporary" / "young"
    stale.touch()
    young.touch()
    os.utime(stale, (1, 1))
    store.evict()
    assert (stale.exists(), young.exists()) == (False, True)


def test_a_temporary_file_that_is_not_adopted_is_gone(store: Store) -> None:
    with store.temporary() as file:
        file.write(b"half")
    assert list((store.folder / "temporary").iterdir()) == []


def test_threads_and_processes_use_it_at_once(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from milepost.snapshot.store import Store\n"
        "for n in range(30):\n"
        "    s = Store(Path(sys.argv[1]), limit=20_000)\n"
        "    s.enter(f'{sys.argv[2]}{n}', b'r' * 500, [s.put(bytes([n]) * 900)], title='t',"
        " lasts=None)\n"
        "    s.evict(); s.find('a1'); s.note_use(['b2'])\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(store.folder), name], env=_with_source())
        for name in "ab"
    ]
    threads = [
        threading.Thread(target=store.enter, args=(f"t{n}", b"r", []), kwargs=LASTING)
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in processes] == [0, 0]
    assert Store(store.folder).figures().size <= 21_500


LASTING = {"title": "t", "lasts": None}


def _with_source() -> dict[str, str]:
    import milepost

    source = os.path.dirname(os.path.dirname(os.path.abspath(milepost.__file__)))
    return {**os.environ, "PYTHONPATH": source}


def test_an_index_that_another_holds_for_too_long_is_an_error_of_the_system(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.snapshot.index._BUSY_SECONDS", 0.01)
    holder = sqlite3.connect(store.folder / "index.db")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OSError, match="locked"):
        store.enter("key", b"record", [], title="t", lasts=None)
    holder.close()


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MilepostError, match="cannot be used"):
        Store(tmp_path / "file" / "store")
    (tmp_path / "store" / "index.db").mkdir(parents=True)
    with pytest.raises(MilepostError, match="cannot be used"):
        Store(tmp_path / "store")


def _full(folder: Path) -> Store:
    store = Store(folder)
    for number in range(200):
        store.enter(f"key {number}", b"record", [], title="t" * 200, lasts=None)
    store.note_verdicts((f"guide {number}", "passed") for number in range(200))
    return store


USES: dict[str, Callable[[Store], object]] = {
    "find": lambda store: [store.find(f"key {number}") for number in range(200)],
    "note use": lambda store: store.note_use(f"key {number}" for number in range(200)),
    "forget": lambda store: store.forget(f"key {number}" for number in range(200)),
    "verdict": lambda store: [store.verdict(f"guide {number}") for number in range(200)],
    "note verdicts": lambda store: store.note_verdicts(
        (f"other {number}", "failed") for number in range(200)
    ),
    "enter": lambda store: [
        store.enter(f"new {number}", b"r", [], title="t", lasts=None) for number in range(200)
    ],
    "figures": lambda store: store.figures(),
    "clear": lambda store: store.clear(),
}


@pytest.mark.parametrize("damage", ["pages", "cut", "head"])
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_damaged_index_is_set_aside_and_begun_anew(
    tmp_path: Path, use: Callable[[Store], object], damage: str
) -> None:
    store = _full(tmp_path / "store")
    path = store.folder / "index.db"
    with sqlite3.connect(path) as index:
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    index.close()
    data = bytearray(path.read_bytes())
    if damage == "pages":
        for start in range(4096, len(data), 4096):
            data[start : start + 600] = b"\xff" * 600
    elif damage == "head":
        data[200:4096] = b"\xff" * 3896
    path.write_bytes(data[:9000] if damage == "cut" else data)
    use(Store(store.folder))
    Store(store.folder).enter("after", b"record", [], title="t", lasts=None)
    figures = Store(store.folder).figures()
    assert Store(store.folder).find("after") == b"record"
    assert figures.damaged is not None or use is USES["clear"]
    Store(store.folder).clear()
    assert Store(store.folder).figures().damaged is None


def test_what_is_held_outlives_a_store_that_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "held").mkdir()
    store = Store(tmp_path / "store", held=lambda: tmp_path / "held")
    digest, other = store.put(b"layer"), store.put(b"other")
    store.hold([digest, "0" * 64])
    Store(store.folder).clear()
    assert store.get(digest) == b"layer"
    assert store.get(other) is None
