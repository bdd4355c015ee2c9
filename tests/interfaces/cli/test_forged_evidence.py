"""Evidence that is brought here and was not made here: it is refused, or shows."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec.structs import replace
from tests.interfaces.cheats import Cheater
from tests.interfaces.cli.progress_roadmap import do_the_work, lay_out

from milepost.app.sign import SignRequest, override, sign
from milepost.app.transfer import Line
from milepost.interfaces.cli.main import run
from milepost.progress.digest import body_of, sha256
from milepost.progress.model import Kind
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Record

OTHER = "0" * 32
"""A chain that is none of the store's."""


@pytest.fixture
def cheater(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cheater:
    """Somebody in a roadmap that is in no repository."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    shutil.rmtree(folder / ".git")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "mallory")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    return Cheater(folder)


def record(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    capsys.readouterr()
    run([*args, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def first(capsys: pytest.CaptureFixture[str]) -> tuple[str, str | None]:
    """How the first milestone stands, and why."""
    found = record(capsys, "status")["milestones"][0]
    return found["state"], found["why"]


def kept() -> list[Record]:
    """All that the store holds, as its export has it."""
    assert run(["export", "--output", "all.jsonl"]) == 0
    with open("all.jsonl", "rb") as file:
        return [msgspec.json.decode(line, type=Line).record for line in file]


def bring(*records: Record) -> int:
    """Import records with digests that fit; the exit status."""
    lines = [Line(digest=sha256(body_of(one)), record=one) for one in records]
    with open("forged.jsonl", "wb") as file:
        file.writelines(msgspec.json.encode(line, order="sorted") + b"\n" for line in lines)
    return run(["import", "forged.jsonl"])


def next_of(last: Record, **changes: Any) -> Record:
    """A record that continues another one."""
    place = {"position": last.position + 1, "previous": sha256(body_of(last))}
    return replace(last, **place, **changes)


def begun(last: Record, **changes: Any) -> Record:
    """The first record of a chain of its own."""
    return replace(last, chain=OTHER, position=1, previous="", **changes)


def passed(last: Record) -> dict[str, Any]:
    seen = tuple(
        one if one.status is Status.MANUAL else replace(one, status=Status.PASSED)
        for one in last.seen
    )
    return {"status": Status.PASSED, "reason": None, "seen": seen}


def at(**ahead: int) -> str:
    """A time that lies so far ahead."""
    return (datetime.now(UTC) + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pytest.mark.parametrize("kind", Kind)
def test_a_chain_of_this_store_is_continued_in_it_alone(
    cheater: Cheater, capsys: pytest.CaptureFixture[str], kind: Kind
) -> None:
    if kind is Kind.VERIFICATION:
        cheater.verify()
    else:
        do_the_work(cheater.folder)
        cheater.verify()
    before = first(capsys)
    (last,) = kept()
    forged = {
        Kind.VERIFICATION: passed(last),
        Kind.SIGNATURE: {"kind": kind, "item": sha256(b"I understand addition")},
        Kind.OVERRIDE: {"kind": kind, "reason": "trust me", "status": Status.PASSED},
    }[kind]
    theirs = begun(last, who="bob")
    capsys.readouterr()
    assert bring(next_of(last, **forged), theirs) == 1
    said = capsys.readouterr()
    assert "1 added, 0 known already" in said.out
    assert "1 refused: they continue what is kept in this store" in said.err
    assert first(capsys) == before
    assert record(capsys, "status", "--audit")["faults"] == []


def test_a_backup_is_brought_up_to_what_was_written_here_and_no_further(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    cheater.verify()
    backup = cheater.database.read_bytes()
    do_the_work(cheater.folder)
    cheater.verify()
    sign(SignRequest("1", 2), lambda _: None)
    records = kept()
    cheater.remove_the_store()
    cheater.database.write_bytes(backup)
    assert first(capsys)[0] == "tampered"
    forged = next_of(records[1], **passed(records[1]), at=records[2].at)
    assert bring(records[0], records[1], forged, next_of(forged)) == 1
    assert bring(*records, next_of(records[2], reason="more")) == 1
    assert first(capsys) == ("done", None)
    assert [one.position for one in kept()] == [1, 2, 3]
    assert record(capsys, "status", "--audit")["faults"] == []


def test_what_others_signed_is_marked(cheater: Cheater, capsys: pytest.CaptureFixture[str]) -> None:
    do_the_work(cheater.folder)
    cheater.verify()
    (last,) = kept()
    signature = {"kind": Kind.SIGNATURE, "item": sha256(b"I understand addition")}
    assert bring(begun(last, **signature)) == 0
    assert first(capsys) == ("done", "signed elsewhere, and imported")
    assert record(capsys, "verify", "1", "--yes")["why"] == "signed elsewhere, and imported"
    sign(SignRequest("1", 2), lambda _: None)
    assert first(capsys) == ("done", None)


def test_what_others_overrode_is_marked(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    cheater.verify()
    (last,) = kept()
    changes = {"kind": Kind.OVERRIDE, "reason": "rain", "status": Status.PASSED, "seen": ()}
    assert bring(begun(last, **changes)) == 0
    why = "overridden by mallory: rain; signed elsewhere, and imported"
    assert first(capsys) == ("overridden", why)
    assert record(capsys, "next")["done"] == 1
    override(SignRequest("1", reason="snow"), lambda _: None)
    assert first(capsys) == ("overridden", "overridden by mallory: snow")


def test_what_lies_ahead_proves_nothing_until_then(
    cheater: Cheater, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(cheater.folder)
    cheater.verify()
    (last,) = kept()
    cheater.remove_the_store()
    assert bring(begun(last, seen=(), at=at(days=9))) == 0
    assert first(capsys) == ("ready", "what was imported of it has a time that lies ahead")
    _, note = record(capsys, "next")["notes"]
    assert note.startswith("Evidence of 1: Add was imported with a time that lies ahead")
    # Another one, whose time has come, counts all the same.
    other = replace(begun(last, seen=(), at=at(seconds=0)), chain="1" * 32)
    assert bring(other) == 0
    assert first(capsys) == ("done", "verified elsewhere, and imported")
    assert record(capsys, "status", "--audit")["faults"] == []


@pytest.mark.parametrize("ahead", [{"seconds": 50}, {"days": 9}])
def test_what_is_verified_here_outdoes_what_was_imported_before(
    cheater: Cheater, capsys: pytest.CaptureFixture[str], ahead: dict[str, int]
) -> None:
    cheater.verify()
    (last,) = kept()
    assert bring(begun(last, **passed(last), at=at(**ahead))) == 0
    found = record(capsys, "verify", "1", "--yes")
    assert (found["state"], found["milestone"]["status"]) == ("failing", "failed")
    assert first(capsys)[0] == "failing"
    found = record(capsys, "status", "--everyone", "--audit")
    assert (found["everyone"][0]["done"], found["faults"]) == (0, [])
    assert found["everyone"][0]["since"] == last.at
