"""A store with the evidence of a team, for the benchmark of progress."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from msgspec.structs import asdict, replace
from tests.app.roadmaps import guide
from tests.progress.engines import engine_of
from tests.progress.statements import statement

from milepost.progress.connect import connect
from milepost.progress.digest import body_of, sha256
from milepost.progress.latest import derive_all
from milepost.progress.model import Record, Seen
from milepost.progress.store import open_store
from milepost.progress.tables import chain, evidence, subject
from milepost.progress.write import person_chain, put_seal
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection

ROADMAP = "notes"
CHECKS = 5
"""Checks in each record."""
_BATCH = 10_000


def lay_out(folder: Path, setting: str | None, milestones: int) -> None:
    """The roadmap, a chain of guides."""
    (folder / "milestones").mkdir(parents=True)
    progress = f'progress = "{setting}"\n' if setting else ""
    (folder / "milepost.toml").write_text(f'name = "{ROADMAP}"\n{progress}')
    for number in range(1, milestones + 1):
        before = f"[Before]({number - 1:04}.md)" if number > 1 else "git"
        text = guide(number, f"Milestone {number}", before)
        (folder / "milestones" / f"{number:04}.md").write_text(text)


def person(number: int) -> str:
    """Somebody's name."""
    return f"p{number}@example.org"


def fill(setting: str | None, folder: Path, people: int, count: int) -> None:
    """Write records as the store would, but all at once: everybody verifies one after another.

    The last tenth of the people fail at every third milestone.
    """
    guides = sorted((folder / "milestones").glob("*.md"))
    digests = {f"milestones/{path.name}": sha256(path.read_bytes()) for path in guides}
    open_store(setting, folder).close()
    with engine_of(setting, folder) as engine, engine.begin() as connection:
        subjects = _subjects(connection, people, list(digests))
        heads: dict[str, Record] = {}
        rows: list[dict[str, Any]] = []
        for record in _records(people, digests, count):
            body = body_of(record)
            heads[record.chain] = record
            rows.append(
                {
                    "digest": sha256(body),
                    "chain": record.chain,
                    "position": record.position,
                    "subject": subjects[record.who, record.milestone],
                    "at": record.at,
                    "status": str(record.status),
                    "body": body.decode(),
                }
            )
            if len(rows) == _BATCH:
                connection.execute(evidence.insert(), rows)
                rows.clear()
        if rows:
            connection.execute(evidence.insert(), rows)
        for name, record in heads.items():
            head = sha256(body_of(record))
            values = {"position": record.position, "head": head, "at": record.at}
            connection.execute(chain.update().where(chain.c.id == name).values(values))
    _derive(setting, folder)
    with engine_of(setting, folder) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))


def _subjects(
    connection: Connection, people: int, milestones: list[str]
) -> dict[tuple[str, str], int]:
    """Make everybody's chain and subjects; the subjects' numbers."""
    for number in range(people):
        who = person(number)
        own = {"id": f"chain{number}", "roadmap": ROADMAP, "who": who, "owner": who}
        connection.execute(chain.insert().values(**own, position=0, head="", at=""))
        said = [
            {"roadmap": ROADMAP, "who": who, "milestone": m, "kind": "verification", "item": ""}
            for m in milestones
        ]
        connection.execute(subject.insert(), said)
    rows = connection.execute(sa.select(subject.c.who, subject.c.milestone, subject.c.id))
    return {(row.who, row.milestone): row.id for row in rows}


def _records(people: int, digests: dict[str, str], count: int) -> Iterator[Record]:
    """Everybody's records, in the order of their times."""
    milestones = list(digests)
    seen = tuple(
        Seen(place=f"step {n}", line=7 * n, reads_as=f"`file{n}` exists", status=Status.PASSED)
        for n in range(1, CHECKS + 1)
    )
    missing = (*seen[:-1], replace(seen[-1], status=Status.FAILED))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    previous = dict.fromkeys(range(people), "")
    for position in range(1, count // people + 1):
        milestone = milestones[position % len(milestones)]
        for number in range(people):
            at += timedelta(seconds=1)
            fails = number >= people * 9 // 10 and position % 3 == 0
            said = statement(
                milestone,
                who=person(number),
                guide=digests[milestone],
                status=Status.FAILED if fails else Status.PASSED,
                seen=missing if fails else seen,
            )
            record = Record(
                **asdict(said),
                at=at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                chain=f"chain{number}",
                position=position,
                previous=previous[number],
            )
            previous[number] = sha256(body_of(record))
            yield record


def _derive(setting: str | None, folder: Path) -> None:
    """Derive what a store keeps beside the records."""
    with contextlib.closing(connect(setting, folder)) as database, database.writing() as connection:
        for (roadmap, who), seal in derive_all(connection).items():
            put_seal(connection, person_chain(connection, roadmap, who)["id"], seal)
