"""What holds of a store of progress, whichever database keeps it.

The file is long: all of it is asked of both.
"""

from __future__ import annotations

import contextlib
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pytest
import sqlalchemy as sa
from msgspec import UNSET
from msgspec.structs import replace
from tests.progress.engines import engine_of
from tests.progress.statements import statement

from milepost.progress.digest import body_of, sha256
from milepost.progress.model import HEAD, Kind, Seen
from milepost.progress.store import open_store
from milepost.progress.tables import metadata
from milepost.result.model import Status
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Statement
    from milepost.progress.store import Store


def change(setting: str | None, folder: Path, sql: str) -> None:
    """Edit a store behind its back."""
    with engine_of(setting, folder) as engine, engine.begin() as connection:
        connection.execute(sa.text(sql))


def test_a_record_continues_the_one_before(store: Store) -> None:
    first, second = store.append(statement()), store.append(statement("milestones/02.md"))
    assert (first.record.position, first.record.previous) == (1, "")
    assert (second.record.position, second.record.previous) == (2, first.digest)
    assert second.record.at >= first.record.at
    assert [kept.digest for kept in store.records()] == [first.digest, second.digest]
    assert store.audit() == []


def test_what_was_kept_is_there_when_it_is_opened_again(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    kept = store.append(statement())
    with open_store(setting, tmp_path) as again:
        assert list(again.records()) == [kept]


def test_the_newest_record_of_each_subject_is_found(store: Store) -> None:
    store.append(statement())
    store.append(statement(status=Status.FAILED))
    other = store.append(statement("milestones/02.md"))
    signed = store.append(statement(kind=Kind.SIGNATURE, item="i"))
    theirs = store.append(statement(who="bob"))
    store.append(statement(roadmap="another"))
    mine = store.newest("notes", "ada@example.org")
    assert sorted((k.record.milestone, k.record.kind, k.record.status) for k in mine) == [
        ("milestones/01.md", "signature", "passed"),
        ("milestones/01.md", "verification", "failed"),
        ("milestones/02.md", "verification", "passed"),
    ]
    assert {kept.digest for kept in mine} >= {other.digest, signed.digest}
    assert [kept.digest for kept in store.newest("notes", "bob")] == [theirs.digest]
    assert all(kept.passed_first is not None for kept in mine)


def failing(*checks: str) -> Statement:
    """A verification in which these checks failed."""
    seen = (Seen(place="step 1", line=7, reads_as=one, status=Status.FAILED) for one in checks)
    return statement(status=Status.FAILED, seen=tuple(seen))


def test_somebody_is_stuck_since_the_same_check_has_not_held(store: Store) -> None:
    said = [failing("a"), statement(), failing("a", "b"), failing("b"), failing("b", "c")]
    kept = [store.append(one) for one in said]
    ((latest,),) = [person.latest for person in store.people("notes")]
    assert (latest.stuck, latest.since) == ("step 1: b", kept[3].record.at)
    assert latest.passed_first == kept[1].record.at
    store.append(statement())
    ((latest,),) = [person.latest for person in store.people("notes")]
    assert (latest.stuck, latest.since) == (None, None)


STATEMENTS = [
    statement(),
    failing("a"),
    failing("b", "a"),
    statement(status=Status.BLOCKED, seen=(), reason="no git"),
    statement(kind=Kind.SIGNATURE, item="i"),
    statement("milestones/02.md"),
    statement(who="bob", status=Status.MANUAL),
]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_of_the_records_is_what_they_say_however_they_came(
    setting: str | None, tmp_path: Path, seed: int
) -> None:
    """Own records and those of two other stores, one of them ahead, in any order of their times."""
    chosen = random.Random(seed)
    minute = 0

    def clock(ahead: int = 0) -> datetime:
        return datetime(2026, 5, 1, tzinfo=UTC) + timedelta(minutes=minute + ahead)

    with contextlib.ExitStack() as stack:
        main = stack.enter_context(open_store(setting, tmp_path, clock))
        others = [
            stack.enter_context(open_store(None, tmp_path / name, partial(clock, ahead)))
            for name, ahead in (("a", 0), ("b", 15))
        ]
        for _ in range(40):
            minute += 1
            chosen.choice([main, *others]).append(chosen.choice(STATEMENTS))
            if chosen.random() < 0.2:
                source = chosen.choice(others)
                main.merge([(kept.record, kept.digest) for kept in source.records()])
        assert main.audit() == []
        assert {person.who for person in main.people("notes")} == {"ada@example.org", "bob"}


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE subject SET latest = replace(latest, 'failed', 'passed')", "was changed"),
        ("UPDATE subject SET latest = 'x'", "was changed"),
        ("UPDATE subject SET latest = ''", "was changed"),
        ("DELETE FROM subject WHERE who = 'bob'", "was changed"),
        ("UPDATE subject SET who = 'bob' WHERE milestone = 'milestones/02.md'", "was changed"),
        ("UPDATE chain SET seal = ''", "was changed"),
    ],
)
def test_an_edit_of_what_is_kept_of_the_records_shows_at_once(
    store: Store, setting: str | None, tmp_path: Path, sql: str, fault: str
) -> None:
    store.append(statement(status=Status.FAILED))
    store.append(statement("milestones/02.md"))
    store.append(statement(who="bob", status=Status.FAILED))
    assert [person.fault for person in store.people("notes")] == [None, None]
    if sql.startswith("DELETE"):
        change(setting, tmp_path, "DELETE FROM evidence WHERE status = 'failed'")
    change(setting, tmp_path, sql)
    faults = [person.fault for person in store.people("notes") if person.fault]
    assert faults
    assert all(fault in one for one in faults)
    assert set(faults) <= set(store.audit())


