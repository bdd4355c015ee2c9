"""Running a shard of a roadmap, cut by the reports of earlier runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.run.guides import milestone, write

from milepost.app.run import RunRequest, run
from milepost.app.shard import read_durations
from milepost.interfaces.cli.main import run as command
from milepost.result.observer import Silent
from milepost.roadmap.shard import Shard
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import RunResult


def go(folder: Path, number: int, count: int, *durations: str) -> RunResult:
    request = RunRequest(
        folder=folder, sandbox=False, shard=Shard(number, count), durations=durations
    )
    return run(request, Silent())


def numbers(result: RunResult) -> list[str | None]:
    return [one.number for one in result.milestones]


def report(folder: Path, **seconds: Any) -> str:
    """A report in which milestones took that long; `None` for a recalled one."""
    step = {"line": 1, "status": "passed", "number": 1, "name": "Go"}
    whole = {
        "schema": "milepost.run/1",
        "status": "passed",
        "seconds": 0.0,
        "coverage": {"outcomes": 0, "checked": 0},
        "milestones": [
            {
                "path": f"milestones/0{name[1:]}-m.md",
                "number": name[1:],
                "name": name,
                "status": "passed",
                "seconds": took or 0.0,
                "steps": [{**step, "cached": took is None}],
            }
            for name, took in seconds.items()
        ],
    }
    path = folder / f"report-{len(list(folder.iterdir()))}.json"
    path.write_bytes(msgspec.json.encode(whole))
    return str(path)


ROADMAP = {
    **milestone(1, "echo a >>log"),
    **milestone(2, "grep a log", 1),
    **milestone(3, "grep a log", 1),
    **milestone(4),
}


def test_prerequisites_are_run_and_reported_by_the_shard_that_has_them(tmp_path: Path) -> None:
    write(tmp_path, ROADMAP)
    results = [go(tmp_path, number, 2) for number in (1, 2)]
    assert [result.status for result in results] == ["passed", "passed"]
    assert sorted(number or "" for result in results for number in numbers(result)) == [
        "1", "2", "3", "4",
    ]  # fmt: skip
    assert any("1" not in numbers(r) and {"2", "3"} & set(numbers(r)) for r in results)


def test_shards_are_cut_by_what_milestones_took(tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1), **milestone(2), **milestone(3), **milestone(4)})
    took = report(tmp_path, m1=30.0, m2=10.0, m3=10.0, m4=9.0)
    assert [numbers(go(tmp_path, n, 2, took)) for n in (1, 2)] == [["1"], ["2", "3", "4"]]


def test_of_several_reports_the_longest_time_counts_and_recalled_ones_do_not(
    tmp_path: Path,
) -> None:
    write(tmp_path, {**milestone(1), **milestone(2), **milestone(3)})
    reports = [report(tmp_path, m1=1.0, m3=5.0), report(tmp_path, m1=20.0, m2=7.0, m3=None)]
    assert numbers(go(tmp_path, 1, 2, *reports)) == ["1"]
    assert read_durations(reports[1]) == {"milestones/01-m.md": 20.0, "milestones/02-m.md": 7.0}


def test_what_is_not_known_is_estimated_by_its_blocks(tmp_path: Path) -> None:
    long = milestone(3, "\n```\n\n```bash\n".join(["true"] * 8))
    write(tmp_path, {**milestone(1), **milestone(2), **long, **milestone(4)})
    took = report(tmp_path, m1=2.0)
    assert [numbers(go(tmp_path, n, 2, took)) for n in (1, 2)] == [["3"], ["1", "2", "4"]]


def test_a_report_of_other_guides_is_warned_of(tmp_path: Path) -> None:
    write(tmp_path, milestone(1))
    (warning,) = go(tmp_path, 1, 1, report(tmp_path, m9=1.0)).warnings
    assert "times none of these milestones" in warning


def test_an_empty_shard_passes_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, milestone(1))
    monkeypatch.chdir(tmp_path)
    assert command(["run", "--no-sandbox", "--shard", "2/2"]) == 0
    assert "shard 2/2 has no milestone: the others have them all" in capsys.readouterr().out


def test_what_is_blocked_in_a_shard_names_what_failed_in_another_one(tmp_path: Path) -> None:
    write(tmp_path, {**milestone(1, "false"), **milestone(2, "true", 1), **milestone(3, "true", 1)})
    results = [go(tmp_path, number, 2) for number in (1, 2)]
    assert sorted(str(result.status) for result in results) == ["blocked", "failed"]


@pytest.mark.parametrize("text", ["", "{}", '{"schema": 1}', "[1", "\x00"])
def test_what_is_no_report_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(MilepostError, match=r"x\.json: it is no report of a run") as told:
        read_durations(str(path))
    assert "--format json" in told.value.remedy


def test_a_report_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="No such file"):
        read_durations(str(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--shard", "4/3"], "of 3 shards there is no 4"),
        (["--shard", "1"], "write it as K/N"),
        (["--durations", "x.json"], "--durations needs --shard."),
        (["--store", "x"], "--store needs --cluster."),
        (["--shard", "1/2", "--last-failed"], "--shard does not go with --last-failed."),
        (["--shard", "1/2", "--only", "1"], "--shard does not go with --only."),
        (["--cluster", "local:1", "--update"], "--cluster does not go with --update."),
        (["--only", "1", "--until", "2"], "--only does not go with --until."),
        (["--cluster", "nowhere"], "`nowhere` is no address of a cluster"),
        (["--shard", "1/2", "--durations", "none.json"], "none.json: the durations cannot be"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    write(tmp_path, milestone(1))
    monkeypatch.chdir(tmp_path)
    assert command(["run", "--no-sandbox", *words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
