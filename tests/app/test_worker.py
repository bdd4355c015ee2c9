"""What a worker does with what it is sent, in the process of the test."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from milepost.app.milestones import load_milestones
from milepost.app.places import Places
from milepost.app.project import load_project
from milepost.app.run import plan_guides
from milepost.app.worker import Errand, Start, carry_out
from milepost.result.observer import Silent
from milepost.run.executors.shared_store import SharedStore
from milepost.run.memory import Left
from milepost.run.settings import RunSettings
from milepost.run.task import Done, Needed, Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDE = "# 1: A\n\n## Implementation Steps\n\n### Step 1: Go\n\n```bash\n{}\n```\n"


def errand(folder: Path, code: str, *, keep: bool = True, start: Start | None = None) -> Errand:
    (folder / "a.md").write_text(GUIDE.format(code))
    (guide,) = load_milestones(load_project(folder), ("a.md",))
    (plan,) = plan_guides([guide]).milestones
    return Errand(
        task=Task(plan, keep=keep),
        settings=RunSettings(),
        places=Places(sandbox=False),
        cache=False,
        store=SharedStore(str(folder / "store")),
        start=start or Start("", None),
    )


def carried(sent: Errand, on_end: Callable[[Callable[[], None]], None] = lambda _: None) -> Done:
    return carry_out(sent, observer=Silent(), on_end=on_end)


def test_what_is_left_behind_is_in_the_store(tmp_path: Path) -> None:
    done = carried(errand(tmp_path, "echo a >a"))
    assert done.result.status == "passed"
    assert done.left is not None
    kept = {path.name for path in (tmp_path / "store").rglob("*") if path.is_file()}
    assert kept == set(done.left.layers)


def test_nothing_is_sent_of_what_nobody_needs(tmp_path: Path) -> None:
    assert carried(errand(tmp_path, "echo a >a", keep=False)).left is None
    assert not (tmp_path / "store").exists()


def test_a_store_that_cannot_be_written_is_an_error_of_the_milestone(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("no folder")
    done = carried(errand(tmp_path, "echo a >a"))
    assert (done.result.status, done.left) == ("error", None)
    assert "cannot be" in str(done.result.reason)


def test_another_store_than_the_runs_is_an_error_of_the_milestone(tmp_path: Path) -> None:
    sent = errand(tmp_path, "true")
    other = Errand(
        sent.task, sent.settings, sent.places, sent.cache, SharedStore(sent.store.url, "0" * 64),
        sent.start,
    )  # fmt: skip
    done = carried(other)
    assert done.result.status == "error"
    assert "Name one with --store that this machine and every worker reach" in str(
        done.result.reason
    )


def test_a_folder_to_start_from_that_is_gone_is_an_error(tmp_path: Path) -> None:
    missing = Start("digest", hashlib.sha256(b"none").hexdigest())
    done = carried(errand(tmp_path, "true", start=missing))
    assert done.result.status == "error"
    assert "the folder that it starts from is not in the store" in str(done.result.reason)


def test_layers_of_a_prerequisite_that_are_gone_are_an_error(tmp_path: Path) -> None:
    sent = errand(tmp_path, "true")
    plan = msgspec.structs.replace(sent.task.milestone, needs=("b.md",))
    gone = Needed(plan, Left(("0" * 64,), "digest"))
    for needs in ((gone,), (gone, gone)):
        task = Task(plan, keep=False, needs=needs)
        done = carried(replace(sent, task=task))
        assert done.result.status == "error"
        assert "was removed or changed meanwhile" in str(done.result.reason)


def test_what_is_called_off_ends_early(tmp_path: Path) -> None:
    def at_once(end: Callable[[], None]) -> None:
        end()

    done = carried(errand(tmp_path, "sleep 60"), at_once)
    assert done.result.status == "error"
    assert done.result.reason == "it was called off"


def test_values_of_variables_are_not_shown() -> None:
    assert "4711" not in repr(Places(passed={"TOKEN": "4711"}))
