"""What was kept from here is remembered beside the store: what it lacks shows."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.progress.test_standing import kept

from milepost.progress.model import Kind
from milepost.progress.witness import Likeness, Witness, is_missing
from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.progress.model import Kept

MILESTONE = "milestones/01.md"
STORE = ".milepost/progress.db"


def likeness(
    repository: str | None = None, folder: str = "1:1", guides: tuple[str, ...] = ("1: Add",)
) -> Likeness:
    return Likeness(repository=repository, folder=folder, guides=guides)


def witness(
    folder: Path, roadmap: str = "/srv/sums", *, who: str = "ada", like: Likeness | None = None
) -> Witness:
    """A roadmap that is like no other, unless that is told."""
    found = like or likeness(folder=roadmap, guides=(roadmap,))
    return Witness(folder, roadmap, who, lambda: found)


def verified(at: int, checks: str, status: str, instead_of: str | None = None) -> Kept:
    more = {} if instead_of is None else {"instead_of": instead_of}
    return kept(at, checks=checks, status=Status(status), **more)


def of_chain(one: Kept, chain: str) -> Kept:
    return replace(one, record=replace(one.record, chain=chain))


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        ([], True),
        ([kept(1)], True),
        ([kept(1, imported=True)], True),
        ([kept(1), kept(2)], False),
        ([kept(3)], False),
        ([replace(kept(2), digest="another")], True),
        ([of_chain(kept(1), "another")], True),
        ([of_chain(kept(3), "another")], False),
        ([kept(1), of_chain(kept(3), "another")], False),
    ],
)
def test_a_record_that_was_kept_and_is_gone_is_missed(
    tmp_path: Path, records: list[Kept], missing: bool
) -> None:
    witness(tmp_path).note(kept(2), STORE)
    (noted,) = witness(tmp_path).noted.values()
    assert is_missing(noted, records) == missing


def test_each_person_and_roadmap_is_remembered_alone(tmp_path: Path) -> None:
    witness(tmp_path).note(kept(2), STORE)
    assert witness(tmp_path, who="bob").noted == {}
    assert witness(tmp_path, "/srv/other").noted == {}


@pytest.mark.parametrize(
    ("records", "remembered"),
    [
        ([verified(1, "a", "passed")], None),
        ([verified(1, "a", "failed")], "a"),
        ([verified(1, "a", "failed"), kept(2, kind=Kind.SIGNATURE, item="i")], "a"),
        ([verified(1, "a", "failed"), verified(2, "a", "passed")], None),
        ([verified(1, "a", "failed"), verified(2, "b", "passed", "a")], "a"),
        ([verified(1, "a", "failed"), verified(2, "b", "failed")], "b"),
    ],
)
def test_a_failure_is_remembered_until_its_checks_pass(
    tmp_path: Path, records: list[Kept], remembered: str | None
) -> None:
    for one in records:
        witness(tmp_path).note(one, STORE)
    assert witness(tmp_path).noted[MILESTONE].failed == remembered


def test_programs_that_write_at_once_forget_nothing(tmp_path: Path) -> None:
    def note(number: int) -> None:
        witness(tmp_path).note(kept(1, milestone=f"{number}.md"), STORE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(40)))
    assert len(witness(tmp_path).noted) == 40


@pytest.mark.parametrize("broken", ["folder", "file"])
def test_where_nothing_can_be_remembered_nothing_is_missed(tmp_path: Path, broken: str) -> None:
    own = witness(tmp_path)
    if broken == "folder":
        (tmp_path / "witnessed").write_text("a file")
        own.note(kept(2), STORE)
    else:
        own.note(kept(2), STORE)
        (path,) = (tmp_path / "witnessed").glob("*.json")
        path.write_text("{")
    assert witness(tmp_path).noted == {}


HERE = likeness("r:.", "1:1", ("1: Add", "2: Go on"))


@pytest.mark.parametrize(
    ("there", "same"),
    [
        (HERE, True),
        (likeness("r:.", "2:2", ("other",)), True),
        (likeness("r:part", "2:2", HERE.guides), False),
        (likeness("s:.", "2:2", HERE.guides), False),
        (likeness("s:.", "1:1", HERE.guides), True),
        (likeness("s:.", "1:1", ("other",)), False),
        (likeness(None, "2:2", HERE.guides), True),
        (likeness(None, "2:2", ("1: Add", "3: More")), False),
        (likeness(None, "2:2", ("1: Add", "2: Go on", "3: More")), True),
        (likeness(None, "1:1", ()), False),
    ],
)
def test_a_roadmap_is_recognised_by_what_it_is(there: Likeness, same: bool) -> None:
    assert HERE.is_of(there) == there.is_of(HERE) == same


def test_of_a_copy_only_failures_are_remembered_the_newest_of_each(tmp_path: Path) -> None:
    for at, name, status in ((1, "a", "failed"), (2, "b", "passed"), (3, "c", "failed")):
        own = witness(tmp_path, f"/srv/{name}", like=likeness(folder=name))
        own.note(verified(at, "x", status), STORE)
        if name == "c":
            own.note(kept(4, milestone="2.md", status=Status.PASSED), STORE)
    here = witness(tmp_path, "/srv/here", like=likeness(folder="here"))
    (found,) = here.noted.values()
    assert (found.failed, found.copied, is_missing(found, [])) == ("x", True, False)
    assert witness(tmp_path, "/srv/here", who="bob", like=likeness()).noted == {}
    # What is kept here is of this folder; what else was known stays known.
    here.note(kept(5, milestone="3.md"), STORE)
    again = witness(tmp_path, "/srv/here", like=likeness(folder="another")).noted
    assert {path: one.copied for path, one in again.items()} == {MILESTONE: True, "3.md": False}


def test_where_the_folder_was_moved_all_is_remembered(tmp_path: Path) -> None:
    witness(tmp_path, like=likeness()).note(kept(2), STORE)
    (found,) = witness(tmp_path, "/srv/moved", like=likeness()).noted.values()
    assert is_missing(found, [])


def test_that_nothing_can_be_remembered_has_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert witness(tmp_path / "not" / "there").fault is None
    (tmp_path / "file").write_text("")
    assert witness(tmp_path / "file").fault == f"{tmp_path / 'file'} is no folder"
    witness(tmp_path).note(kept(2), STORE)
    assert witness(tmp_path).fault is None
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert witness(tmp_path).fault == f"{tmp_path / 'witnessed'} cannot be written"
