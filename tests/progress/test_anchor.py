"""A store that was put back to an earlier state shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.progress.test_standing import kept

from milepost.progress.anchor import Anchors

if TYPE_CHECKING:
    from pathlib import Path

MILESTONE = "milestones/01.md"


def test_a_record_that_was_kept_and_is_gone_is_missed(tmp_path: Path) -> None:
    old, new, another = kept(1), kept(2), kept(2, status="failed")
    Anchors(tmp_path, "here").note(new)
    anchors = Anchors(tmp_path, "here")
    assert anchors.lost([old]) == {MILESTONE}
    assert anchors.lost([old, new]) == set()
    assert anchors.lost([kept(3)]) == set()
    assert anchors.lost([kept(1, imported=True)]) == set()
    assert anchors.lost([]) == set()
    assert Anchors(tmp_path, "elsewhere").lost([old]) == set()
    anchors.note(another)
    assert anchors.lost([another]) == set()


def test_another_record_in_its_place_is_noticed(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path, "here")
    anchors.note(kept(2))
    forged = kept(2)
    assert anchors.lost([type(forged)(forged.record, "another digest")]) == {MILESTONE}


def test_where_nothing_can_be_remembered_nothing_is_missed(tmp_path: Path) -> None:
    (tmp_path / "heads").write_text("a file")
    Anchors(tmp_path, "here").note(kept(2))
    assert Anchors(tmp_path, "here").lost([kept(1)]) == set()
