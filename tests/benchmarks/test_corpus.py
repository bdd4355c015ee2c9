from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks.corpus import (
    Options,
    Record,
    Said,
    ended,
    entry,
    guides,
    main,
    run_guide,
    sums,
    verdict,
)
from benchmarks.corpus_verdicts import Ended, Judged

if TYPE_CHECKING:
    from pathlib import Path

CHECK = {
    "schema": "milepost.check/1",
    "files": 1,
    "findings": [
        {"code": "MP203", "severity": "error", "line": 7},
        {"code": "MP203", "severity": "error", "line": 9},
        {"code": "MP101", "severity": "warning", "line": 1},
    ],
}
EXPLAIN = {
    "documents": [
        {
            "steps": [
                {
                    "blocks": [{"kind": "command"}, {"kind": "shown"}, {"kind": "command"}],
                    "outcomes": [
                        {"manual": False, "implied": False, "why": "path exists, fence"},
                        {"manual": False, "implied": False, "why": "fence; not read: `a`, `b`"},
                        {"manual": True, "implied": True, "why": "implied by the step"},
                    ],
                }
            ],
            "testing": [
                {
                    "blocks": [],
                    "outcomes": [{"manual": True, "implied": False, "why": "no known phrase"}],
                }
            ],
        }
    ],
    "coverage": {"outcomes": 4, "checked": 3},
}
BLOCK = {"line": 34, "kind": "command", "status": "passed", "exit_status": 0, "output": "ok\n"}
FAILED_BLOCK = BLOCK | {"line": 40, "status": "failed", "exit_status": 2, "output": "one\nlast\n"}
FAILED_OUTCOME = {"line": 50, "status": "failed", "text": "The file exists."}


def run(status: str, *steps: dict[str, object], reason: str | None = None) -> dict[str, object]:
    return {
        "status": status,
        "milestones": [{"status": status, "reason": reason, "steps": list(steps)}],
    }


def said(command: str, output: object, status: int | None = 0, errors: str = "") -> Said:
    return Said(command, 1.25, status, json.dumps(output) if output else "", errors)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (said("check", CHECK, 1), "2 errors, 1 warnings MP203x2 MP101x1"),
        (said("explain", EXPLAIN), "3/4 outcomes; commandx2 shownx1"),
        (said("run", run("passed", {"blocks": [BLOCK], "outcomes": []})), "passed 1.2 s"),
        (
            said("run", run("failed", {"blocks": [BLOCK, FAILED_BLOCK], "outcomes": []}), 1),
            "failed 1.2 s; 40: command ended with 2: last",
        ),
        (
            said("run", run("failed", {"blocks": [BLOCK], "outcomes": [FAILED_OUTCOME]}), 1),
            "failed 1.2 s; 50: The file exists.",
        ),
        (said("run", run("blocked", reason="no node"), 2), "blocked 1.2 s; no node"),
        (said("run", None, None), "over 1 s"),
        (said("check", None, 2, "guide.md: not UTF-8\n  Save it so."), "guide.md: not UTF-8"),
        (said("run", None, 1, "Traceback\nKeyError: 'x'\n"), "CRASH: KeyError: 'x'"),
        (said("run", None, -11), "CRASH: status -11"),
    ],
)  # fmt: skip
def test_what_a_command_said_is_put_in_a_few_words(answer: Said, words: str) -> None:
    assert verdict(answer) == words


def test_an_entry_has_a_line_for_every_command() -> None:
    record = Record("a.md", [said("check", CHECK, 1), said("explain", EXPLAIN)])
    assert entry(record).splitlines() == [
        "a.md",
        "  check: 2 errors, 1 warnings MP203x2 MP101x1",
        "  explain: 3/4 outcomes; commandx2 shownx1",
    ]


def test_crashes_and_time_limits_are_counted_apart_from_exit_statuses() -> None:
    records = [
        Record("a.md", [said("run", run("passed"))]),
        Record("b.md", [said("run", None, None)]),
        Record("c.md", [said("run", None, 1, "a fault of Milepost itself")]),
    ]
    assert sums(records) == "3 guides\nrun: crash: 1, exit 0: 1, time: 1"


