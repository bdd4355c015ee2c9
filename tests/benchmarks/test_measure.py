from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks.measure import Command, Figure, MeasureError, Sample, measure, run_once

if TYPE_CHECKING:
    from pathlib import Path


def python(folder: Path, code: str, **environment: str) -> Command:
    return Command([sys.executable, "-c", code], folder, environment)


def test_time_and_memory_are_those_of_the_program(tmp_path: Path) -> None:
    sample = run_once(python(tmp_path, "kept = bytearray(b'x') * 200_000_000"), tmp_path)
    assert sample.peak > 200_000_000
    assert 0 < sample.seconds < 60


def test_memory_of_a_child_counts(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', %r], check=True)"
    sample = run_once(python(tmp_path, code % "bytearray(b'x') * 200_000_000"), tmp_path)
    assert sample.peak > 200_000_000


def test_a_program_that_fails_is_no_figure(tmp_path: Path) -> None:
    failing = Command(["/bin/sh", "-c", "echo no such thing >&2; exit 3"], tmp_path)
    with pytest.raises(MeasureError, match=r"status 3:\nno such thing"):
        run_once(failing, tmp_path)


def test_an_accepted_status_is_a_figure(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", "exit(1)"]
    assert run_once(Command(argv, tmp_path, accepted=frozenset({0, 1})), tmp_path).seconds > 0


def test_the_environment_is_the_named_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEAKED", "1")
    code = "import os; assert 'LEAKED' not in os.environ; assert os.environ['GIVEN'] == '2'"
    run_once(python(tmp_path, code, GIVEN="2"), tmp_path)


def test_programs_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = {name: Command(["/bin/sh", "-c", f"echo {name} >>{log}"], tmp_path) for name in "ab"}
    figures = measure(commands, runs=3, budget=60, what="turns")
    assert log.read_text().split() == ["a", "b", "a", "b", "a", "b"]
    assert [len(figure.samples) for figure in figures.values()] == [3, 3]


def test_a_program_over_its_budget_is_measured_once(tmp_path: Path) -> None:
    figures = measure({"slow": Command(["/bin/true"], tmp_path)}, runs=5, budget=0, what="budget")
    assert len(figures["slow"].samples) == 1


def test_a_figure_is_the_median_time_and_the_highest_peak() -> None:
    figure = Figure((Sample(1.0, 30), Sample(9.0, 10), Sample(2.0, 20)))
    assert figure.seconds == 2.0
    assert figure.peak == 30