def test_a_forged_state_with_a_seal_of_its_own_is_found_by_an_audit(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    store.append(statement(status=Status.FAILED))
    ((latest,),) = [person.latest for person in store.people("notes")]
    who = "ada@example.org"
    forged = msgspec.json.encode(replace(latest, status=Status.PASSED)).decode()
    seal = sha256(f"{who}\n{forged}".encode())
    change(setting, tmp_path, f"UPDATE chain SET seal = '{seal}'")
    change(setting, tmp_path, f"UPDATE subject SET latest = '{forged}'")
    assert [person.fault for person in store.people("notes")] == [None]
    assert store.audit() == [
        f"what is kept of milestones/01.md ({who}) is not what its records say"
    ]
    change(setting, tmp_path, "DELETE FROM evidence")
    assert f"what is kept of milestones/01.md ({who}) has no records" in store.audit()


def test_a_record_that_was_changed_is_not_taken_for_true_when_all_is_derived_anew(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    store.append(statement(status=Status.FAILED))
    to_first_schema(setting, tmp_path)
    change(setting, tmp_path, "UPDATE evidence SET body = replace(body, 'failed', 'passed')")
    with open_store(setting, tmp_path) as again:
        ((latest,),) = [person.latest for person in again.people("notes")]
    assert not latest.intact


def to_first_schema(setting: str | None, folder: Path) -> None:
    """What an older version would have written."""
    change(setting, folder, "ALTER TABLE subject DROP COLUMN latest")
    change(setting, folder, "ALTER TABLE chain DROP COLUMN seal")
    change(setting, folder, "UPDATE alembic_version SET version_num = '0001'")


def test_a_store_of_the_first_schema_is_brought_up_to_date(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    with open_store(None, tmp_path / "other") as other:
        theirs = other.append(statement(who="bob"))
        store.merge([(theirs.record, theirs.digest)])
    for one in (failing("a"), failing("a"), statement("milestones/02.md")):
        store.append(one)
    before, people = list(store.records()), store.people("notes")
    to_first_schema(setting, tmp_path)
    change(setting, tmp_path, "DELETE FROM chain WHERE owner = 'bob'")
    with open_store(setting, tmp_path) as again:
        assert list(again.records()) == before
        assert again.people("notes") == people
        again.append(statement(who="bob"))
        assert again.audit() == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE evidence SET body = replace(body, 'failed', 'passed')", "was changed"),
        ("UPDATE evidence SET status = 'passed'", "was changed"),
        ("UPDATE subject SET milestone = 'milestones/09.md'", "was changed"),
        ("DELETE FROM evidence WHERE position = 2", "what was between is gone"),
        ("DELETE FROM evidence WHERE position = 1", "what was between is gone"),
        ("DELETE FROM evidence WHERE position = 3", "the end of chain"),
        ("UPDATE chain SET head = 'x'", "the end of chain"),
    ],
)
def test_an_edited_store_is_found_out(
    store: Store, setting: str | None, tmp_path: Path, sql: str, fault: str
) -> None:
    for _ in range(3):
        store.append(statement(status=Status.FAILED))
    assert store.audit() == []
    change(setting, tmp_path, sql)
    assert any(fault in found for found in store.audit()), store.audit()


def test_a_record_with_a_digest_of_its_own_breaks_its_chain(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    first = store.append(statement(status=Status.FAILED)).record
    store.append(statement(status=Status.FAILED))
    forged = body_of(replace(first, status=Status.PASSED))
    change(
        setting,
        tmp_path,
        f"UPDATE evidence SET status = 'passed', digest = '{sha256(forged)}', "
        f"body = '{forged.decode().replace(':', chr(92) + ':')}' WHERE position = 1",
    )
    assert any("does not continue" in fault for fault in store.audit())


def test_many_writers_at_once_lose_nothing(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    start = threading.Barrier(8)

    def write(writer: int) -> list[str]:
        with open_store(setting, tmp_path) as own:
            start.wait()
            return [own.append(statement(who=f"p{writer % 4}")).digest for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        digests = {digest for found in pool.map(write, range(8)) for digest in found}
    assert len(digests) == 80
    assert {kept.digest for kept in store.records()} == digests
    assert store.audit() == []


NEVER = """
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER never BEFORE UPDATE ON chain FOR EACH ROW EXECUTE FUNCTION never();
"""


def test_who_is_overtaken_again_and_again_is_told_of_it(database: str, tmp_path: Path) -> None:
    with open_store(database, tmp_path) as store:
        store.append(statement())
        # As if the chain had moved on each time before the record was put to its end.
        change(database, tmp_path, NEVER)
        with pytest.raises(MilepostError, match="written in between"):
            store.append(statement())
        assert len(list(store.records())) == 1


def test_many_who_come_first_at_once_find_one_store(setting: str | None, tmp_path: Path) -> None:
    start = threading.Barrier(4)

    def come(one: int) -> None:
        start.wait()
        with open_store(setting, tmp_path) as own:
            own.append(statement(who=f"p{one}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(come, range(4)))
    with open_store(setting, tmp_path) as store:
        assert len(list(store.records())) == 4
        assert store.audit() == []


def test_what_is_kept_under_a_clock_that_went_back_says_so(
    setting: str | None, tmp_path: Path
) -> None:
    time = datetime(2026, 5, 1, tzinfo=UTC)
    with open_store(setting, tmp_path, lambda: time) as store:
        first = store.append(statement()).record
        time -= timedelta(hours=1)
        assert store.is_to_come(first.at)
        second = store.append(statement(status=Status.FAILED)).record
        time += timedelta(hours=2)
        third = store.append(statement()).record
        assert not store.is_to_come(first.at)
        assert [one.at for one in (second, third)] == [first.at, "2026-05-01T01:00:00.000000Z"]
        clocks = [one.clock for one in (first, second, third)]
        assert clocks == [UNSET, "2026-04-30T23:00:00.000000Z", UNSET]
        assert store.audit() == []


def test_a_clock_that_was_set_back_a_little_does_not_turn_time(
    setting: str | None, tmp_path: Path
) -> None:
    time = datetime(2026, 5, 1, tzinfo=UTC)
    with open_store(setting, tmp_path, lambda: time) as store:
        first = store.append(statement())
        time -= timedelta(seconds=5)
        assert store.append(statement()).record.at == first.record.at


def test_an_import_brings_all_and_a_second_one_nothing(store: Store, tmp_path: Path) -> None:
    for number in range(3):
        store.append(statement(f"milestones/{number}.md"))
    records = [(kept.record, kept.digest) for kept in store.records()]
    with open_store(None, tmp_path / "other") as other:
        own = other.append(statement("milestones/7.md"))
        assert other.merge(records) == (3, 0, 0)
        assert other.merge(records) == (0, 3, 0)
        assert other.audit() == []
        kept = other.newest("notes", own.record.who)
        assert {k.record.milestone for k in kept if k.imported} == {
            f"milestones/{number}.md" for number in range(3)
        }
        assert {k.digest for k in kept if not k.imported} == {own.digest}


def test_own_records_that_come_back_into_an_empty_store_are_followed_by_a_chain_of_their_own(
    store: Store, tmp_path: Path
) -> None:
    first = store.append(statement())
    with open_store(None, tmp_path / "restored") as restored:
        restored.merge([(first.record, first.digest)])
        second = restored.append(statement())
        assert second.record.chain != first.record.chain
        assert restored.audit() == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"status": Status.PASSED}, "was changed"),
        ({"who": "mallory"}, "was changed"),
    ],
)
def test_an_edited_record_is_not_imported(
    store: Store, tmp_path: Path, changes: dict[str, object], fault: str
) -> None:
    kept = store.append(statement(status=Status.FAILED))
    forged = replace(kept.record, **changes)
    with (
        open_store(None, tmp_path / "other") as other,
        pytest.raises(MilepostError, match=fault),
    ):
        other.merge([(forged, kept.digest)])


def test_an_import_with_a_gap_brings_nothing_at_all(store: Store, tmp_path: Path) -> None:
    records = [store.append(statement()) for _ in range(3)]
    with open_store(None, tmp_path / "other") as other:
        with pytest.raises(MilepostError, match="does not follow"):
            other.merge([(k.record, k.digest) for k in (records[0], records[2])])
        assert list(other.records()) == []


def test_a_newer_schema_is_refused_with_advice(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    store.append(statement())
    change(setting, tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MilepostError, match="newer Milepost") as error:
        open_store(setting, tmp_path)
    assert "up to date" in error.value.remedy


def test_a_database_that_is_not_there_is_told_of(server: str, tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="the server is there") as error:
        open_store(f"{server}/nowhere", tmp_path)
    assert "createdb" in error.value.remedy


def test_a_half_written_schema_is_told_of(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    change(setting, tmp_path, "DROP TABLE alembic_version")
    with pytest.raises(MilepostError, match="half written"):
        open_store(setting, tmp_path)
    assert list(store.records()) == []
    change(setting, tmp_path, "DROP TABLE evidence")
    with pytest.raises(MilepostError, match="half written") as error:
        open_store(setting, tmp_path)
    assert "an empty database" in error.value.remedy


def test_a_record_that_is_no_json_any_more_is_told_of(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    store.append(statement())
    change(setting, tmp_path, "UPDATE evidence SET body = 'x'")
    with pytest.raises(MilepostError, match="no record any more"):
        store.audit()


def test_the_migrations_lead_to_the_tables_that_the_code_knows(
    store: Store, setting: str | None, tmp_path: Path
) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine_of(setting, tmp_path) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    assert store.where
