"""A store in trouble, as who types a command meets it: what is wrong, what to do, nothing lost."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.interfaces.cli.process import COMMAND, environment
from tests.interfaces.cli.progress_roadmap import commit, do_the_work, lay_out
from tests.progress.statements import statement
from tests.progress.test_store import change

from milepost.interfaces.cli.main import run
from milepost.progress import connect, database, glance
from milepost.progress.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHO = "ada"


@pytest.fixture
def roadmap(setting: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap whose work is done, with a store of either kind."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    if setting is not None:
        (folder / "milepost.toml").write_text(f'name = "sums"\nprogress = "{setting}"\n')
        commit(folder)
    do_the_work(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", WHO)
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(database, "PATIENCE", 1)
    return folder


def verify(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Verify the first milestone: exit status and what is said of errors."""
    capsys.readouterr()
    return run(["verify", "1", "--yes"]), capsys.readouterr().err


def count(setting: str | None, folder: Path) -> int:
    """Records of a store that is as it was written."""
    with open_store(setting, folder) as store:
        assert store.audit() == []
        return len(list(store.records()))


@contextlib.contextmanager
def held(setting: str | None, folder: Path) -> Iterator[None]:
    """Another program holds the store."""
    if setting is None:
        other = sqlite3.connect(folder / ".milepost" / glance.STORE, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.close()
    else:
        with psycopg.connect(setting) as connection:
            connection.execute("LOCK TABLE evidence")
            yield


def test_a_locked_store_is_waited_for_and_then_told_of(
    roadmap: Path, setting: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(capsys)[0] == 0
    with held(setting, roadmap):
        status, said = verify(capsys)
    assert (status, "locked by another program" in said) == (2, True)
    assert "nothing was lost" in said
    assert verify(capsys)[0] == 0
    assert count(setting, roadmap) == 2


def test_evidence_is_not_dated_before_what_is_there_and_says_so(
    roadmap: Path, setting: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    def tomorrow() -> datetime:
        return datetime.now(UTC) + timedelta(days=1)

    with open_store(setting, roadmap, tomorrow) as store:
        before = store.append(statement(roadmap="sums", who=WHO)).record
    assert run(["verify", "1", "--yes"]) == 0
    assert "The clock is behind your newest evidence" in capsys.readouterr().out
    assert count(setting, roadmap) == 2
    with open_store(setting, roadmap) as store:
        last = list(store.records())[-1].record
    assert (last.at, last.position, isinstance(last.clock, str)) == (before.at, 2, True)


@pytest.mark.parametrize(
    ("sql", "fault", "remedy"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer Milepost", "pip install"),
        ("DROP TABLE alembic_version", "only half written", "milepost import"),
        ("DROP TABLE evidence", "damaged, or only half written", "milepost import"),
    ],
)
@pytest.mark.parametrize("command", [["verify", "1", "--yes"], ["status"], ["next"]])
def test_a_store_that_is_not_whole_or_not_known_is_told_of(
    roadmap: Path,
    setting: str | None,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    sql: str,
    fault: str,
    remedy: str,
) -> None:
    open_store(setting, roadmap).close()
    if sql.startswith("DROP TABLE evidence") and setting is None:
        change(setting, roadmap, "PRAGMA foreign_keys = OFF")
    change(setting, roadmap, sql)
    assert run(command) == 2
    said = capsys.readouterr().err
    assert fault in said
    assert remedy in said


def test_a_database_that_takes_no_writes_is_told_of(
    roadmap: Path, setting: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if setting is None:
        pytest.skip("a folder that takes no writes has a test of its own")
    assert verify(capsys)[0] == 0
    with psycopg.connect(setting, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
        status, said = verify(capsys)
        assert (status, "cannot be written" in said) == (2, True)
        assert run(["status"]) == 0
        connection.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only".encode())
    assert verify(capsys)[0] == 0
    assert count(setting, roadmap) == 2


DISKS = {
    "full": ("head -c 1M /dev/zero > filler 2>/dev/null", "is full"),
    "read-only": ("mount -o remount,ro disk .", "cannot be written"),
}


@pytest.mark.parametrize("disk", DISKS)
@pytest.mark.parametrize("setting", [None])
def test_a_disk_that_takes_nothing_is_told_of_and_keeps_the_evidence(
    roadmap: Path, capsys: pytest.CaptureFixture[str], disk: str
) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("this machine mounts no disk for its users")
    assert verify(capsys)[0] == 0
    before, expected = DISKS[disk]
    # The store alone lies on the small disk: the work is the reader's, and may be anywhere.
    script = f"""
mkdir ../kept && cp -a .milepost/. ../kept &&
mount -t tmpfs -o size=200k disk .milepost && cp -a ../kept/. .milepost && cd .milepost &&
{{ {before}; cd ..; }} || exit 90
"$@"
echo status $?
rm -f .milepost/filler
cp .milepost/progress.db* ../kept"""
    done = subprocess.run(
        [unshare, "-rm", "bash", "-c", script, "disk", *COMMAND, "verify", "1", "--yes"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.endswith("status 2\n"), done.stdout
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert count(str(roadmap.parent / "kept" / glance.STORE), roadmap) == 1


@pytest.mark.parametrize("setting", [None])
def test_a_network_folder_is_refused_by_the_type_of_its_file_system(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_DISTANT", (connect._file_system(roadmap),))
    status, said = verify(capsys)
    assert (status, "network folder" in said) == (2, True)
    assert "postgresql:// URL" in said


def test_two_who_verify_at_once_are_both_recorded(roadmap: Path, setting: str | None) -> None:
    """Both are the first to open the store, and both are the same person."""
    people = [
        subprocess.Popen(
            [*COMMAND, "verify", "1", "--yes", "--format", "json"],
            stdout=subprocess.PIPE,
            env=environment(),
        )
        for _ in range(2)
    ]
    shown = [json.loads(one.communicate(timeout=60)[0]) for one in people]
    assert [one.returncode for one in people] == [0, 0]
    with open_store(setting, roadmap) as store:
        kept = {record.digest for record in store.records()}
        assert store.audit() == []
    assert {one["evidence"] for one in shown} == kept
    assert len(kept) == 2
