"""Guides on the disk, brought into the template's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.adopt.adopt import LostText
from milepost.app import adopt as module
from milepost.app.adopt import AdoptRequest, adopt_guide
from milepost.app.check import CheckRequest, check
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "# Lab 2 - Greet\r\n\r\n## Say it\r\n\r\n```bash\r\necho hello\r\n```\r\n"


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A guide with a byte order mark and Windows line endings."""
    path = tmp_path / "02-greet.md"
    path.write_bytes(b"\xef\xbb\xbf" + GUIDE.encode())
    return path


def test_a_guide_is_only_printed_unless_it_is_to_be_written(guide: Path) -> None:
    before = guide.read_bytes()
    report = adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent))
    assert report.differs
    assert report.data.startswith(b"\xef\xbb\xbf# 2: Greet\r\n")
    assert guide.read_bytes() == before


def test_a_written_guide_keeps_byte_order_mark_and_line_endings(guide: Path) -> None:
    report = adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, write=True))
    written = guide.read_bytes()
    assert written == report.data
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n")


def test_a_guide_that_has_the_form_is_not_touched(guide: Path) -> None:
    adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, write=True))
    stamp = guide.stat()
    report = adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, write=True))
    assert (report.differs, report.changes) == (False, ())
    assert (guide.stat().st_ino, guide.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)


def test_what_check_finds_in_the_result_is_what_is_left_to_write(guide: Path) -> None:
    adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, write=True))
    found = {d.code for d in check(CheckRequest(paths=(guide.name,), folder=guide.parent)).findings}
    assert found == {"MP201", "MP203"}


def test_the_number_that_is_given_counts(guide: Path) -> None:
    report = adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, number="2.1"))
    assert b"# 2.1: Greet" in report.data
    assert report.numbered


def test_the_template_of_the_roadmap_decides(guide: Path) -> None:
    (guide.parent / "milepost.toml").write_text('template = "team.md"\n')
    (guide.parent / "team.md").write_text("# [Number]: [Name]\n\n## Why\n\n[The reason.]\n")
    report = adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent))
    assert b"## Why\r\n\r\n[The reason.]" in report.data
    assert b"Objectives" not in report.data


def test_standard_input_is_adopted(tmp_path: Path) -> None:
    request = AdoptRequest(path="-", folder=tmp_path, standard_input=lambda: b"Hi.\n")
    report = adopt_guide(request)
    assert report.path == "<stdin>"
    assert b"## Overview\n" in report.data
    assert not report.numbered


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (AdoptRequest(path="-", write=True), "standard input cannot be written to"),
        (AdoptRequest(path="x.md", number="three"), "`three` is no number"),
        (AdoptRequest(path="absent.md"), "no file or folder|does not exist|no such"),
    ],
)
def test_a_mistake_is_told_with_a_remedy(request_: AdoptRequest, message: str) -> None:
    with pytest.raises(MilepostError, match=message) as caught:
        adopt_guide(request_)
    assert caught.value.remedy


def test_a_guide_that_would_not_be_kept_whole_is_left_alone(
    guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object) -> None:
        raise LostText(3, "## Say it")

    monkeypatch.setattr(module, "adopt", lose)
    before = guide.read_bytes()
    with pytest.raises(MilepostError, match="would be lost") as caught:
        adopt_guide(AdoptRequest(path=guide.name, folder=guide.parent, write=True))
    assert str(caught.value).startswith("02-greet.md:3:1:")
    assert guide.read_bytes() == before


def test_a_file_of_several_milestones_is_refused_with_the_place_of_the_second(
    tmp_path: Path,
) -> None:
    part = "## Overview\n\nText.\n\n## Steps\n\n### Go\n\nText.\n\n"
    (tmp_path / "a.md").write_text(f"# 1: A\n\n{part}# 2: B\n\n{part}")
    with pytest.raises(MilepostError) as refused:
        adopt_guide(AdoptRequest(path="a.md", folder=tmp_path))
    assert str(refused.value) == "a.md:13:1: `2: B` is a second milestone: a file holds one"


def test_a_guide_is_adopted_by_its_number(guide: Path) -> None:
    guide.write_text("# 2: Greet\n\n## Say it\n\n```bash\necho hello\n```\n")
    report = adopt_guide(AdoptRequest(path="2", folder=guide.parent, write=True))
    assert report.path == guide.name
    assert guide.read_bytes() == report.data
