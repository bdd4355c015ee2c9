from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measure import Figure, Sample
from tests.progress.statements import statement

from benchmarks import (
    bench_check,
    bench_cluster,
    bench_progress,
    bench_roadmap,
    bench_room,
    bench_run,
    evidence,
)
from milepost.progress.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


def figure(seconds: float, peak: int = 0) -> Figure:
    return Figure((Sample(seconds, peak),))


def test_check_is_held_against_its_limits_and_its_slow_peer() -> None:
    figures = {
        (bench_check.COLD, 1): figure(0.05),
        (bench_check.COLD, 1_000): figure(0.5),
        (bench_check.COLD, 10_000): figure(11.0, 200_000_000),
        ("markdownlint-cli2", 1_000): figure(7.0),
        (bench_check.WARM, 1): figure(0.05),
        (bench_check.WARM, 1_000): figure(0.08),
        ("rumdl (unchanged)", 1_000): figure(0.07),
    }
    assert [(target.what, target.met) for target in bench_check.targets(figures)] == [
        ("check of 1 guide", True),
        ("check of 1,000 guides", True),
        ("check of 10,000 guides", False),
        ("check of 1,000 unchanged guides", True),
        ("check of 1,000 unchanged guides, faster than rumdl", False),
        ("check of 1,000 guides, faster than markdownlint-cli2", True),
        ("check of 10,000 guides, peak", True),
    ]


def test_what_was_not_measured_has_no_target() -> None:
    assert bench_check.targets({("rumdl --no-cache", 1): figure(0.01)}) == ()


def test_a_block_costs_what_199_more_of_them_add() -> None:
    figures = {("cram", "1 block"): figure(0.1), ("cram", "200 blocks"): figure(0.3)}
    assert round(bench_run.per_block(figures, "cram"), 3) == round(200 / 199, 3)


def test_run_is_held_against_bash_and_every_peer_that_stops_at_a_step() -> None:
    loads = {"1 block": 0.1, "200 blocks": 0.15, "20 x 20": 0.2}
    names = [bench_run.HOST, "bash", "cram", "sybil"]
    figures = {(name, load): figure(taken) for name in names for load, taken in loads.items()}
    assert [(target.what, target.met) for target in bench_run.targets(figures)] == [
        ("milepost run --no-sandbox, 200 blocks", True),
        ("milepost run --no-sandbox, 20 x 20", True),
        ("milepost run --no-sandbox, per block beyond bash", True),
        ("milepost run --no-sandbox, 200 blocks, faster than sybil", True),
        ("milepost run --no-sandbox, 20 x 20, faster than sybil", True),
    ]


def test_the_least_time_is_the_longest_chain_or_all_work_shared() -> None:
    needs: dict[int, list[int]] = {1: [], 2: [1], 3: [2], 4: []}
    assert bench_roadmap.bound({1: 1.0, 2: 2.0, 3: 3.0, 4: 1.0}, needs, 2) == 6.0
    assert bench_roadmap.bound({1: 1.0, 2: 2.0, 3: 3.0, 4: 9.0}, needs, 2) == 9.0
    assert bench_roadmap.bound({1: 4.0, 2: 0.0, 3: 0.0, 4: 4.0}, needs, 1) == 8.0


def test_scheduling_is_held_against_its_own_time_and_growth() -> None:
    found = bench_roadmap.targets(1.2, {10: (0.01, 10), 100: (2.0, 600_000_000), 1: (0.001, 1)})
    assert [target.met for target in found] == [False, False, False, False]
    assert [target.value for target in found][1:3] == [20.0, 20.0]


def test_a_cluster_is_held_against_this_process_alone() -> None:
    rows = {
        how: bench_cluster.Row({bench_cluster.FIRST: figure(taken)}, {})
        for how, taken in ((bench_cluster.HERE, 5.0), (bench_cluster.THERE, 11.0))
    }
    assert [(one.value, one.met) for one in bench_cluster.targets(rows)] == [(2.2, False)]


def test_what_a_worker_made_itself_was_not_sent_to_it(tmp_path: Path) -> None:
    store, *caches = (tmp_path / name for name in ("store", "a", "b"))
    for place in (store, caches[0] / "objects"):
        (place / "ab").mkdir(parents=True)
        (place / "ab" / "abc").write_bytes(b"1234")
    cluster = bench_cluster.Cluster("dask://x", caches)
    assert cluster.fetched(store) == 0
    (caches[1] / "objects" / "ab").mkdir(parents=True)
    (caches[1] / "objects" / "ab" / "abc").write_bytes(b"1234")
    assert cluster.fetched(store) == 4


def test_a_room_is_held_against_the_limit_of_its_network() -> None:
    figures = {"on": (0.05, 9.0, 9.0), "off": (0.03, 9.0, 9.0)}
    assert [target.met for target in bench_room.targets(figures)] == [True, False]


def test_progress_is_held_against_its_limits_beyond_the_imports() -> None:
    slow = Figure(tuple(Sample(0.001 * n, 0) for n in range(1, 101)))
    figures = {
        ("SQLite", bench_progress.IMPORTS): figure(0.4),
        ("SQLite", "milepost status"): figure(0.5),
        ("SQLite", "milepost next"): figure(0.8),
        ("SQLite", bench_progress.BURST): slow,
        ("PostgreSQL", bench_progress.PACED): slow,
    }
    assert [
        (target.what, round(target.value), target.met) for target in bench_progress.targets(figures)
    ] == [
        ("SQLite: milepost status, beyond imports", 100, True),
        ("SQLite: milepost next, beyond imports", 400, False),
        ("PostgreSQL: 50 people write, each about once a second, p99", 100, False),
    ]


def test_a_filled_store_is_one_that_the_store_itself_would_have_written(tmp_path: Path) -> None:
    evidence.lay_out(tmp_path, None, milestones=7)
    evidence.fill(None, tmp_path, people=10, count=200)
    with open_store(None, tmp_path) as store:
        assert store.audit() == []
        people = store.people(evidence.ROADMAP)
        assert len(people) == 10
        assert [person.who for person in people if any(one.stuck for one in person.latest)]
        store.append(statement(who=evidence.person(3), roadmap=evidence.ROADMAP))
        assert store.audit() == []
