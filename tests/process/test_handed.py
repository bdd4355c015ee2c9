"""Files that are handed in: whole, of the right permissions, and none after the end."""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING

import pytest

from milepost.process.handed import HandedFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["path", "descriptor"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HandedFiles]:
    """Handed files of a folder, given in either way."""
    descriptor = os.open(tmp_path, os.O_PATH)
    handed = HandedFiles(str(tmp_path) if request.param == "path" else descriptor, 0o644)
    yield handed
    handed.close()
    os.close(descriptor)


@pytest.mark.parametrize(
    "written",
    [
        [b"", b"x"],
        [b"a longer text", b"short"],
        [b"short", b"a longer text"],
        [b"x" * 300_000, b"", b"y" * 200_000],
    ],
)
def test_a_file_holds_what_was_written_last(
    files: HandedFiles, tmp_path: Path, written: list[bytes]
) -> None:
    for data in written:
        files.write("file", data)
        assert (tmp_path / "file").read_bytes() == data


def test_files_are_written_in_turns(files: HandedFiles, tmp_path: Path) -> None:
    for name, data in [("a", b"first"), ("b", b"second"), ("a", b"1"), ("b", b"2")]:
        files.write(name, data)
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"1", b"2"]


def test_permissions_are_those_asked_for(files: HandedFiles, tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        files.write("file", b"")
    finally:
        os.umask(mask)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_a_link_is_not_followed(files: HandedFiles, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(OSError, match="link"):
        files.write("link", b"x")
    assert not (tmp_path / "target").exists()


def test_nothing_is_written_after_the_end(files: HandedFiles, tmp_path: Path) -> None:
    files.write("file", b"before")
    files.close()
    files.close()
    with pytest.raises(OSError, match="the place is closed"):
        files.write("file", b"after")
    assert (tmp_path / "file").read_bytes() == b"before"


def test_what_was_written_in_part_is_written_over(files: HandedFiles, tmp_path: Path) -> None:
    files.write("file", b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))  # as a disk that is full
    try:
        with pytest.raises(OSError, match="too large"):
            files.write("file", b"x" * 200)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "file").stat().st_size == 100
    files.write("file", b"afterwards")
    assert (tmp_path / "file").read_bytes() == b"afterwards"
