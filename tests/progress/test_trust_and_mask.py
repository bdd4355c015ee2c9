"""What is trusted is remembered by its content, and secrets are taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.progress.mask import discreet, mask, masked
from milepost.progress.trust import Trust, state_folder
from milepost.result.model import CheckResult, Status
from milepost.result.observer import Silent
from milepost.text.error import MilepostError


def test_trust_holds_for_exactly_the_same_commands(tmp_path: Path) -> None:
    trust = Trust(tmp_path)
    assert not trust.holds(("make", "make test"))
    trust.remember(("make", "make test"))
    assert Trust(tmp_path).holds(("make", "make test"))
    assert not trust.holds(("make test", "make"))
    assert not trust.holds(("make\0make test",))
    assert not trust.holds(("make", "make tests"))


def test_a_guide_without_commands_needs_no_trust(tmp_path: Path) -> None:
    assert Trust(tmp_path).holds(())


def test_what_cannot_be_remembered_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "trusted").write_text("a file")
    with pytest.raises(MilepostError, match="cannot be remembered"):
        Trust(tmp_path).remember(("make",))


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"MILEPOST_STATE_DIR": "/a", "XDG_STATE_HOME": "/b", "HOME": "/c"}, "/a"),
        ({"XDG_STATE_HOME": "/b", "HOME": "/c"}, "/b/milepost"),
        ({"HOME": "/c"}, "/c/.local/state/milepost"),
    ],
)
def test_trust_is_kept_with_the_user(environment: dict[str, str], folder: str) -> None:
    assert state_folder(environment) == Path(folder)


def test_longer_secrets_are_masked_before_shorter_ones() -> None:
    assert mask("abc ab", ("ab", "abc", "")) == "*** ***"


def test_a_secret_that_reads_like_a_status_leaves_statuses_alone() -> None:
    result = CheckResult(reads_as="x", status=Status.PASSED, seen="it passed")
    assert masked(result, ("passed",)) == CheckResult(
        reads_as="x", status=Status.PASSED, seen="it ***"
    )
    assert masked(result, ()) is result


def test_of_a_cluster_is_told_without_secrets() -> None:
    told: list[str] = []

    class Listening(Silent):
        def milestone_placed(self, path: str, worker: str) -> None:
            told.append(f"{path} on {worker}")

        def notice(self, text: str) -> None:
            told.append(text)

    observer = discreet(Listening(), ["4711"])
    observer.milestone_placed("a.md", "worker oak")
    observer.notice("waiting for 4711")
    assert told == ["a.md on worker oak", "waiting for ***"]
