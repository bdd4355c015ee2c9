"""A milestone begins where its reader stands who did all it needs in the roadmap's order."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.run.guides import bash, milestone, steps, write

from milepost.app.run import RunRequest, run
from milepost.interfaces.mcp.answers import run_answer
from milepost.report.incidents import incidents
from milepost.report.junit import run as junit
from milepost.report.pretty import run as pretty
from milepost.report.style import Style
from milepost.result.observer import Silent
from milepost.text.error import MilepostError

LIST = (
    "find . -mindepth 1 ! -type d -printf '%y %m %n %p %l\\n' -o -mindepth 1 -printf '%y %m %p\\n'"
    " | sort; find . -type f | sort | xargs -r -d '\\n' head -v -n 99"
)
"""Kinds, permissions, names and contents of all that there is."""

CHANGES = (
    "echo {n} >> a",
    "echo {n} >> b",
    "echo same >> a",
    "echo {n} > d/{n}",
    "echo {n} >> d/a",
    "echo {n} > {n}",
    "mkdir -p d",
    "mkdir -p d/e",
    "rm a",
    "rm -r d",
    "rm -r d; mkdir d",
    "rm -r d; echo {n} > d",
    "rm d/*",
    "mv a b",
    "mv d e",
    "chmod 600 a",
    "chmod g+w d",
    "ln -sfn a link",
    "ln a hard",
    "mv a d/a",
)
"""Each changes what it names; none looks at anything else, which no comparison of files tells."""


JOINING = """# 3: Join

## Prerequisites

- [1](one/1.md)
- [2](two/2.md)

## Implementation Steps

### Step 1: Go

