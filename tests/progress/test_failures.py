"""A failure is remembered beside the store, for as long as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.progress.statements import statement

from milepost.progress.failures import Failures
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Statement

MILESTONE = "milestones/01.md"


def verified(checks: str, status: str, instead_of: str | None = None) -> Statement:
    one = statement(MILESTONE, checks=checks, status=Status(status))
    return one if instead_of is None else replace(one, instead_of=instead_of)


@pytest.mark.parametrize(
    ("verifications", "remembered"),
    [
        ([], None),
        ([verified("a", "passed")], None),
        ([verified("a", "failed")], "a"),
        ([verified("a", "failed"), verified("a", "passed")], None),
        ([verified("a", "failed"), verified("b", "passed", "a")], "a"),
        ([verified("a", "failed"), verified("b", "failed")], "b"),
    ],
)
def test_a_failure_is_remembered_until_its_checks_pass(
    tmp_path: Path, verifications: list[Statement], remembered: str | None
) -> None:
    for one in verifications:
        Failures(tmp_path, "/srv/sums", "ada").note(one)
    assert Failures(tmp_path, "/srv/sums", "ada").of(MILESTONE) == remembered
    assert Failures(tmp_path, "/srv/sums", "bob").of(MILESTONE) is None
    assert Failures(tmp_path, "/srv/other", "ada").of(MILESTONE) is None


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "failures").write_text("a file")
    Failures(tmp_path, "/srv/sums", "ada").note(verified("a", "failed"))
    assert Failures(tmp_path, "/srv/sums", "ada").of(MILESTONE) is None
