"""What every executor promises (`milepost.run.executors.base`), held against each of them.

It is long, since one suite for all of them has every promise in it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.programs import await_that
from tests.run.guides import milestone, write

from milepost.app.run import RunRequest, run
from milepost.result.model import RunResult
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clusters import Cluster

    from milepost.result.model import MilestoneResult, StepResult


@dataclass(slots=True)
class Watching(Silent):
    """Writes down what it is told."""

    told: list[str] = field(default_factory=list)

    def milestone_started(self, path: str, number: str | None, name: str, steps: int) -> None:
        self.told.append(f"{number} {name} of {steps} begins at {path}")

    def step_started(self, path: str, number: int, name: str, line: int) -> None:
        self.told.append(f"{path}:{line} {number} {name}")

    def step_finished(self, path: str, step: StepResult) -> None:
        self.told.append(f"{path}:{step.line} {step.number} {step.name} {step.status}")

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:
        self.told.append(f"{path} {result.status}")


@dataclass(frozen=True, slots=True)
class Executor:
    """How an executor is asked for."""

    cluster: str | None
    caches: tuple[Path, ...] = ()
    """The workers', if they have caches of their own."""

    def held(self) -> list[Path]:
        """All that workers have made or fetched."""
        return sorted(path for cache in self.caches for path in cache.rglob("objects/*/*"))

    def run(self, folder: Path, observer: Silent | None = None, **options: Any) -> RunResult:
        """The roadmap of a folder."""
        request: dict[str, Any] = {"sandbox": False, "jobs": 2, "folder": folder, **options}
        return run(RunRequest(cluster=self.cluster, **request), observer or Silent())

    @property
    def words(self) -> list[str]:
        """The same on the command line."""
        return [] if self.cluster is None else ["--cluster", self.cluster]


@pytest.fixture(params=["local", "dask"])
def executor(request: pytest.FixtureRequest) -> Executor:
    if request.param == "local":
        return Executor(None)
    found: Cluster = request.getfixturevalue("dask")
    return Executor(found.address, tuple(found.folder.glob("*-cache")))


def states(result: RunResult) -> list[str]:
    return [str(one.status) for one in result.milestones]


def test_what_a_milestone_leaves_behind_is_where_the_next_one_starts(
    executor: Executor, tmp_path: Path
) -> None:
    check = "**Expected Outcome**: The output contains `one two three`."
    write(
        tmp_path,
        {
            **milestone(1, "mkdir -p d; printf one >d/log; ln -s log d/link; echo x >~/.rc"),
            **milestone(2, "[ -e ~/.rc ]; printf ' two' >>d/link; chmod 700 d/log", 1),
            **milestone(3, "[ -x d/log ]; printf ' three' >>d/log; cat d/link", 2, outcome=check),
        },
    )
    assert states(executor.run(tmp_path)) == ["passed"] * 3


DIAMOND = {
    **milestone(1, "echo a >a; echo gone >gone"),
    **milestone(2, "echo b >b; rm gone", 1),
    **milestone(3, "echo c >>a; mkdir c", 1),
    **milestone(4, '[ "$(cat a b)" = "$(printf "a\\nc\\nb")" ] && [ -d c ] && [ ! -e gone ]', 2, 3),
}


def test_a_milestone_starts_from_all_its_prerequisites(executor: Executor, tmp_path: Path) -> None:
    write(tmp_path, DIAMOND)
    result = executor.run(tmp_path)
    assert [(one.status, one.reason) for one in result.milestones] == [("passed", None)] * 4


JOINS: list[tuple[str, dict[str, str], str, list[str]]] = [
    (
        "two that need the same",
        {
            **milestone(1, "echo 1 >>same"),
            **milestone(2, "echo 2 >>same", 1),
            **milestone(3, "echo 3 >>same", 1),
            **milestone(4, "cat same", 2, 3),
        },
        "1 2 3",
        ["3 after 2, since both sides change same"],
    ),
    (
        "three that need nothing",
        {
            **milestone(1, "echo 1 | tee -a same >f1"),
            **milestone(2, "echo 2 | tee -a same >f2"),
            **milestone(3, "echo 3 | tee -a same >f3"),
            **milestone(4, "cat same seed; ls", 1, 2, 3),
            "workspace/seed": "seed\n",
        },
        "1 2 3 seed f1 f2 f3 same seed",
        ["2 after 1, since both sides change same", "3 after 2, since both sides change same"],
    ),
    (
        "a later one that needs nothing",
        {
            **milestone(1, "echo 1 >same; echo 1 >base"),
            **milestone(2, "echo 2 >>same", 1),
            **milestone(3, "echo 3 >>same; echo 3 >f3"),
            **milestone(4, "cat same; ls", 2, 3),
        },
        "1 2 3 base f3 same",
        ["3 after 2, since both sides change same"],
    ),
    (
        "two chains",
        {
            **milestone(1, "echo 1 >>same"),
            **milestone(2, "echo 2 >>same", 1),
            **milestone(3, "echo 3 >f3", 2),
            **milestone(4, "echo 4 >>same", 1),
            **milestone(5, "wc -l <same >lines", 4),
            **milestone(6, "cat same lines f3", 3, 5),
        },
        "1 2 4 3 3",
        [
            "4 after 3, since both sides change same",
            "5 after 3 too, since it needs milestones/04-m.md",
        ],
    ),
    (
        "several files, and a rerun of what was removed",
        {
            **milestone(1, "touch a b c d; mkdir -p k; echo k >k/l"),
            **milestone(2, "for one in a b c d; do echo 2 >>$one; done; echo >k/2", 1),
            **milestone(3, "for one in a b c d; do echo 3 >>$one; done; rm -r k", 1),
            **milestone(4, "cat a d; ls", 2, 3),
        },
        "2 3 2 3 a b c d",
        ["3 after 2, since both sides change a, b, c and 2 more"],
    ),
]


