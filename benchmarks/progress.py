"""`python -m benchmarks.progress`: the figures of progress, on SQLite and on PostgreSQL.

A roadmap of 1,000 guides with 1,000,000 records of 20 people is laid out, `status` and `next` are
measured as whole processes, and 50 processes' worth of people write at once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from tests.app.roadmaps import guide
from tests.progress import postgres
from tests.progress.statements import statement

from milepost.progress.connect import engine_of
from milepost.progress.digest import body_of, sha256
from milepost.progress.model import Record
from milepost.progress.store import open_store
from milepost.progress.tables import chain, evidence, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 20
WRITERS = 50
RUNS = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.progress", description=__doc__)
    parser.add_argument("--milestones", type=int, default=1000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["SQLite", "PostgreSQL"])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, postgres.server() as server:
        for name, setting in (("SQLite", None), ("PostgreSQL", f"{server}/postgres")):
            if chosen.only not in (None, name):
                continue
            folder = Path(work) / name
            lay_out(folder, setting, chosen.milestones)
            open_store(setting, folder).close()
            fill(setting, folder, chosen.milestones, chosen.records)
            imports = measure(folder, "-c", "import milepost.progress.store, milepost.app.status")
            for command in (["status"], ["next"], ["status", "--everyone"]):
                seconds = measure(folder, "-m", "milepost", *command)
                print(
                    f"{name}: milepost {' '.join(command)}, {chosen.milestones} milestones, "
                    f"{chosen.records} records: {seconds * 1000:.0f} ms, "
                    f"{(seconds - imports) * 1000:.0f} ms beyond imports"
                )
            write(name, setting, folder)


def lay_out(folder: Path, setting: str | None, milestones: int) -> None:
    """The roadmap, a chain of guides."""
    (folder / "milestones").mkdir(parents=True)
    progress = f'progress = "{setting}"\n' if setting else ""
    (folder / "milepost.toml").write_text(f'name = "notes"\n{progress}')
    for number in range(1, milestones + 1):
        before = f"[Before]({number - 1:04}.md)" if number > 1 else "git"
        text = guide(number, f"Milestone {number}", before)
        (folder / "milestones" / f"{number:04}.md").write_text(text)


def fill(setting: str | None, folder: Path, milestones: int, count: int) -> None:
    """Write the records as the store would, but all at once."""
    engine, _ = engine_of(setting, folder)
    digests = [
        sha256((folder / "milestones" / f"{n:04}.md").read_bytes())
        for n in range(1, milestones + 1)
    ]
    with engine.connect() as connection, connection.begin():
        for person in range(PEOPLE):
            who = f"p{person}@example.org"
            numbers = {
                m: connection.execute(
                    subject.insert()
                    .values(roadmap="notes", who=who, milestone=m, kind="verification", item="")
                    .returning(subject.c.id)
                ).scalar_one()
                for m in (f"milestones/{n:04}.md" for n in range(1, milestones + 1))
            }
            last: tuple[Record, str] | None = None
            rows: list[dict[str, Any]] = []
            head = {"id": f"chain{person}", "roadmap": "notes", "who": who, "owner": who}
            connection.execute(chain.insert().values(**head, position=0, head="", at=""))
            for record, digest, body in records(who, head["id"], list(numbers), digests, count):
                last = record, digest
                rows.append(
                    {
                        "digest": digest,
                        "chain": record.chain,
                        "position": record.position,
                        "subject": numbers[record.milestone],
                        "at": record.at,
                        "status": str(record.status),
                        "body": body.decode(),
                    }
                )
            connection.execute(evidence.insert(), rows)
            assert last is not None
            connection.execute(
                chain.update()
                .where(chain.c.id == head["id"])
                .values(position=last[0].position, head=last[1], at=last[0].at)
            )
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))
    engine.dispose()


def records(
    who: str, name: str, milestones: list[str], digests: list[str], count: int
) -> Iterator[tuple[Record, str, bytes]]:
    """One person's part of all records."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    previous = ""
    for position in range(1, count // PEOPLE + 1):
        at += timedelta(seconds=60)
        index = position % len(milestones)
        said = statement(milestones[index], who=who, guide=digests[index])
        record = Record(
            **{field: getattr(said, field) for field in said.__struct_fields__},
            at=at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            chain=name,
            position=position,
            previous=previous,
        )
        body = body_of(record)
        previous = sha256(body)
        yield record, previous, body


def measure(folder: Path, *arguments: str) -> float:
    """Median wall time of a Python process, in seconds; the first run warms what is cached."""
    environment = {
        **os.environ,
        "MILEPOST_USER": "p7@example.org",
        "MILEPOST_CACHE_DIR": str(folder / "cache"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def write(name: str, setting: str | None, folder: Path) -> None:
    """People who verify at once: each writes 20 records, a few a second."""
    begin = threading.Barrier(WRITERS)

    def person(number: int) -> list[float]:
        times = []
        with open_store(setting, folder) as store:
            store.append(statement(who=f"writer{number}"))
            begin.wait()
            for index in range(20):
                time.sleep(0.5 + (number * 7 + index * 3) % 50 / 50)
                started = time.perf_counter()
                store.append(statement(who=f"writer{number}"))
                times.append(time.perf_counter() - started)
        return times

    with ThreadPoolExecutor(WRITERS) as pool:
        times = sorted(one for found in pool.map(person, range(WRITERS)) for one in found)
    with open_store(setting, folder) as store:
        kept = sum(one.record.who.startswith("writer") for one in store.newest("notes"))
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    print(
        f"{name}: {WRITERS} people writing at once, {len(times)} writes, "
        f"{kept} people kept: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main()
