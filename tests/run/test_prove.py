"""Leaving out steps: what notices, and what passes all the same."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.run.guides import steps, write

from milepost.app.prove import prove
from milepost.app.run import RunRequest
from milepost.interfaces.cli.pretty_prove import pretty_prove
from milepost.process.errors import CannotStart
from milepost.report.exit_status import ExitStatus
from milepost.report.json import encode
from milepost.report.style import Style
from milepost.report.verdict import of_prove
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.result.proof import MilestoneProof, ProveResult, Score
from milepost.run.prove import prove_roadmap
from milepost.run.settings import RunSettings
from milepost.snapshot.store import Store

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "milepost.prove-1.json"


def proven(
    folder: Path, text: str, *, budget: float = 60.0, sandbox: bool = False
) -> MilestoneProof:
    """The proof of one guide."""
    write(folder, {"milestones/01-test.md": text})
    (milestone,) = whole(folder, budget=budget, sandbox=sandbox).milestones
    return milestone


def whole(folder: Path, *paths: str, budget: float = 60.0, sandbox: bool = False) -> ProveResult:
    """The proof of the guides of a folder."""
    request = RunRequest(paths=paths, folder=folder, sandbox=sandbox, network="off")
    return prove(request, Silent(), budget=budget)


def step(code: str, outcome: str = "") -> str:
    said = f"\n**Expected Outcome**: {outcome}\n" if outcome else ""
    return f"```bash\n{code}\n```\n{said}"


ONE = step("echo one >a.txt", "`a.txt` exists.")
AGAIN = step("echo two >>a.txt", "`a.txt` exists.")
TESTING = "\n## Testing\n\n```bash\ngrep -q one a.txt\n```\n"
LIST = "\n## Validation Checklist\n\n- [ ] `test -e /` \n- [ ] `grep -q two a.txt`\n- [ ] Nice\n"

NOTICED = [
    ("its own outcome", steps(ONE), [["outcome"]], [[]]),
    ("nothing", steps(ONE, AGAIN), [["outcome"], []], [[], ["outcome"]]),
    ("a later block", steps(step("touch a"), step("rm a")), [["block"], []], [[], []]),
    ("Testing", steps(step("echo one >a.txt"), step("true"), after=TESTING),
     [["testing"], []], [[], ["testing"]]),
    ("the clean-up", steps(step("touch a"), after="\n## Clean up\n\n" + step("rm a")),
     [["block"]], [[]]),
    ("a transcript", steps(step("echo one >a.txt"), "```console\n$ cat a.txt\none\n```\n"),
     [["block"], []], [[], []]),
    ("an item", steps(step("echo two >a.txt"), after=LIST), [["checklist"]], [["checklist"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "noticed", "still"), [c[1:] for c in NOTICED], ids=[c[0] for c in NOTICED]
)
def test_a_step_that_is_left_out_is_noticed_by(
    tmp_path: Path, text: str, noticed: list[list[str]], still: list[list[str]]
) -> None:
    proof = proven(tmp_path, text)
    assert proof.status is Status.PASSED
    assert [[part.kind for part in step.noticed_by] for step in proof.steps] == noticed
    assert [[part.kind for part in step.still_passing] for step in proof.steps] == still
    assert [step.status is Status.PASSED for step in proof.steps] == [bool(n) for n in noticed]
    assert proof.score == Score(dropped=len(noticed), noticed=sum(map(bool, noticed)))


def test_what_passes_whichever_step_is_left_out_proves_nothing(tmp_path: Path) -> None:
    proof = proven(tmp_path, steps(ONE, step("echo two >>a.txt"), after=TESTING + LIST))
    assert [(part.kind, part.text) for part in proof.idle] == [("checklist", "test -e /")]


def test_a_step_that_carries_nothing_out_is_not_left_out(tmp_path: Path) -> None:
    proof = proven(tmp_path, steps("Only words.", ONE))
    assert [step.number for step in proof.steps] == [2]


def test_a_guide_that_fails_as_it_stands_is_not_proven(tmp_path: Path) -> None:
    proof = proven(tmp_path, steps(ONE, step("false")))
    assert (proof.status, proof.steps) == (Status.FAILED, ())
    assert "does not pass as it stands" in (proof.reason or "")


def test_no_step_is_left_out_once_the_budget_is_used_up(tmp_path: Path) -> None:
    proof = proven(tmp_path, steps(ONE, AGAIN), budget=0.0)
    assert [step.status for step in proof.steps] == [Status.SKIPPED] * 2
    assert proof.score == Score(dropped=0, noticed=0)
    assert proof.idle == ()


ROADMAP = {
    "milestones/01-a.md": "# 1: A\n\n## Steps\n\n### Step 1: Make\n\n" + ONE,
    "milestones/02-b.md": "# 2: B\n\n## Prerequisites\n\n- [A](01-a.md)\n\n## Steps\n\n"
    "### Step 1: Use\n\n" + step("cat a.txt >b.txt", "`b.txt` contains `one`."),
}


@pytest.mark.parametrize("sandbox", [False, pytest.param(True, marks=pytest.mark.room)])
def test_a_named_guide_is_proven_after_those_that_it_needs(tmp_path: Path, sandbox: bool) -> None:
    write(tmp_path, ROADMAP)
    result = whole(tmp_path, "milestones/02-b.md", sandbox=sandbox)
    assert [(m.number, m.score.noticed) for m in result.milestones] == [("2", 1)]
    assert (result.status, result.sandbox) == (Status.PASSED, sandbox)
    assert [m.number for m in whole(tmp_path).milestones] == ["1", "2"]


def test_a_guide_is_proven_by_its_number(tmp_path: Path) -> None:
    write(
        tmp_path, {"01-a.md": steps("```bash\ntouch a\n```\n\n**Expected Outcome**: `a` exists.\n")}
    )
    assert [proof.path for proof in whole(tmp_path, "1").milestones] == ["01-a.md"]


def test_a_milestone_whose_prerequisite_fails_is_blocked(tmp_path: Path) -> None:
    files = {**ROADMAP, "milestones/01-a.md": "# 1: A\n\n## Steps\n\n### Step 1: No\n\n```bash\n"
             "false\n```\n"}  # fmt: skip
    write(tmp_path, files)
    result = whole(tmp_path)
    assert [m.status for m in result.milestones] == [Status.FAILED, Status.BLOCKED]


def test_a_place_that_cannot_be_had_is_an_error_and_no_notice(tmp_path: Path) -> None:
    from milepost.app.milestones import load_milestones
    from milepost.app.project import load_project
    from milepost.app.run import memory_of, opener, plan_guides

    write(tmp_path, {"milestones/01-test.md": steps(ONE)})
    request = RunRequest(folder=tmp_path, sandbox=False)
    guides = load_milestones(load_project(tmp_path), (), None)
    real = opener(request)
    opened = []

    def only_once(path: str, *, begins: bool) -> object:
        opened.append(begins)
        if len(opened) > 1:
            raise CannotStart("no more places", "wait")
        return real(path, begins=begins)

    with memory_of(request, (), recalls=False) as memory:
        result = prove_roadmap(
            plan_guides(guides),
            RunSettings(),
            only_once,  # type: ignore[arg-type]
            Silent(),
            memory,
            proven=[guides[0].milestone.path],
            budget=60.0,
        )
    (step,) = result.milestones[0].steps
    assert (step.status, step.noticed_by) == (Status.ERROR, ())
    assert result.score.dropped == 0


def test_what_is_printed_for_machines_is_as_published(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-test.md": steps(ONE, AGAIN, after=LIST)})
    record = json.loads(encode(whole(tmp_path)))
    jsonschema.validate(record, json.loads(SCHEMA.read_bytes()))
    assert record["score"] == {"dropped": 2, "noticed": 2}


def test_what_is_printed_for_people_names_what_proves_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-test.md": steps(ONE, AGAIN, after=TESTING)})
    lines = "\n".join(pretty_prove(whole(tmp_path), Style()))
    assert "✓ without Step 1: Name 1  noticed by the outcome at line 11 and 1 more" in lines
    assert "✗ without Step 2: Name 2  nothing notices" in lines
    assert "01-test.md:20: holds without the step: a.txt exists." in lines
    assert "Mutation score 50 %  1 of 2 steps noticed when left out" in lines
    budget = "\n".join(pretty_prove(whole(tmp_path, budget=0.0), Style()))
    assert "Mutation score unknown" in budget
    assert "2 not tried" in budget


EXITS = [
    ("all is well", Status.PASSED, (2, 1), None, ExitStatus.OK),
    ("the score is reached", Status.PASSED, (2, 1), 50, ExitStatus.OK),
    ("the score is missed", Status.PASSED, (2, 1), 51, ExitStatus.NOT_PASSED),
    ("a guide fails", Status.FAILED, (2, 2), None, ExitStatus.NOT_PASSED),
    ("a guide is blocked", Status.BLOCKED, (2, 2), None, ExitStatus.COULD_NOT),
    ("nothing was left out", Status.PASSED, (0, 0), None, ExitStatus.NOT_PASSED),
]


@pytest.mark.parametrize(
    ("status", "score", "least", "exits"), [c[1:] for c in EXITS], ids=[c[0] for c in EXITS]
)
def test_the_exit_status_when(
    status: Status, score: tuple[int, int], least: float | None, exits: ExitStatus
) -> None:
    result = ProveResult(
        status=status,
        seconds=1.0,
        budget=1.0,
        milestones=(),
        score=Score(dropped=score[0], noticed=score[1]),
    )
    assert of_prove(result, min_score=least) is exits


@pytest.mark.room
def test_what_stands_before_the_step_is_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    numbers = ("one", "two", "three")
    text = steps(
        *(step(f"echo {n} >>a.txt; x=${{x}}{n}", f"`a.txt` contains `{n}`.") for n in numbers),
        step('[ "$x" = onetwothree ]'),
    )
    proof = proven(tmp_path, text, sandbox=True)
    assert [one.status for one in proof.steps] == [Status.PASSED] * 3 + [Status.FAILED]
    kept = Store(tmp_path / "cache").figures()
    # Nothing is kept of what ran without a step; of the whole guide each step once.
    assert kept.steps == 4
    assert kept.hits == 0 + 1 + 2 + 3
    again = proven(tmp_path, text, sandbox=True)
    assert [one.status for one in again.steps] == [one.status for one in proof.steps]
    assert Store(tmp_path / "cache").figures().hits == 6 + 4 + 6
