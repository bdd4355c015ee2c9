"""A text in what was printed: whole words and numbers, the same for blocks and for commands."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from milepost.milestone.check import CommandPrints, FileContains
from milepost.probes.output import holds
from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.judge import carry_out
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
        ("3.14", "3", False),
        ("2.3", "3", False),
        ("x-3", "3", False),
        ("v3", "3", False),
        ("total: 3.", "3", True),
        ("version 1.2.3", "version 1.2", True),
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


@pytest.mark.parametrize(("text", "whole"), [("PORT=3", False), ("PORT=3000", True)])
def test_a_file_holds_a_word_or_number_only_whole(
    session: Session, tmp_path: Path, text: str, *, whole: bool
) -> None:
    path = tmp_path / "settings"
    path.write_text("PORT=3000\n")
    result = carry_out(FileContains(path=str(path), text=text), session, patience=0.0)
    assert result.status is (Status.PASSED if whole else Status.FAILED)
