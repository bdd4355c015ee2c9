"""Writing: the old file or the new one, never a part of either."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.files.write import create_file, make_folder, replace_file
from milepost.text.error import MilepostError

SOURCES = Path(__file__).parents[2] / "src"


def test_file_is_replaced_with_its_mode_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)

    replace_file(path, b"new", shown="a.md", expected=b"old")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")

    replace_file(tmp_path / "link.md", b"new", shown="link.md")

    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"changed by the author")

    with pytest.raises(MilepostError, match="changed") as error:
        replace_file(path, b"new", shown="a.md", expected=b"old")

    assert path.read_bytes() == b"changed by the author"
    assert str(error.value) == "a.md: the file changed while it was being checked"


def test_file_that_vanished_is_told(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="cannot write"):
        replace_file(tmp_path / "a.md", b"new", shown="a.md")


def on_a_full_disk(writer: str, path: Path) -> str:
    """What is said where a write fails half-way, as by a limit on the size of files."""
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        f"from milepost.files.write import {writer}\n"
        "from milepost.text.error import MilepostError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        f"    {writer}(Path(sys.argv[1]), b'x' * 5000, shown='a.md')\n"
        "except MilepostError as error:\n"
        "    print(error)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(path)],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    assert on_a_full_disk("replace_file", path) == "a.md: cannot write: file too large\n"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_full_disk_leaves_no_folder_of_a_new_file(tmp_path: Path) -> None:
    told = on_a_full_disk("create_file", tmp_path / "a" / "b" / "c.md")

    assert told == "a.md: cannot write: file too large\n"
    assert os.listdir(tmp_path) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"

    assert create_file(path, b"text", shown="a/b.md")
    assert path.read_bytes() == b"text"
    assert os.listdir(path.parent) == ["b.md"]


def test_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    (tmp_path / "link.md").symlink_to("nowhere")

    assert not create_file(tmp_path / "a.md", b"theirs", shown="a.md")
    assert not create_file(tmp_path / "link.md", b"theirs", shown="link.md")
    assert (tmp_path / "a.md").read_bytes() == b"mine"


def test_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")

    with pytest.raises(MilepostError):
        create_file(tmp_path / "a" / "b.md", b"", shown="a/b.md")
    with pytest.raises(MilepostError, match="a file is in the place"):
        make_folder(tmp_path / "a", shown="a")
    with pytest.raises(MilepostError, match="cannot write"):
        make_folder(tmp_path / "a" / "b", shown="a/b")


def test_folder_is_made_once(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b", shown="a/b")
    assert not make_folder(tmp_path / "a" / "b", shown="a/b")
