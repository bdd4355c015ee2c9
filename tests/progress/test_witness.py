"""What was kept from here is remembered beside the store: what it lacks shows."""

from __future__ import annotations

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
