"""A text in what was printed: whole words and numbers, the same for blocks and for commands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from milepost.milestone.check import CommandPrints
from milepost.probes.output import holds
from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.judge import carry_out
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Host() as place:
        opened = Session(place, RunSettings(), Silent(), "guide.md")
        try:
            yield opened
        finally:
            opened.close()


@pytest.mark.parametrize(
    ("output", "text", "whole"),
    [
        ("3 n.txt", "3", True),
        ("13", "3", False),
        ("30", "3", False),
        ("main-old", "main-old", True),
        ("main-old", "main", False),
        ("old_main", "main", False),
        ("* main", "main", True),
        ("nginx-7fb9 1/1 Running", "nginx", True),
        ("a success!", "success", True),
        ("unsuccessful", "success", False),
        ("it was successful", "was success", False),
        ("Successfully built", "Success", False),
        ("OKAY", "OK", False),
        ("TypeError: no", "Error", True),
        ("eyJhbGciOi", "eyJhbGci", True),
        ("a1b2cde", "a1b2c", True),
    ],
)
def test_a_word_or_number_is_not_found_within_a_longer_one(
    session: Session, output: str, text: str, *, whole: bool
) -> None:
    command = f"echo {shlex.quote(output)}"
    for negated, status in ((False, whole), (True, False)):
        prints = CommandPrints(command=command, text=text, negated=negated)
        result = carry_out(prints, session, patience=0.0)
        assert result.status is (Status.PASSED if status else Status.FAILED)
        assert holds(output, text, broadly=negated) is (whole or negated)
