"""Objectives: reached or not, and by what they are proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out, carry_out_roadmap, steps, write

from milepost.report.pretty_run import run as pretty
from milepost.report.style import Style
from milepost.result.model import Coverage, RunResult, Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import MilestoneResult

OBJECTIVES = "## Objectives\n\n- Keep `a.txt`\n- Keep **all** of `b.txt`\n- Be happy\n\n"
STEP = "```bash\necho a >a.txt\n```\n\n**Expected Outcome**: `a.txt` exists. You are happy.\n"
TESTING = "\n## Testing\n\n```bash\ngrep -q a a.txt\n```\n"
LIST = "\n## Validation Checklist\n\n- [ ] `cat a.txt` prints `a`\n- [ ] It is nice\n"
ALL = ["outcome", "testing", "checklist"]


def guide(code: str, after: str = "") -> str:
    text = steps(code, after=after)
    return text.replace("## Implementation", OBJECTIVES + "## Implementation")


def shown(milestone: MilestoneResult) -> list[str]:
    """The lines of the report on a run of this milestone alone."""
    result = RunResult(
        status=milestone.status,
        seconds=1.0,
        milestones=(milestone,),
        coverage=Coverage(outcomes=0, checked=0),
    )
    return list(pretty(result, Style()))


FOLDER = "```bash\nmkdir out\n```\n\n**Expected Outcome**: The folder `out` exists.\n"
OTHER = STEP.replace("a.txt", "my-a.txt")
SAID = LIST.replace("It is nice", "Be happy")
CASES = [
    ("by what names them", STEP, TESTING + LIST, "`a.txt`", ALL),
    ("by a folder that is named", FOLDER, "", "`out/`", ["outcome"]),
    ("by the code of a test", STEP, TESTING.replace("a.txt", "a.txt # add(1)"), "`add()`",
     ["testing"]),
    ("not by a part of a name", OTHER, "", "`a.txt`", []),
    ("not by another file of the folder", STEP.replace("a.txt", "a.txt.old"), "", "`a.txt`", []),
    ("not by some of the names", STEP, TESTING, "`a.txt` and `b.txt`", []),
    ("not by all that passed", STEP, TESTING + LIST, "files", []),
    ("not by a signature that is open", STEP, SAID, "Be happy", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "after", "objective", "kinds"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_objectives_are_proven(
    tmp_path: Path, code: str, after: str, objective: str, kinds: list[str]
) -> None:
    text = guide(code, after).replace("- Keep `a.txt`", f"- Keep {objective}")
    first = carry_out(tmp_path, text).objectives[0]
    assert [part.kind for part in first.proven_by] == kinds
    assert (first.reached, first.by_name) == (bool(kinds), bool(kinds))
    assert first.status is (Status.PASSED if kinds else Status.MANUAL)
    assert first.reached or (first.reason or "").startswith("not proven by any check: ")
    assert first.line == 5


def test_each_objective_is_proven_by_what_names_it(tmp_path: Path) -> None:
    both = STEP + "\n```bash\necho b >b.txt\n```\n\n**Expected Outcome**: `b.txt` exists.\n"
    first, second, third = carry_out(tmp_path, guide(both)).objectives
    assert [part.text for part in first.proven_by] == ["a.txt exists."]
    assert [part.text for part in second.proven_by] == ["b.txt exists."]
    assert (third.reached, third.proven_by) == (False, ())


def test_an_objective_is_proven_by_what_says_the_same(tmp_path: Path) -> None:
    text = (
        guide(STEP)
        .replace("- Be happy", "- The file a.txt exists")
        .replace("`a.txt` exists.", "The file `a.txt` exists.")
    )
    third = carry_out(tmp_path, text).objectives[2]
    assert (third.reached, third.by_name, len(third.proven_by)) == (True, False, 1)


def test_an_objective_that_nothing_checks_is_left_to_a_person(tmp_path: Path) -> None:
    result = carry_out(tmp_path, guide("```bash\ntrue\n```\n"))
    assert result.status is Status.PASSED
    assert {(one.status, one.reached) for one in result.objectives} == {(Status.MANUAL, False)}
    assert any(line.endswith("? Objectives  3 not proven by any check") for line in shown(result))


@pytest.mark.parametrize(
    ("code", "needs", "status"),
    [("false", "", Status.FAILED), ("true", "- Node.js 99+\n", Status.BLOCKED)],
)
def test_no_objective_is_reached_unless_the_milestone_passes(
    tmp_path: Path, code: str, needs: str, status: Status
) -> None:
    text = guide(f"```bash\n{code}\n```\n")
    text = text.replace(
        "## Objectives", f"## Prerequisites\n\n{needs or '- Time'}\n\n## Objectives"
    )
    result = carry_out(tmp_path, text)
    assert {(one.status, one.reached) for one in result.objectives} == {(status, False)}
    assert all(result.reason in (one.reason or "") for one in result.objectives if result.reason)


def test_the_report_says_how_many_were_reached_and_by_what(tmp_path: Path) -> None:
    lines = "\n".join(shown(carry_out(tmp_path, guide(STEP, TESTING + LIST))))
    said = "Objectives  1 of 3 reached · proven by 1 outcome, Testing, 1 checklist item · 2 not"
    assert said in lines


@pytest.mark.parametrize(
    ("last", "status", "said"),
    [
        ("1", Status.SKIPPED, "- Objectives  3 not judged: the run ended at step 1"),
        (
            "2",
            Status.PASSED,
            "✓ Objectives  1 of 3 reached · proven by 2 outcomes, Testing"
            " · 2 not proven by any check",
        ),
    ],
)
def test_no_objective_is_judged_by_a_part_of_the_milestone(
    tmp_path: Path, last: str, status: Status, said: str
) -> None:
    text = guide(STEP, STEP.join(["\n### Step 2: Again\n\n", TESTING]))
    write(tmp_path, {"milestones/01-test.md": text})
    (result,) = carry_out_roadmap(tmp_path, last=last).milestones
    assert result.status is Status.PASSED
    assert result.objectives[0].status is status
    assert any(line.strip() == said for line in shown(result)), shown(result)


def test_what_failed_before_the_end_of_the_run_reaches_nothing(tmp_path: Path) -> None:
    text = guide("```bash\nfalse\n```\n", "\n### Step 2: Again\n\n" + STEP)
    write(tmp_path, {"milestones/01-test.md": text})
    (result,) = carry_out_roadmap(tmp_path, last="1").milestones
    assert {(one.status, one.reached) for one in result.objectives} == {(Status.FAILED, False)}


@pytest.mark.parametrize(
    ("item", "unfilled"),
    [
        ("[Objective 1]", True),
        ("**[Your goal].**", True),
        ("`[x]`", False),
        ("[Fly](https://example.org)", False),
        ("Read [sic] well", False),
    ],
)
def test_a_placeholder_is_no_objective_that_is_reached(
    tmp_path: Path, item: str, unfilled: bool
) -> None:
    text = guide(STEP).replace("Be happy", item)
    result = carry_out(tmp_path, text)
    last = result.objectives[2]
    assert (last.status is Status.SKIPPED, last.reached) == (unfilled, False)
    count = "1 of 2 reached" if unfilled else "1 of 3 reached"
    assert any(f"✓ Objectives  {count}" in line for line in shown(result))
