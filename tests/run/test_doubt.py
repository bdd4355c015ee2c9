"""What is kept never makes a guide fail: not where it is short of something, and not where somebody
empties the cache during a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, milestone, steps, write

from milepost.app.cache import clear_cache
from milepost.app.run import RunRequest, run
from milepost.report.pretty_run import run as pretty_run
from milepost.report.style import Style
from milepost.result.model import Status
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import MilestoneResult, RunResult, StepResult
    from milepost.result.observer import Observer

pytestmark = pytest.mark.room


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))


class Notes(Silent):
    """Takes note of what is said, and of the steps that end."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.ended: list[tuple[int, bool]] = []

    def notice(self, text: str) -> None:
        self.said.append(text)

    def step_finished(self, path: str, step: StepResult) -> None:  # noqa: ARG002
        self.ended.append((step.number, step.cached))


def go(folder: Path, text: str | None = None, observer: Observer | None = None) -> RunResult:
    if text is not None:
        write(folder, {"milestones/01-test.md": text})
    return run(RunRequest(network="off", folder=folder, jobs=1), observer or Silent())


def one(result: RunResult) -> MilestoneResult:
    (found,) = result.milestones
    return found


NUMBER = "cut -d ' ' -f 22 /proc/1/stat >began"
"""When the room began: no other one has it, and nobody looks for it in a file."""
FINDS = steps(bash(NUMBER), bash("cut -d ' ' -f 22 /proc/1/stat | diff began -"))


def test_what_fails_after_recalled_steps_passes_from_the_beginning(tmp_path: Path) -> None:
    go(tmp_path, steps(bash(NUMBER), bash("true")))
    notes = Notes()
    result = one(go(tmp_path, FINDS, notes))
    assert result.status is Status.PASSED
    assert "passed when none was" in (result.reason or "")
    assert notes.ended == [(1, True), (2, False), (1, False), (2, False)]
    (said,) = notes.said
    assert "from its beginning" in said
    assert [step.cached for step in one(go(tmp_path)).steps] == [True, True]


def test_what_fails_from_the_beginning_too_is_told_once_and_believed(tmp_path: Path) -> None:
    go(tmp_path, steps(bash("echo begun"), bash("true")))
    notes = Notes()
    result = one(go(tmp_path, steps(bash("echo begun"), bash("false")), notes))
    assert result.status is Status.FAILED
    assert [step.cached for step in result.steps] == [True, False]
    assert notes.ended == [(1, True), (2, False), (1, False), (2, False)]
    notes = Notes()
    assert one(go(tmp_path, None, notes)).status is Status.FAILED
    assert notes.ended == [(1, True), (2, False)]


def test_what_could_not_be_recalled_is_not_doubted(tmp_path: Path) -> None:
    begin = steps(bash("exec 3>log"), bash("true"))
    go(tmp_path, begin)
    notes = Notes()
    assert one(go(tmp_path, begin, notes)).status is Status.PASSED
    assert notes.ended == [(1, False), (2, False)]


class Clears(Silent):
    """Empties the cache when something ends."""

    def __init__(self, when: str) -> None:
        self._when = when

    def step_finished(self, path: str, step: StepResult) -> None:
        if f"{path[-7:]} {step.number}" == self._when:
            clear_cache()

    def milestone_finished(self, path: str, result: MilestoneResult) -> None:  # noqa: ARG002
        if path[-7:] == self._when:
            clear_cache()


ROADMAP = {
    **milestone(1, "echo one >one"),
    **milestone(2, "cat one && echo two >two", 1),
    **milestone(3, "cat one two", 2),
}


@pytest.mark.parametrize("when", ["01-m.md 1", "01-m.md", "02-m.md 1", "02-m.md", "03-m.md 1"])
@pytest.mark.parametrize("change", ["", "true; "], ids=["recalled", "changed"])
def test_a_run_goes_on_where_somebody_empties_the_cache(
    tmp_path: Path, when: str, change: str
) -> None:
    write(tmp_path, ROADMAP)
    assert go(tmp_path).status is Status.PASSED
    write(tmp_path, milestone(3, f"{change}cat one two", 2))
    result = go(tmp_path, None, Clears(when))
    assert [found.reason for found in result.milestones] == [None] * 3
    assert result.status is Status.PASSED
    assert list((tmp_path / "cache" / "aside").iterdir()) == []


def test_the_report_marks_all_that_was_recalled(tmp_path: Path) -> None:
    after = (
        f"\n## Testing\n\n{bash('true')}\n## Validation Checklist\n\n- [ ] `made.txt` exists\n\n"
        f"## Clean-up\n\n{bash('true')}"
    )
    go(tmp_path, steps(bash("echo made >made.txt"), after=after))
    shown = "\n".join(pretty_run(go(tmp_path), Style()))
    for part in ("Step 1: Name 1", "Testing", "Checklist", "Clean-up"):
        assert f"{part}  cached" in shown