@pytest.mark.parametrize(
    ("files", "printed", "notes"), [case[1:] for case in JOINS], ids=[case[0] for case in JOINS]
)
def test_a_milestone_starts_where_its_reader_stands_who_did_all_in_order(
    executor: Executor,
    tmp_path: Path,
    files: dict[str, str],
    printed: str,
    notes: list[str],
) -> None:
    write(tmp_path, files)
    *before, last = executor.run(tmp_path).milestones
    assert {one.notes for one in before} == {()}
    rerun = re.compile(r"milestones/0(\d)-m.md was run after milestones/0(\d)-m.md")
    told = [rerun.sub(r"\1 after \2", one) for one in last.notes]
    assert (last.status, last.reason, told) == ("passed", None, notes)
    assert last.steps[0].blocks[0].output.split() == printed.split()


def test_a_rerun_that_fails_is_told_with_its_command_and_output(
    executor: Executor, tmp_path: Path
) -> None:
    write(
        tmp_path,
        {
            **milestone(1, "mkdir d; echo 1 >d/1"),
            **milestone(2, "rm -r d", 1),
            **milestone(3, "echo 3 >d/3", 1),
            **milestone(4, "true", 2, 3),
        },
    )
    watching = Watching()
    *_, last = executor.run(tmp_path, watching).milestones
    assert last.status == "blocked"
    assert str(last.reason).startswith(
        "milestones/03-m.md was run after milestones/02-m.md, since both sides change d, and "
        "failed there: step 1 (line 9): "
    )
    assert last.again is not None
    assert (last.again.path, last.again.status) == ("milestones/03-m.md", "failed")
    (block,) = last.again.steps[0].blocks
    assert "d/3: No such file or directory" in block.output
    assert "milestones/03-m.md (after milestones/02-m.md):9 1 Go failed" in watching.told


def test_what_was_run_again_is_told_of_a_milestone_that_fails(
    executor: Executor, tmp_path: Path
) -> None:
    write(
        tmp_path,
        {
            **milestone(1, "echo 1 >same"),
            **milestone(2, "echo 2 >same"),
            **milestone(3, "cat same; false", 1, 2),
        },
    )
    *_, last = executor.run(tmp_path).milestones
    assert (last.status, len(last.notes)) == ("failed", 1)
    assert last.steps[0].blocks[0].output == "2\n"


def test_what_needs_a_milestone_that_fails_is_blocked_and_the_rest_goes_on(
    executor: Executor, tmp_path: Path
) -> None:
    files = {
        **milestone(1, "echo no; false"),
        **milestone(2, "true", 1),
        **milestone(3, "true", 2),
        **milestone(4, "true"),
    }
    write(tmp_path, files)
    result = executor.run(tmp_path)
    assert result.status == "failed"
    assert states(result) == ["failed", "blocked", "blocked", "passed"]
    assert result.milestones[0].steps[0].blocks[0].output == "no\n"
    assert result.milestones[1].reason == "needs M1 (milestones/01-m.md), which failed"


def test_a_first_milestone_starts_from_the_folder_that_its_roadmap_ships(
    executor: Executor, tmp_path: Path
) -> None:
    write(tmp_path, milestone(1, "[ -L link ] && [ -x tool ] && [ -d empty ] && cat link"))
    write(tmp_path, {"workspace/notes": "a note\n", "workspace/tool": "#!/bin/sh\n"})
    (tmp_path / "workspace" / "link").symlink_to("notes")
    (tmp_path / "workspace" / "tool").chmod(0o755)
    (tmp_path / "workspace" / "empty").mkdir()
    (one,) = executor.run(tmp_path).milestones
    assert one.status == "passed"
    assert one.steps[0].blocks[0].output == "a note\n"


def test_with_one_job_milestones_do_not_overlap_and_follow_the_plan(
    executor: Executor, tmp_path: Path
) -> None:
    lock, log = tmp_path / "lock", tmp_path / "log"
    code = "mkdir {lock} && echo {number} >>{log} && rmdir {lock}"
    for number in (1, 2, 3, 4):
        needs = (1,) if number == 2 else ()
        write(
            tmp_path,
            milestone(number, code.format(number=number, lock=lock, log=log), *needs),
        )
    assert states(executor.run(tmp_path, jobs=1)) == ["passed"] * 4
    assert log.read_text().split() == ["1", "2", "3", "4"]


