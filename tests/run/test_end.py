"""A run that is to end after a step: what comes later is not begun and not blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out_roadmap, milestone, steps, write

from milepost.report.exit_status import ExitStatus
from milepost.report.pretty_run import run as pretty
from milepost.report.style import Style
from milepost.report.verdict import of_run
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

PASSED, SKIPPED, FAILED = Status.PASSED, Status.SKIPPED, Status.FAILED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """1, 2 (two steps and Testing, needs 1), 3 (needs 2's last step), 4 (needs none)."""
    two = steps(
        "```bash\ntouch half\n```\n",
        "```bash\ntouch whole\n```\n",
        after="\n## Testing\n\n```bash\ntest -e whole\n```\n",
    )
    two = two.replace("# 1: Test\n", "# 2: Test\n\n## Prerequisites\n\n- [1](01-m.md)\n")
    guides = milestone(1) | milestone(3, "test -e whole", 2) | milestone(4)
    write(tmp_path, {**guides, "milestones/02-m.md": two})
    return tmp_path


@pytest.mark.parametrize(
    ("first", "last", "statuses"),
    [
        (None, None, [PASSED, PASSED, PASSED, PASSED]),
        ("2/1", None, [PASSED, PASSED, PASSED, PASSED]),
        (None, "2/1", [PASSED, PASSED, SKIPPED, SKIPPED]),
        ("2/1", "2/1", [PASSED, PASSED, SKIPPED, SKIPPED]),
        (None, "2/2", [PASSED, PASSED, SKIPPED, SKIPPED]),
        (None, "4/1", [PASSED, PASSED, PASSED, PASSED]),
    ],
)
def test_what_comes_after_the_end_is_skipped(
    folder: Path, first: str | None, last: str | None, statuses: list[Status]
) -> None:
    result = carry_out_roadmap(folder, first=first, last=last)
    assert [one.status for one in result.milestones] == statuses
    later = {one.reason for one in result.milestones if one.status is SKIPPED}
    assert later <= {f"the run was to end at {last}"}
    assert (result.status, of_run(result)) == (PASSED, ExitStatus.OK)
    assert "Next:" not in "\n".join(pretty(result, Style()))


def test_the_exit_status_tells_of_what_ran(folder: Path) -> None:
    guide = folder / "milestones/02-m.md"
    guide.write_text(guide.read_text("utf-8").replace("touch half", "false"), "utf-8")
    result = carry_out_roadmap(folder, last="2/1")
    assert [one.status for one in result.milestones] == [PASSED, FAILED, SKIPPED, SKIPPED]
    assert of_run(result) is ExitStatus.NOT_PASSED
