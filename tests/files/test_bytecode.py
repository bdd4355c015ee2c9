"""The file of compiled patterns: whole and ours, or as if it were not there."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.interfaces.cli.process import SOURCES, environment

import milepost
from milepost.files import bytecode
from milepost.files.bytecode import read, write
from milepost.text.patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = r"(?P<word>[a-zäß]+)(?:-(?P<part>\w))?"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return str(tmp_path / "patterns.kept")


def fill(path: str, *sources: str) -> Patterns:
    """Keep patterns in a file."""
    known = Patterns(lambda: read(path))
    for source in sources:
        known.compile(source)
    write(path, known)
    return known


def test_patterns_come_back_as_they_were(path: str) -> None:
    fill(path, WORD)
    known = Patterns(lambda: read(path))
    assert known.compile(WORD) == re.compile(WORD)
    assert not known.new


def test_two_at_once_keep_the_patterns_of_both(path: str, tmp_path: Path) -> None:
    one, other = Patterns(dict), Patterns(dict)
    one.compile("a")
    other.compile("b")
    write(path, one)
    write(path, other)
    assert set(read(path)) == {("a", 0), ("b", 0)}
    assert os.listdir(tmp_path) == ["patterns.kept"]


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def checked(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little") + data


def headed(data: bytes, *head: str) -> bytes:
    """The same with another head."""
    return checked(marshal.dumps((head, marshal.loads(data[4:])[1])))


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "half": halved,
    "empty": lambda _: b"",
    "bit": flipped,
    "no marshal data": lambda _: checked(b"?"),
    "nothing of ours": lambda _: checked(marshal.dumps(3)),
    "another Python's": lambda data: headed(data, "3.0", milepost.__version__),
    "another Milepost's": lambda data: headed(data, sys.version, "0"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_is_not_ours_is_not_taken(path: str, change: Callable[[bytes], bytes]) -> None:
    fill(path, "a|b")
    Path(path).write_bytes(change(Path(path).read_bytes()))
    assert read(path) == {}
    fill(path, WORD)
    assert set(read(path)) == {(WORD, 0)}


def test_a_file_that_has_grown_too_large_is_begun_anew(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, WORD, "a|b")
    monkeypatch.setattr(bytecode, "MOST", os.path.getsize(path))
    fill(path, "[0-9]{3,9}x*")
    assert set(read(path)) == {("[0-9]{3,9}x*", 0)}


def test_nothing_is_written_where_python_writes_no_bytecode(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    fill(path, WORD)
    assert not Path(path).exists()


def test_nothing_is_said_where_nothing_can_be_written(path: str, tmp_path: Path) -> None:
    fill(str(tmp_path / "nowhere" / "patterns.kept"), WORD)
    Path(path).mkdir()
    fill(path, WORD)
    assert os.listdir(tmp_path) == ["patterns.kept"]


GUIDE = "# 1: Say it\n\n## Steps\n\n### Step 1: Say it\n\n```bash\necho a\n```\n\nYou see `a`.\n"
COMPILED = """
import sys
from milepost.interfaces.cli.main import run
from milepost.text.patterns import PATTERNS
print(run(sys.argv[1:]), len(PATTERNS.new))
"""


def test_the_second_start_compiles_nothing_anew(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(GUIDE)
    changes = {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}

    def compiled() -> int:
        done = subprocess.run(
            [sys.executable, "-c", COMPILED, "explain", "1.md"],
            cwd=tmp_path,
            env=environment(**changes),
            capture_output=True,
            text=True,
            check=True,
        )
        status, number = done.stdout.splitlines()[-1].split()
        assert status == "0", done.stderr
        return int(number)

    assert compiled() > 50
    assert compiled() == 0
    kept = list((tmp_path / "bytecode").rglob("*.kept"))
    assert [path.name.partition(".")[0] for path in kept] == ["patterns"]
    assert kept[0].is_relative_to(f"{tmp_path}/bytecode{SOURCES}")
