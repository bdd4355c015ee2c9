"""Directives that cannot be followed: the block under them is an error, never carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out, steps

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    ("an unknown key", "milepost: exti=1", "no directive `exti`. Did you mean `exit`?"),
    ("a time that is none", "milepost: timeout=abc", "`timeout` is `abc`, not a time"),
    ("no such system", "milepost: os=linx", "`os` is `linx`"),
    ("two values", "milepost: exit=1 exit=2", "`exit` is both `1` and `2`"),
    ("no colon", "milepost exit=1", "begins almost as a directive"),
    ("a misspelt name", "milepst: exit=1", "begins almost as a directive"),
    ("an unclosed quote", 'milepost: skip="why', "is not closed"),
]


@pytest.mark.parametrize(("inside", "said"), [c[1:] for c in WRONG], ids=[c[0] for c in WRONG])
def test_block_under_a_directive_that_cannot_be_followed_is_an_error(
    tmp_path: Path, inside: str, said: str
) -> None:
    guide = steps(f"<!-- {inside} -->\n\n```bash\necho ran\n```\n\n```bash\necho next\n```\n")
    result = carry_out(tmp_path, guide)
    first, second = result.steps[0].blocks
    assert first.status is Status.ERROR
    assert said in (first.reason or "")
    assert first.output == ""
    assert second.status is Status.SKIPPED
    assert result.status is Status.ERROR


def test_output_under_a_directive_that_cannot_be_followed_is_an_error(tmp_path: Path) -> None:
    guide = steps(
        "```bash\necho hi\n```\n\n<!-- milepost: match=simlar -->\n\n```output\nhi\n```\n"
    )
    result = carry_out(tmp_path, guide)
    assert [block.status for block in result.steps[0].blocks] == [Status.PASSED, Status.ERROR]


@pytest.mark.parametrize(
    "inside",
    ["milepost: timeout=5s, retry=1", "milepost: os=linux,mac", "milepost is what we use",
     "milepost: optional", "milestone: 3", "milepost: network=on terminal=x"],
)  # fmt: skip
def test_other_comments_stand_in_the_way_of_nothing(tmp_path: Path, inside: str) -> None:
    result = carry_out(tmp_path, steps(f"<!-- {inside} -->\n\n```bash\ntrue\n```\n"))
    assert result.status is Status.PASSED
