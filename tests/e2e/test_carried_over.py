"""What a milestone leaves behind reaches the next, however odd it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, milestones, write

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ["--no-sandbox", pytest.param("--network=off", marks=pytest.mark.room)]

ODD = """mkfifo pipe
ln -s /no/such dangling
ln -s . loop
touch -- -x 'a b' $'new\\nline' "$(printf '\\377')"
mkdir closed && touch closed/in && chmod 500 closed
echo secret > unreadable && chmod 000 unreadable
truncate -s 50M sparse
exec {held}>held; echo on >&$held
export KEPT=no
echo kept > ~/in-home"""
SEEN = """[ -p pipe ] && [ -L dangling ] && [ -L loop ]
[ -e ./-x ] && [ -e 'a b' ] && [ -e $'new\\nline' ] && [ -e "$(printf '\\377')" ]
[ -e closed/in ] && [ -e sparse ]
cat held ~/in-home"""


@pytest.mark.parametrize("place", PLACES)
def test_odd_files_reach_the_next_milestone(tmp_path: Path, place: str) -> None:
    second = guide(fence(SEEN), name="Second").replace("# 1:", "# 2:")
    needs = "## Prerequisites\n\n- [First](01-first.md)\n\n## Implementation"
    write(
        tmp_path,
        {
            "milestones/01-first.md": guide(fence(ODD), name="First"),
            "milestones/02-second.md": second.replace("## Implementation", needs),
        },
    )
    done = milepost("run", place, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    results = milestones(done)
    assert [result["status"] for result in results.values()] == ["passed", "passed"]


@pytest.mark.parametrize("place", PLACES)
def test_what_cannot_be_carried_over_is_told_in_words(tmp_path: Path, place: str) -> None:
    second = guide(fence("true"), name="Second").replace("# 1:", "# 2:")
    needs = "## Prerequisites\n\n- [First](01-first.md)\n\n## Implementation"
    gone = 'rm -rf "$PWD"; mkdir -p "${PWD%/*}"; touch "$PWD"'
    write(
        tmp_path,
        {
            "milestones/01-first.md": guide(fence(gone), name="First"),
            "milestones/02-second.md": second.replace("## Implementation", needs),
        },
    )
    done = milepost("run", place, "--format", "json", cwd=tmp_path)
    first, second_result = milestones(done).values()
    if first["status"] == "passed":
        pytest.skip("the workspace of this place cannot be taken away")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "\\u0000" not in done.stdout
    assert second_result["status"] == "blocked"