def test_with_two_jobs_milestones_run_beside_each_other(executor: Executor, tmp_path: Path) -> None:
    code = "touch {0}/{1}; until [ -e {0}/{2} ]; do sleep 0.01; done"
    write(tmp_path, milestone(1, code.format(tmp_path, "first", "second")))
    write(tmp_path, milestone(2, code.format(tmp_path, "second", "first")))
    assert states(executor.run(tmp_path)) == ["passed"] * 2


def test_settings_and_values_reach_the_milestone(
    executor: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREETING", "good day")
    write(tmp_path, milestone(1, 'echo "$GREETING <your-name>"\nsleep 30'))
    result = executor.run(
        tmp_path, values={"your-name": "Ada"}, pass_env=("GREETING",), timeout=1.0
    )
    (block,) = result.milestones[0].steps[0].blocks
    assert block.output == "good day Ada\n"
    assert block.status == "failed"


def test_whoever_watches_is_told_of_milestones_and_steps_in_order(
    executor: Executor, tmp_path: Path
) -> None:
    write(tmp_path, {**milestone(1, "true"), **milestone(2, "false", 1), **milestone(3, "true", 2)})
    watching = Watching()
    executor.run(tmp_path, watching)
    assert watching.told == [
        "1 M1 of 1 begins at milestones/01-m.md",
        "milestones/01-m.md:5 1 Go",
        "milestones/01-m.md:5 1 Go passed",
        "milestones/01-m.md passed",
        "2 M2 of 1 begins at milestones/02-m.md",
        "milestones/02-m.md:9 1 Go",
        "milestones/02-m.md:9 1 Go failed",
        "milestones/02-m.md failed",
        "3 M3 of 1 begins at milestones/03-m.md",
        "milestones/03-m.md blocked",
    ]


def timeless(value: Any) -> Any:
    """What a machine reads of a result, without the times in it."""
    if isinstance(value, RunResult):
        value = msgspec.json.decode(msgspec.json.encode(value))
    if isinstance(value, dict):
        return {key: timeless(inner) for key, inner in value.items() if key != "seconds"}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


WHOLE = """# 5: Whole

## Prerequisites

- [2](02-m.md)
- [3](03-m.md)
- `bash`

## Objectives

- Have a `result`

## Implementation Steps

### Step 1: Work

```bash
cat a b >result
wc -l result
```

**Expected Outcome**: The output contains `3 result`. The file `result` exists. It looks good.

### Step 2: Fail

```console
$ cat result
a
c
d
```

## Testing

```bash
test -s result
```

## Common Issues and Solutions

| Issue | Solution |
|---|---|
| `cat` shows no d | Write one |

## Validation Checklist

- [ ] `result` exists
- [ ] It feels right

## Clean-up

```bash
rm result
```
"""


@pytest.mark.room
def test_the_result_is_that_of_a_local_run_but_for_its_times(
    executor: Executor, tmp_path: Path
) -> None:
    write(tmp_path, {**DIAMOND, "milestones/05-m.md": WHOLE})
    local = Executor(None).run(tmp_path, sandbox=True, cache=False, keep_going=True)
    found = executor.run(tmp_path, sandbox=True, cache=False, keep_going=True)
    assert states(found) == ["passed"] * 4 + ["failed"]
    assert timeless(found) == timeless(local)


@pytest.mark.room
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_ran_before_is_recalled_where_it_ran(
    executor: Executor, tmp_path: Path, jobs: int
) -> None:
    chains = {
        **milestone(1, "echo a >a"),
        **milestone(2, "echo b >b"),
        **milestone(3, "cat a; head -c 9000 /dev/urandom >c", 1),
        **milestone(4, "cat b; head -c 9000 /dev/urandom >d", 2),
        **milestone(5, "cat c d", 3, 4),
    }
    write(tmp_path, {**chains, "workspace/notes": f"{tmp_path}\n"})
    first = executor.run(tmp_path, sandbox=True, network="off", jobs=jobs)
    assert states(first) == ["passed"] * 5
    held = executor.held()
    second = executor.run(tmp_path, sandbox=True, network="off", jobs=jobs)
    assert [one.steps[0].cached for one in second.milestones] == [True] * 5
    assert executor.held() == held, "nothing was fetched"


@pytest.mark.room
def test_an_interrupt_ends_what_runs_wherever_it_runs(executor: Executor, tmp_path: Path) -> None:
    # A name by which it is found among all processes of this machine.
    sleep = f"{60 + int.from_bytes(os.urandom(6), 'big') / (1 << 48):.9f}"
    write(tmp_path, milestone(1, f"sleep {sleep}"))
    process = subprocess.Popen(
        [sys.executable, "-m", "milepost", "run", *executor.words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )

    def sleeps() -> bool:
        asked = ["pgrep", "-fx", f"sleep {sleep}"]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0

    await_that(sleeps, "the guide sleeps")
    os.killpg(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 130, out
    assert out.endswith("milepost: Interrupted.\n")
    await_that(lambda: not sleeps(), "the guide has ended")