def test_what_guides_were_read_as_is_summed_up() -> None:
    records = [Record("a.md", [said("explain", EXPLAIN)]), Record("b.md", [said("explain", None)])]
    assert sums(records).splitlines()[2:] == [
        "blocks: command 2, shown 1",
        "outcomes: 4 found, 2 read (1 of them in part), 1 implied, 1 manual",
        "outcomes by reading: fence 2, path exists 1",
    ]


def test_without_an_index_every_markdown_file_is_a_guide(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.mdx", "a/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(guides(tmp_path, None, "")) == ["a/c.mdx", "b.md"]


def test_the_index_names_guides_by_repository_and_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = tmp_path / "index.jsonl"
    entries = [
        {"repo": "o/n", "path": "x.md", "group": "G1", "sections": {"steps": ["## A"]}},
        {"repo": "o/n", "path": "y.md", "group": "G2", "commit": "abc", "verdict": "clean"},
        {"repo": "o/n", "path": "gone.md", "group": "G2"},
        {"repo": "o/n", "path": "x.md", "group": "G3"},
    ]
    index.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    (tmp_path / "o+n").mkdir()
    for name in "xy":
        (tmp_path / "o+n" / f"{name}.md").touch()
    found = guides(tmp_path, index, "G2")
    assert [(path, one.commit) for path, one in found.items() if one] == [("o+n/y.md", "abc")]
    assert "1 of 2 guides are not in" in capsys.readouterr().err
    twice = guides(tmp_path, index, "")["o+n/x.md"]
    assert twice is not None
    assert (twice.group, twice.sections) == ("G3", {"steps": ["## A"]})


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (
            said("run", run("failed", {"blocks": [FAILED_BLOCK], "outcomes": []}), 1),
            Ended("failed", 40, "failed 1.2 s; 40: command ended with 2: last"),
        ),
        (
            said("run", run("skipped", reason="nothing"), 1),
            Ended("skipped", None, "skipped 1.2 s"),
        ),
        (said("run", run("passed")), Ended("passed", None, "passed 1.2 s")),
        (said("run", None, None), Ended("none", None, "over 1 s")),
        (said("run", None, 2, "no room"), Ended("none", None, "no room")),
    ],
)
def test_a_run_ends_at_the_first_thing_that_failed(answer: Said, end: Ended) -> None:
    assert ended(answer) == end


def test_a_guide_without_a_verdict_is_run_in_a_room_and_left_unexplained(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("## Greet\n\n```console\n$ echo hello\nhello\n```\n")
    answer, judgement = run_guide("guide.md", None, Options(tmp_path, 60.0, tmp_path, tmp_path))
    assert ended(answer).status == "passed"
    assert judgement.judged is Judged.UNEXPLAINED


def test_the_command_reads_all_guides_and_runs_those_that_can_be_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index, output = tmp_path / "index.jsonl", tmp_path / "said.jsonl"
    entries: list[dict[str, object]] = [
        {"repo": "o/n", "path": "read.md", "group": "G1", "sections": {"steps": ["## Greet"]}},
        {"repo": "o/n", "path": "run.md", "group": "G2", "verdict": "clean"},
    ]
    index.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    (tmp_path / "o+n").mkdir()
    for entry_of in entries:
        path = tmp_path / "o+n" / str(entry_of["path"])
        path.write_text("## Greet\n\n```console\n$ echo hello\nhello\n```\n")
    arguments = [str(tmp_path), "--index", str(index), "--run", "--output", str(output)]
    monkeypatch.setattr(sys, "argv", ["corpus", *arguments])
    assert main() == 0
    printed = capsys.readouterr().out.splitlines()
    assert "2 guides" in printed
    assert "parsed without fault: 2 of 2" in printed
    assert 'of 1 that the index calls "clean": 0 passed, 0 of them with provisions' in printed
    assert printed[-1].startswith("  unexplained: o+n/run.md: no verdict is known: passed")
    kept = [json.loads(line) for line in output.read_text().splitlines()]
    assert [[said["command"] for said in record["said"]] for record in kept] == [
        ["check", "explain"],
        ["check", "explain", "run"],
    ]
