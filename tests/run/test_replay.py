"""Steps that ran before are recalled, in rooms; whatever could change their result misses.

It is long, since each ingredient of the key has its case here, and they share their guides.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from tests.run.guides import bash, steps, write

from milepost.app.run import RunRequest, run
from milepost.report.pretty_run import run as pretty_run
from milepost.report.style import Style
from milepost.result.model import MilestoneResult, RunResult, Status
from milepost.result.observer import Silent
from milepost.snapshot.store import Store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.room


ENDING = """
## Testing

```bash
[ -f ../a ] && echo tested >>log
```

## Validation Checklist

- [ ] `../a` exists

## Clean-up

```bash
rm ../a
```
"""

GUIDE = steps(
    "Prose.\n\n" + bash("echo one | tee a") + "\n**Expected Outcome**: The output contains `one`.",
    bash(
        "mkdir -p d; cd d; export X=5; y=6; f() { echo f$X$y; }; alias g='echo g'; set -f; umask 77"
    )
    + "\n**Expected Outcome**: The folder `../d` exists.",
    bash("f; echo $-; pwd; umask; alias g") + "\n**Expected Outcome**: The output contains `f56`.",
    after=ENDING,
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))


def go(folder: Path, text: str | None = None, **options: Any) -> RunResult:
    if text is not None:
        write(folder, {"milestones/01-test.md": text})
    request = {"network": "off", "folder": folder, **options}
    return run(RunRequest(**request), Silent())


def one(result: RunResult) -> MilestoneResult:
    (milestone,) = result.milestones
    return milestone


def cached(result: RunResult) -> str:
    """For each step, Testing and clean-up: `c` for cached, `r` for run, `-` for neither."""
    milestone = one(result)
    parts = [*milestone.steps, milestone.testing, milestone.cleanup]
    return "".join(
        "c" if part.cached else "-" if part.status is Status.SKIPPED else "r"
        for part in parts
        if part is not None
    )


def test_an_unchanged_guide_is_recalled_as_it_ran(tmp_path: Path) -> None:
    first = go(tmp_path, GUIDE)
    again = go(tmp_path)
    assert (cached(first), cached(again)) == ("rrrrr", "ccccc")
    assert (first.status, again.status) == (Status.PASSED, Status.PASSED)
    for before, after in zip(one(first).steps, one(again).steps, strict=True):
        assert [b.output for b in before.blocks] == [b.output for b in after.blocks]
        assert before.outcomes == after.outcomes
    assert [item.cached for item in one(first).checklist] == [False]
    assert [item.cached for item in one(again).checklist] == [True]
    for item, recalled in zip(one(first).checklist, one(again).checklist, strict=True):
        assert recalled == replace(item, cached=True)
    assert one(first).testing is not None
    shown = "\n".join(pretty_run(again, Style()))
    for part in ("Step 1: Name 1", "Testing", "Checklist", "Clean-up"):
        assert f"{part}  cached" in shown


CHANGES: list[tuple[str, str, str, str]] = [
    ("prose above", "Prose.", "Prose.\n\nMore.", "ccccc"),
    ("a step's name", "Name 2", "Other", "ccccc"),
    ("an outcome of output", "contains `f56`", "contains `alias g`", "ccccc"),
    ("an outcome of files at the end", "`../d` exists", "`.` exists", "ccccc"),
    ("an outcome of files that fails", "`../d` exists", "`gone` exists", "cr--r"),
    ("an outcome of output that fails", "contains `f56`", "contains `f7`", "ccr-r"),
    ("an outcome of a command", "The output contains `f56`.", "`echo hi` prints `hi`.", "ccrrr"),
    ("a shown block", "Prose.", "Prose.\n\n```text\nx\n```\n", "ccccc"),
    ("the first command", "echo one", "echo one two", "rrrrr"),
    ("the last step's command", "f; echo", "f;  echo", "ccrrr"),
    ("the test", "echo tested", "echo  tested", "cccrr"),
    ("the checklist", "- [ ] `../a` exists", "- [ ] `log` exists", "ccccr"),
    ("the clean-up", "rm ../a", "rm  ../a", "ccccr"),
]


@pytest.mark.parametrize(
    ("old", "new", "wanted"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_change_runs_what_it_concerns_and_all_after_it(
    tmp_path: Path, old: str, new: str, wanted: str
) -> None:
    assert old in GUIDE
    go(tmp_path, GUIDE)
    assert cached(go(tmp_path, GUIDE.replace(old, new))) == wanted


def test_a_terminal_goes_on_where_it_stood(tmp_path: Path) -> None:
    go(tmp_path, GUIDE)
    result = one(go(tmp_path, GUIDE.replace("f; echo", "f;  echo")))
    output = result.steps[2].blocks[0].output
    assert result.steps[1].cached
    assert "f56" in output
    assert "/home/reader/work/d\n0077\nalias g='echo g'" in output
    assert "f" in output.split("\n")[1], "the option is set"


def test_a_folder_whose_name_is_no_text_is_entered_again(tmp_path: Path) -> None:
    text = steps(bash("mkdir $'\\xff'; cd $'\\xff'; touch here"), bash("ls"))
    go(tmp_path, text)
    result = go(tmp_path, text.replace("\nls", "\nls  "))
    assert cached(result) == "cr"
    assert one(result).steps[1].blocks[0].output == "here\n"


def test_lines_are_those_of_the_guide_of_today(tmp_path: Path) -> None:
    go(tmp_path, GUIDE)
    moved = GUIDE.replace("Prose.", "Prose.\n\nMore.\n\nAnd more.")
    recalled, ran = go(tmp_path, moved), go(tmp_path, moved, cache=False)

    def lines(result: RunResult) -> list[int]:
        parts = [*one(result).steps, one(result).testing]
        found = [part for part in parts if part is not None]
        blocks = [block for part in found for block in part.blocks]
        commands = [command for block in blocks for command in block.commands]
        outcomes = [outcome for part in found for outcome in part.outcomes]
        items = one(result).checklist
        return [thing.line for thing in (*found, *blocks, *commands, *outcomes, *items)]

    assert cached(recalled) == "ccccc"
    assert lines(recalled) == lines(ran)


def test_a_tool_that_changes_misses(tmp_path: Path) -> None:
    write(tmp_path, {"tools/bin/other": "1"})
    tools = (str(tmp_path / "tools"),)
    go(tmp_path, GUIDE)
    assert [cached(go(tmp_path, tools=tools)) for _ in "ab"] == ["rrrrr", "ccccc"]
    write(tmp_path, {"tools/bin/other": "22"})
    assert cached(go(tmp_path, tools=tools)) == "rrrrr"


OPTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("the same", {}, "ccccc"),
    ("a value", {"values": {"name": "Ada"}}, "rrrrr"),
    ("a time limit", {"timeout": 50.0}, "rrrrr"),
    ("a passed variable", {"pass_env": ("MP_PASSED",)}, "rrrrr"),
    ("the network", {"network": "lan"}, "rrrrr"),
    ("no cache", {"cache": False}, "rrrrr"),
    ("from a step on", {"first": "2"}, "crrrr"),
    ("until a step", {"last": "2"}, "cc---"),
    ("one step only", {"first": "2", "last": "2"}, "cr---"),
]


@pytest.mark.parametrize(
    ("options", "wanted"), [c[1:] for c in OPTIONS], ids=[c[0] for c in OPTIONS]
)
def test_how_it_is_run_decides_what_is_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], wanted: str
) -> None:
    monkeypatch.setenv("MP_PASSED", "x")
    go(tmp_path, GUIDE.replace("## Clean-up", "## Cleanup"))
    found = cached(go(tmp_path, **options))
    # A clean-up is carried out also where the guide was ended early.
    assert found[:4] == wanted[:4]


def test_a_variable_that_is_not_handed_in_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path, GUIDE)
    monkeypatch.setenv("MP_OTHER", "x")
    assert cached(go(tmp_path)) == "ccccc"


def test_another_starting_workspace_misses(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/workspace/given.txt": "1"})
    text = steps(bash("cat given.txt"))
    found = [cached(go(tmp_path, text))]
    found.append(cached(go(tmp_path, text)))
    write(tmp_path, {"milestones/workspace/given.txt": "2"})
    found.append(cached(go(tmp_path, text)))
    assert found == ["r", "c", "r"]


@pytest.mark.parametrize(
    ("prerequisite", "first", "second"),
    [
        ("- mytool 1.0+", "echo mytool 1.0", "echo mytool 1.2"),
        ("- mytool 1.0+", "echo mytool 1.0", "echo 'mytool 1.0'"),
    ],
)
def test_another_version_of_a_tool_misses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prerequisite: str,
    first: str,
    second: str,
) -> None:
    tool = tmp_path / "home" / ".local" / "bin" / "git"
    tool.parent.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    text = steps(bash("true")).replace(
        "## Implementation", f"## Prerequisites\n\n{prerequisite}\n\n## Implementation"
    )
    text = text.replace("mytool", "Git")
    found = []
    for said in (first, first, second):
        tool.write_text(f"#!/bin/sh\n{said.replace('mytool', 'git version')}\n")
        tool.chmod(0o755)
        found.append(cached(go(tmp_path, text)))
    same = "1.2" not in second
    assert found == ["r", "c", "c" if same else "r"]


LIVING = [
    ("a background job", "sleep 100 &", "rr"),
    ("a daemon", "setsid -f sleep 100 >/dev/null 2>&1", "rr"),
    ("a job that has ended", "true & wait", "cc"),
]


@pytest.mark.parametrize(("code", "wanted"), [c[1:] for c in LIVING], ids=[c[0] for c in LIVING])
def test_the_cache_ends_where_a_process_stays_alive(tmp_path: Path, code: str, wanted: str) -> None:
    text = steps(bash("true"), bash(code), bash("true"))
    go(tmp_path, text)
    assert cached(go(tmp_path, text)) == "c" + wanted


def test_what_failed_is_run_again(tmp_path: Path) -> None:
    text = steps(bash("true"), bash("false"), bash("true"))
    assert cached(go(tmp_path, text)) == "rr-"
    assert cached(go(tmp_path, text)) == "cr-"


def test_a_step_that_used_the_network_expires_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasts: list[float | None] = []
    enter = Store.enter

    def note(self: Store, *arguments: Any, **named: Any) -> bool:
        lasts.append(named["lasts"])
        return enter(self, *arguments, **named)

    monkeypatch.setattr(Store, "enter", note)
    text = steps(bash("true"), bash("echo >/dev/udp/192.0.2.1/9 || :"), bash("true"))
    go(tmp_path, text, network="on")
    assert lasts == [None, 86400.0, None]


def damage(folder: Path, size: int) -> None:
    for path in (folder / "cache" / "objects").rglob("*"):
        if path.is_file() and path.stat().st_size >= size:
            path.write_bytes(path.read_bytes()[:-1] + b"?")


def test_a_damaged_entry_is_run_again(tmp_path: Path) -> None:
    go(tmp_path, GUIDE)
    damage(tmp_path, 0)
    assert cached(go(tmp_path, GUIDE.replace("rm ../a", "rm  ../a"))) == "rrrrr"
    assert cached(go(tmp_path)) == "ccccc"


def test_damaged_files_are_noticed_before_they_are_put_back(tmp_path: Path) -> None:
    text = steps(bash("head -c 300000 /dev/urandom >big"), bash("cksum big"))
    go(tmp_path, text)
    damage(tmp_path, 300_000)
    result = go(tmp_path, text.replace("cksum big", "cksum  big"))
    assert (cached(result), result.status) == ("rr", Status.PASSED)


def test_after_a_failure_the_next_step_finds_the_last_good_state(tmp_path: Path) -> None:
    text = steps(
        bash("echo good >a; x=good"),
        bash("echo bad >a; x=bad; touch b; cd /tmp; false"),
        bash('[ "$(cat a) $x $PWD" = "good good /home/reader/work" ] && [ ! -e b ]'),
    )
    for cache in (True, False):
        result = one(go(tmp_path, text, keep_going=True, cache=cache))
        assert [step.status for step in result.steps] == ["passed", "failed", "passed"]


def test_after_an_outcome_that_failed_the_next_step_finds_what_the_commands_left(
    tmp_path: Path,
) -> None:
    text = steps(
        f"{bash('echo one >a.txt; x=one')}\n**Expected Outcome**: `a.txt` contains `two`.\n",
        bash("rm a.txt; x=bad; false"),
        bash('[ "$(cat a.txt) $x" = "one one" ]'),
    )
    for cache in (True, False):
        result = one(go(tmp_path, text, keep_going=True, cache=cache))
        assert [step.status for step in result.steps] == ["failed", "failed", "passed"]


def milestone(number: int, code: str, *needs: str) -> dict[str, str]:
    links = "".join(f"- [Milestone]({need}.md)\n" for need in needs)
    text = steps(bash(code)).replace("# 1: Test", f"# {number}: M{number}")
    if links:
        text = text.replace("## Implementation", f"## Prerequisites\n\n{links}\n## Implementation")
    return {f"milestones/{number:02}-m.md": text}


def states(result: RunResult) -> list[str]:
    return [
        f"{m.status}{' cached' if all(step.cached for step in m.steps) else ''}"
        for m in result.milestones
    ]


DIAMOND = {
    **milestone(1, "printf '1\\n2\\n' >both; echo a >a; echo a >gone"),
    **milestone(2, "echo b >b; rm gone; sleep 0.1", "01-m"),
    **milestone(3, "echo c >>a; mkdir c", "01-m"),
    **milestone(4, '[ "$(cat a b)" = "$(printf "a\\nc\\nb")" ] && [ -d c ] && [ ! -e gone ]'
                   , "02-m", "03-m"),
}  # fmt: skip


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sandbox", [True, False])
def test_a_milestone_starts_from_the_merge_of_its_prerequisites(
    tmp_path: Path, jobs: int, sandbox: bool
) -> None:
    write(tmp_path, DIAMOND)
    assert states(go(tmp_path, jobs=jobs, sandbox=sandbox)) == ["passed"] * 4


def test_a_roadmap_is_recalled_up_to_the_milestone_that_changed(tmp_path: Path) -> None:
    write(tmp_path, DIAMOND)
    go(tmp_path)
    assert states(go(tmp_path)) == ["passed cached"] * 4
    write(tmp_path, milestone(3, "echo c >>a; mkdir -p c", "01-m"))
    assert states(go(tmp_path)) == ["passed cached", "passed cached", "passed", "passed cached"]
    write(tmp_path, milestone(3, "echo c >>a; mkdir -p c/more", "01-m"))
    assert states(go(tmp_path)) == ["passed cached", "passed cached", "passed", "passed"]


def test_only_what_failed_last_time_is_run_with_what_it_needs(tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1, "true"), **milestone(2, "false"), **milestone(3, "true")})
    go(tmp_path)
    assert [m.number for m in go(tmp_path, last_failed=True).milestones] == ["2"]
    write(tmp_path, milestone(2, "true"))
    assert [m.number for m in go(tmp_path, last_failed=True).milestones] == ["2"]
    assert len(go(tmp_path, last_failed=True).milestones) == 3


def test_a_run_that_ends_early_says_nothing_of_what_it_left_out(tmp_path: Path) -> None:
    two = milestone(1, "true")["milestones/01-m.md"] + "### Step 2: On\n\n```bash\ntrue\n```\n"
    write(tmp_path, {"milestones/01-m.md": two, **milestone(2, "false"), **milestone(3, "true")})
    go(tmp_path, last="1/1")
    assert len(go(tmp_path, last_failed=True).milestones) == 3, "none has passed as a whole"
    go(tmp_path, last="1/1")
    assert [m.number for m in go(tmp_path, last_failed=True).milestones] == ["2"]


CONFLICT = {
    **milestone(1, "printf '1\\n' >both"),
    **milestone(2, "echo 2 >>both", "01-m"),
    **milestone(3, "echo 3 >>both", "01-m"),
    **milestone(4, '[ "$(cat both)" = "$(printf "1\\n2\\n3")" ]', "02-m", "03-m"),
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_two_that_change_a_file_the_later_is_run_after_the_earlier(
    tmp_path: Path, jobs: int
) -> None:
    write(tmp_path, CONFLICT)
    for _ in range(2):
        result = go(tmp_path, jobs=jobs)
        assert [m.status for m in result.milestones] == ["passed"] * 4
        assert result.milestones[3].notes == (
            "milestones/03-m.md was run after milestones/02-m.md, since both sides change both",
        )
    assert states(result)[3] == "passed cached"


def test_what_does_not_pass_after_the_other_blocks_what_needs_both(tmp_path: Path) -> None:
    write(
        tmp_path,
        {**CONFLICT, **milestone(3, "if grep 2 both; then false; fi; echo 3 >both", "01-m")},
    )
    result = go(tmp_path)
    assert result.milestones[3].status is Status.BLOCKED
    assert "both sides change both, and failed there: step 1" in str(result.milestones[3].reason)
