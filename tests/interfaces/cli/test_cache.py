"""`milepost cache` shows what is kept, and clears it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from milepost.files.kept import save
from milepost.interfaces.cli.group import milepost
from milepost.interfaces.cli.pretty_cache import age, size
from milepost.snapshot.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def call(*arguments: str) -> str:
    done = CliRunner().invoke(milepost, ["cache", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


def test_the_figures_are_shown_and_gone_after_clearing(folder: Path) -> None:
    store = Store(folder)
    store.enter("key", b"record", [store.put(b"x" * 3000)], title="t", lasts=None)
    store.note_use(["key"])
    record = json.loads(call("--format", "json"))
    assert (record["steps"], record["size"], record["hits"]) == (1, 3006, 1)
    assert 0 <= record["newest_seconds"] <= record["oldest_seconds"] < 60
    assert "2.9 KiB of at most 5.0 GiB" in call()
    assert call("clear") == "Removed 2.9 KiB.\n"
    assert json.loads(call("--format", "json"))["steps"] == 0


def test_a_damaged_index_is_told_and_cleared(folder: Path) -> None:
    Store(folder)
    (folder / "index.db").write_bytes(b"no database" * 1000)
    assert f"set aside as {folder}/index.db.damaged, and begun anew" in call().replace("\n", " ")
    assert json.loads(call("--format", "json"))["damaged"] == f"{folder}/index.db.damaged"
    assert call("clear") == "Removed 0 B.\n"
    assert "begun anew" not in call()


def test_without_a_home_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MILEPOST_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    done = CliRunner().invoke(milepost, ["cache"])
    assert "there is no home" in str(done.exception)


def test_kept_checks_are_shown_and_gone_after_clearing(folder: Path) -> None:
    save(folder / "check" / "one", b"x" * 2000, limit=10_000)
    record = json.loads(call("--format", "json"))
    assert (record["checks"], record["checks_size"]) == (1, 2032)
    assert "1, 2.0 KiB" in call()
    assert call("clear") == "Removed 2.0 KiB.\n"
    assert json.loads(call("--format", "json"))["checks"] == 0


@pytest.mark.parametrize(
    ("limit", "said"), [("1.5", "1.5 GiB"), ("x", "which is no size"), ("-1", "which is no size")]
)
def test_the_limit_can_be_set(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str, said: str
) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_GIB", limit)
    done = CliRunner().invoke(milepost, ["cache"])
    assert said in done.output + str(done.exception)
    assert folder.exists() is (limit == "1.5")


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (3 << 40, "3072.0 GiB")],
)
def test_sizes_are_told_in_their_unit(count: int, shown: str) -> None:
    assert size(count) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(3, "less than a minute"), (60, "1 minute"), (7300, "2 hours"), (200_000, "2 days")],
)
def test_ages_are_told_in_their_unit(seconds: float, shown: str) -> None:
    assert age(seconds) == shown
