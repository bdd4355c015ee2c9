from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.app.check import CheckReport, CheckRequest, check
from milepost.app.look import WORTH_A_PROCESS
from milepost.process import parallel

if TYPE_CHECKING:
    from pathlib import Path

MANY = 3 * WORTH_A_PROCESS

GUIDE = """\
# {number}: Guide {number}

## Prerequisites

- [Before]({before})

## Steps

### Step 2: [Step Name]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A roadmap of many guides, each with faults of its own, some that only two together have."""
    (tmp_path / "milepost.toml").touch()
    milestones = tmp_path / "milestones"
    milestones.mkdir()
    for number in range(1, MANY + 1):
        text = GUIDE.format(number=number - number % 97 // 96, before=f"{number - 1:03d}-guide.md")
        (milestones / f"{number:03d}-guide.md").write_text(text)
    (milestones / f"{MANY + 1:03d}-binary.md").write_bytes(b"\xff\x00")
    return tmp_path


def report(folder: Path, monkeypatch: pytest.MonkeyPatch, processors: int) -> CheckReport:
    monkeypatch.setattr(parallel, "processors", lambda: processors)
    return check(CheckRequest(folder=folder))


def test_many_guides_are_reported_alike_by_any_number_of_processors(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = report(folder, monkeypatch, 1)
    assert alone.files == MANY + 1
    assert alone.unreadable == 1
    assert len(alone.findings) > MANY
    assert "number-clash" in {finding.rule for finding in alone.findings}
    assert report(folder, monkeypatch, 2) == alone
    assert report(folder, monkeypatch, 64) == alone


def test_progress_ends_with_all_guides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    check(CheckRequest(folder=folder, on_guide=lambda done, all_: told.append((done, all_))))
    assert {all_ for _, all_ in told} == {MANY + 1}
    assert told == sorted(told)
    assert told[-1][0] in (MANY, MANY + 1)
