from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import msgspec
import pytest
from benchmarks.corpus_provisions import Provision
from benchmarks.corpus_verdicts import (
    Ended,
    Judged,
    Judgement,
    Verdict,
    judge,
    lay_out,
    lines,
    load,
)

if TYPE_CHECKING:
    from pathlib import Path

PASSES = Verdict("o/n", "a.md", "passes")
ALARM = Verdict("o/n", "a.md", "passes", cause="columns", line=7)
FAILS = Verdict("o/n", "a.md", "fails", cause="meant to", line=7)
BLOCKED = Verdict("o/n", "a.md", "fails", cause="needs a cluster")
NOTHING = Verdict("o/n", "a.md", "nothing", cause="no block")

GREEN = Ended("passed", None, "passed")
SEVEN = Ended("failed", 7, "failed; 7: x")
NINE = Ended("failed", 9, "failed; 9: x")
NO_LINE = Ended("blocked", None, "blocked")
SKIPPED = Ended("skipped", None, "skipped")


@pytest.mark.parametrize(
    ("verdict", "end", "judged", "cause"),
    [
        (PASSES, GREEN, Judged.PASSED, ""),
        (ALARM, GREEN, Judged.PASSED, ""),
        (FAILS, GREEN, Judged.FALSE_PASS, "right is `fails`: meant to"),
        (NOTHING, GREEN, Judged.FALSE_PASS, "right is `nothing`: no block"),
        (FAILS, SEVEN, Judged.FAILED_RIGHTLY, "meant to"),
        (BLOCKED, NO_LINE, Judged.FAILED_RIGHTLY, "needs a cluster"),
        (ALARM, SEVEN, Judged.FALSE_ALARM, "columns"),
        (NOTHING, SKIPPED, Judged.NOTHING, "no block"),
        (BLOCKED, SKIPPED, Judged.UNEXPLAINED, "skipped"),
        (NOTHING, NO_LINE, Judged.UNEXPLAINED, "blocked"),
        (FAILS, NINE, Judged.UNEXPLAINED, "failed; 9: x"),
        (ALARM, NINE, Judged.UNEXPLAINED, "failed; 9: x"),
        (PASSES, SEVEN, Judged.UNEXPLAINED, "failed; 7: x"),
        (None, GREEN, Judged.UNEXPLAINED, "no verdict is known: passed"),
    ],
)
def test_a_run_is_held_against_what_is_right_for_its_guide(
    verdict: Verdict | None, end: Ended, judged: Judged, cause: str
) -> None:
    assert judge(verdict, end) == Judgement(judged, cause)


def test_the_sums_name_every_guide_that_did_not_pass() -> None:
    judgements = {
        "a": Judgement(Judged.PASSED, ""),
        "b": Judgement(Judged.FALSE_ALARM, "columns"),
        "c": Judgement(Judged.FAILED_RIGHTLY, "meant to"),
    }
    provisions = {"a": Provision("o/n", ["a"], "its page"), "b": Provision("o/n", ["b"], "x")}
    assert list(lines(judgements, ["a", "b", "not run"], provisions)) == [
        "3 guides run: passed 1, failed rightly 1, failed wrongly 1, passed wrongly 0, "
        "nothing carried out 0, unexplained 0",
        'of 2 that the index calls "clean": 1 passed, 1 of them with provisions',
        "  passed with provisions: a: its page",
        "  failed rightly: c: meant to",
        "  failed wrongly: b: columns",
    ]


def test_every_verdict_says_all_that_a_judgement_needs() -> None:
    verdicts = load()
    assert len(verdicts) == 55
    for one in verdicts.values():
        assert one.cause or one.right == "passes", one.key
        assert one.cause or one.line is None, one.key


def test_a_verdict_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_text('[[guide]]\nrepo = "o/n"\npath = "a.md"\nright = "passes"\nlien = 3\n')
    with pytest.raises(msgspec.ValidationError, match="lien"):
        load(file)


@pytest.mark.parametrize(
    ("files", "workspace"),
    [(None, None), (".", ["b", "root.txt"]), ("b", ["data.txt"])],
)
def test_a_reader_has_the_guide_and_the_files_that_it_takes_for_granted(
    tmp_path: Path, files: str | None, workspace: list[str] | None
) -> None:
    repository = tmp_path / "repo"
    (repository / "b").mkdir(parents=True)
    (repository / "root.txt").write_text("root")
    (repository / "b" / "data.txt").write_text("data")
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "files"]):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True)
    guide = tmp_path / "guide.md"
    guide.write_text("# Guide\n")
    verdict = Verdict("o/n", "guide.md", "passes", files=files)
    into = tmp_path / "home"
    assert lay_out(guide, verdict, "HEAD", repository, into) == "guide.md"
    assert (into / "guide.md").read_text() == "# Guide\n"
    assert (into / "milepost.toml").read_text() == ""
    if workspace is None:
        assert not (into / "workspace").exists()
    else:
        assert sorted(one.name for one in (into / "workspace").iterdir()) == workspace
