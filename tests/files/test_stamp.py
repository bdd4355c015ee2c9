"""A stamp differs where anything differs that could be another file, or another content."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.files.stamp import settled, stamp_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_stamp_is_of_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("text")
    (tmp_path / "link").symlink_to(file)
    found = file.stat()
    assert stamp_of(str(tmp_path / "link")) == (
        found.st_dev,
        found.st_ino,
        4,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def test_nothing_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for name in ("missing", "circle", "nul\0", "x" * 300):
        assert stamp_of(os.path.join(tmp_path, name)) is None


def test_both_times_must_lie_two_seconds_back() -> None:
    second = 10**9
    assert settled((1, 1, 1, 7 * second, 7 * second), 9 * second + 1)
    for times in ((7, 8), (8, 7), (7, 20), (20, 7)):
        assert not settled((1, 1, 1, times[0] * second, times[1] * second), 9 * second + 1)
