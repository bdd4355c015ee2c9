"""Reading: every file that cannot be a guide is a fault with a remedy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from milepost.files.read import find_upward, names_in, read_bytes, read_text
from milepost.text.source import SIZE_LIMIT, SourceFault

if TYPE_CHECKING:
    from pathlib import Path


def fault(path: Path) -> SourceFault:
    found = read_bytes(path, "shown.md")
    assert isinstance(found, SourceFault)
    assert found.path == "shown.md"
    assert found.remedy
    return found


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb")
    (tmp_path / "empty.md").write_bytes(b"")

    assert read_bytes(tmp_path / "a.md", "a.md") == b"\xef\xbb\xbfa\r\nb"
    assert read_bytes(tmp_path / "empty.md", "empty.md") == b""


def test_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path / "a.md").message == "there is no such file"
    assert "NUL" in fault(tmp_path / "a\0.md").message


def test_folder_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path).message == "it is a folder"


def test_path_through_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")

    assert fault(tmp_path / "a" / "b.md").message == "a part of the path is a file"


def test_pipe_is_a_fault_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    assert "pipe" in fault(tmp_path / "pipe.md").message


def test_link_in_a_circle_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")

    assert "circle" in fault(tmp_path / "a.md").message


def test_too_long_a_name_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path / ("a" * 300)).message == "the name is too long"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    (tmp_path / "a.md").chmod(0)

    assert fault(tmp_path / "a.md").message == "the file may not be read"


def test_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "a.md", "wb") as file:
        file.truncate(50 * 1024 * 1024)

    assert "50.0 MiB" in fault(tmp_path / "a.md").message
    assert SIZE_LIMIT < 50 * 1024 * 1024


def test_file_without_a_size_is_read_to_its_end() -> None:
    found = read_bytes("/proc/self/status", "status")

    assert isinstance(found, bytes)
    assert found.startswith(b"Name:")


def test_text_is_utf8_without_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    (tmp_path / "b.toml").write_bytes(b"\xff")

    assert read_text(tmp_path / "a.toml", "a.toml") == "a = 1"
    assert isinstance(read_text(tmp_path / "b.toml", "b.toml"), SourceFault)
    assert isinstance(read_text(tmp_path / "c.toml", "c.toml"), SourceFault)


def test_names_are_sorted_and_limited(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).write_text("")

    assert names_in(tmp_path) == ("a", "b", "c")
    assert len(names_in(tmp_path, 2)) == 2
    assert names_in(tmp_path / "none") == ()


def test_nearest_file_upward_comes_first(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    for place in (tmp_path / "x.toml", tmp_path / "a" / "y.toml", tmp_path / "a" / "x.toml"):
        place.write_text("")

    found = find_upward(inner, ("x.toml", "y.toml"))

    assert found[:3] == [tmp_path / "a/x.toml", tmp_path / "a/y.toml", tmp_path / "x.toml"]
