"""What only a process of its own shows: signals, broken pipes, encodings, terminals."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.process import COMMAND, environment, milepost

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = """# 1: Wait

## Implementation Steps

### Step 1: Wait for ever

```bash
echo $$ > shell.pid
sleep 987654
```
"""

GOOD = """# Say hello

## Say it

```console
$ echo hello
hello
```
"""


@pytest.fixture
def slow_run(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has begun its only milestone, and would never end."""
    (tmp_path / "wait.md").write_text(SLOW)
    process = subprocess.Popen(
        [*COMMAND, "run", "--no-sandbox", "--timeout", "1h", "wait.md"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert b"Wait" in line
    yield process
    process.kill()
    process.wait()


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(entry.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def runs(pid: int) -> bool:
    """Whether it does more than wait for whoever has inherited it to take note of its end."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_ends_with_130_and_leaves_nothing_running(
    slow_run: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    started = descendants(slow_run.pid)
    slow_run.send_signal(number)
    out, err = slow_run.communicate(timeout=30)
    assert slow_run.returncode == 130
    assert b"Interrupted." in err
    assert b"Traceback" not in err
    assert out == b""
    assert [pid for pid in started if runs(pid)] == []


def test_a_reader_that_goes_away_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "rule"], stdout=writer, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_the_version_for_a_reader_that_went_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "--version"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
    )
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_the_report_goes_to_standard_output_and_the_progress_to_standard_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "hello.md").write_text(GOOD)
    done = milepost("run", "--no-sandbox", "hello.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"Run passed" in done.stdout
    assert b"Run passed" not in done.stderr
    assert b"Say hello" in done.stderr


def test_one_pipe_for_both_gets_each_step_once(tmp_path: Path) -> None:
    (tmp_path / "hello.md").write_text(GOOD)
    done = subprocess.run(
        [*COMMAND, "run", "--no-sandbox", "hello.md"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.stdout.count(b"Step 1") == 1, done.stdout


def test_an_encoding_without_ticks_gets_words(tmp_path: Path) -> None:
    (tmp_path / "hello.md").write_text(GOOD)
    done = milepost(
        "run",
        "--no-sandbox",
        "hello.md",
        cwd=tmp_path,
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert b"\nok Say hello" in b"\n" + done.stdout


def test_a_guide_with_characters_that_the_encoding_lacks_is_printed_with_escapes(
    tmp_path: Path,
) -> None:
    (tmp_path / "g.md").write_text("# 1: 日本 [Milestone Name]\n")
    done = milepost("check", "g.md", cwd=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"\\u65e5\\u672c" in done.stdout