```bash
{}
```
"""


class Roadmap:
    """Milestones that change one thing each, of which each can be done by itself."""

    def __init__(self, drawn: list[tuple[str, set[int]]]) -> None:
        self.codes: dict[int, str] = {}
        self.needs: dict[int, set[int]] = {}
        for number, (change, needs) in enumerate(drawn, 1):
            self.needs[number] = {need for need in needs if need < number}
            before = self.sequential(self.lineage(number) - {number})
            self.codes[number] = change.format(n=number)
            after = self.sequential(self.lineage(number))
            if after is None or after == before:
                self.codes[number] = f"echo {number} > f{number}"
        last = len(drawn) + 1
        inner = set().union(*self.needs.values())
        self.needs[last] = set(self.codes) - inner
        self.codes[last] = LIST

    def lineage(self, number: int) -> set[int]:
        """The milestone, and all that it needs."""
        return {number}.union(*(self.lineage(need) for need in self.needs[number]))

    def sequential(self, numbers: set[int], *, goes_on: bool = False) -> str | None:
        """What is there when some were done in order in one folder; None if one of them fails and
        nobody goes on after it."""
        with tempfile.TemporaryDirectory() as folder:
            for number in sorted(numbers):
                done = subprocess.run(
                    ["bash", "-ec", self.codes[number]], cwd=folder, capture_output=True
                )
                if done.returncode and not goes_on:
                    return None
            return subprocess.run(
                ["bash", "-c", LIST], cwd=folder, capture_output=True, text=True, check=True
            ).stdout

    def files(self) -> dict[str, str]:
        """The guides."""
        found: dict[str, str] = {}
        for number, code in self.codes.items():
            found |= milestone(number, code, *sorted(self.needs[number]))
        return found

    def __repr__(self) -> str:
        return repr([(code, sorted(self.needs[n])) for n, code in self.codes.items()][:-1])


@st.composite
def roadmaps(draw: st.DrawFn) -> Roadmap:
    numbers = st.sets(st.integers(1, 6), max_size=2)
    # Most begin from the same one, as roadmaps do.
    needs = st.one_of(numbers, numbers.map(lambda found: found | {1}))
    return Roadmap(
        draw(st.lists(st.tuples(st.sampled_from(CHANGES), needs), min_size=3, max_size=6))
    )


@given(roadmaps())
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_a_milestone_begins_where_a_reader_stands_who_did_all_before_it(roadmap: Roadmap) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), roadmap.files())
        result = run(RunRequest(folder=Path(folder), sandbox=False), Silent())
    *before, last = result.milestones
    numbers = set(roadmap.codes) - {len(roadmap.codes)}
    if roadmap.sequential(numbers) is not None:
        assert {one.status for one in before} == {"passed"}
        assert (last.status, last.reason) == ("passed", None)
    elif last.status != "passed":
        assert [one for one in result.milestones if one.again is not None]
        return
    # What two do alike, such as to make a folder, is no reason to stop, if it can be done once.
    assert last.steps[0].blocks[0].output == roadmap.sequential(numbers, goes_on=True)


def test_two_workspace_folders_come_together(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "one/workspace/a": "a\n",
            "two/workspace/b": "b\n",
            "one/1.md": steps(bash("echo 1 >>a; echo 1 >c")),
            "two/2.md": steps(bash("echo 2 >>b")),
            "3.md": JOINING.format("cat a b c"),
        },
    )
    *_, last = run(RunRequest(paths=("3.md",), folder=tmp_path, sandbox=False), Silent()).milestones
    assert (last.status, last.notes) == ("passed", ())
    assert last.steps[0].blocks[0].output.split() == ["a", "1", "b", "2", "1"]


def test_two_workspace_folders_that_cannot_come_together_are_told(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "one/workspace/a": "a\n",
            "two/workspace/a": "b\n",
            "one/1.md": steps(bash("echo 1 >c")),
            "two/2.md": steps(bash("echo 2 >d")),
            "3.md": JOINING.format("cat a"),
        },
    )
    *_, last = run(RunRequest(paths=("3.md",), folder=tmp_path, sandbox=False), Silent()).milestones
    assert last.status == "error"
    assert str(last.reason).startswith(
        "two/2.md starts from another workspace folder than one/1.md, and both sides have a"
    )


ROOTS = {
    **milestone(1, "echo 1 | tee -a same >f1"),
    **milestone(2, "echo 2 >f2"),
    **milestone(3, "echo 3 | tee -a same >f3"),
    **milestone(4, "cat same seed; ls", 1, 2, 3),
    "workspace/seed": "seed\n",
}


@pytest.mark.room
@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_recalled_is_brought_together_as_what_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    write(tmp_path, ROOTS)

    def last(**options: Any) -> tuple[str, bool]:
        request = RunRequest(folder=tmp_path, network="off", jobs=jobs, **options)
        found = run(request, Silent()).milestones[-1]
        assert len(found.notes) == 1
        return found.steps[0].blocks[0].output, found.steps[0].cached

    wanted = "1\n3\nseed\nf1\nf2\nf3\nsame\nseed\n"
    assert last(cache=False) == (wanted, False)
    assert last() == (wanted, False)
    assert last() == (wanted, True)
    write(tmp_path, milestone(2, "echo 2 >f2; rm seed; echo sown >seed"))
    assert last() == (wanted.replace("3\nseed\n", "3\nsown\n", 1), False)


def test_a_rerun_that_fails_is_reported_with_command_output_and_remedy(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **milestone(1, "echo 1 >same"),
            **milestone(2, "echo 2 >>same"),
            **milestone(3, "[ ! -e same ] || { echo taken; false; }; echo 3 >same"),
            **milestone(4, "true", 1, 2, 3),
        },
    )
    result = run(RunRequest(folder=tmp_path, sandbox=False), Silent())
    report = "\n".join(pretty(result, Style()))
    for line in (
        "milestones/03-m.md:8: failed",
        "| taken",
        "Next: let milestones/03-m.md work after what comes before it as well",
        "milestones/04-m.md: warning milestones/02-m.md was run after milestones/01-m.md, since",
    ):
        assert line in report
    told = [(one.path, one.kind) for one in incidents(result)]
    assert told == [
        ("milestones/04-m.md", "prerequisite-rerun"),
        ("milestones/04-m.md", "milestone-not-passed"),
        ("milestones/03-m.md", "block-not-passed"),
    ]
    assert 'name="3: M3, run for 4: M4: Step 1: Go' in "\n".join(junit(result, Style()))
    assert "milestones/03-m.md, step 1, line 7" in run_answer(result, "run")


@pytest.mark.parametrize(
    ("needs", "place", "said"),
    [
        ({1: (2,), 2: (1,)}, "1:5:3", "form a cycle: milestones/01-m.md needs milestones/02-m.md"),
        ({1: (1,), 2: ()}, "1:5:3", "the guide is its own prerequisite"),
        ({1: (), 2: (1, 2)}, "2:6:3", "the guide is its own prerequisite"),
    ],
)
def test_a_circle_is_told_at_the_link(
    tmp_path: Path, needs: dict[int, tuple[int, ...]], place: str, said: str
) -> None:
    for number, links in needs.items():
        write(tmp_path, milestone(number, "true", *links))
    with pytest.raises(MilepostError) as raised:
        run(RunRequest(folder=tmp_path, sandbox=False), Silent())
    assert str(raised.value).startswith(f"milestones/0{place.replace(':', '-m.md:', 1)}: ")
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 1: A\n\nWords.\n", "it has no steps and no tests; `milepost check a.md` shows"),
        (steps("Words."), "no block was carried out; `milepost explain a.md` shows"),
    ],
)
def test_a_guide_of_which_nothing_is_carried_out_says_what_to_do(
    tmp_path: Path, text: str, said: str
) -> None:
    write(tmp_path, {"a.md": text})
    (one,) = run(RunRequest(paths=("a.md",), folder=tmp_path, sandbox=False), Silent()).milestones
    assert (one.status, str(one.reason).startswith(said)) == ("skipped", True)
