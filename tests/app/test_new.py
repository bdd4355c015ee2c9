"""`init` and `new`: a roadmap that is right from its first minute."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from tests.app.roadmaps import guide, write

from milepost.app.check import CheckRequest, check
from milepost.app.init import InitReport, InitRequest, init
from milepost.app.new import NewRequest, new
from milepost.app.project import default_template, load_project
from milepost.app.rule import RuleRequest, rules
from milepost.rules.registry import RULES
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

SEED_SHA256 = "88da01f8d17046b3e11b4d51b3a8cdf13a886e0f4434a950e0d891740347197e"


def make(folder: Path, name: str, number: str | None = None) -> str:
    return new(NewRequest(name=name, number=number, folder=folder)).path


def codes(folder: Path) -> set[str]:
    return {d.code for d in check(CheckRequest(folder=folder)).findings}


def test_default_template_is_the_seed_byte_for_byte() -> None:
    assert hashlib.sha256(default_template()).hexdigest() == SEED_SHA256


def test_init_lays_out_a_roadmap_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / 'My "Course"'

    first = init(InitRequest(folder))
    (folder / "milepost.toml").write_text('name = "Mine"\n')
    second = init(InitRequest(folder))

    made = ("milepost.toml", "milestones/", ".milepost/.gitignore")
    assert first == InitReport(made, ())
    assert second == InitReport((), made)
    assert load_project(folder).config.name == "Mine"


@pytest.mark.parametrize("name", ['A "b" \\ c', "Größe 🎉", "a\tb"])
def test_init_writes_settings_that_can_be_read(tmp_path: Path, name: str) -> None:
    init(InitRequest(tmp_path, name))

    assert load_project(tmp_path).config.name == name


def test_init_needs_a_name_of_one_line_and_room_for_its_folder(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="one line"):
        init(InitRequest(tmp_path, "a\nb"))
    (tmp_path / "milestones").write_text("")
    with pytest.raises(MilepostError, match="in the place"):
        init(InitRequest(tmp_path))


def test_first_guide_is_the_template_with_its_title(tmp_path: Path) -> None:
    report = new(NewRequest("First Steps", folder=tmp_path))

    assert (report.path, report.number, report.title) == (
        "milestones/01-first-steps.md",
        "1",
        "1: First Steps",
    )
    assert (report.previous, report.linked) == (None, False)
    written = (tmp_path / report.path).read_bytes()
    template = default_template()
    assert written == template.replace(
        b"# [Milestone Number]: [Milestone Name]", b"# 1: First Steps"
    ) + b"\n" * (not template.endswith(b"\n"))


def test_second_guide_is_linked_both_ways_and_only_placeholders_are_left(tmp_path: Path) -> None:
    make(tmp_path, "First Steps")

    report = new(NewRequest("Second", folder=tmp_path))

    assert (report.previous, report.linked) == ("milestones/01-first-steps.md", True)
    first = (tmp_path / "milestones/01-first-steps.md").read_text()
    second = (tmp_path / report.path).read_text()
    assert "proceed to [2: Second](02-second.md)." in first
    assert "## Prerequisites\n\n- [1: First Steps](01-first-steps.md)\n- [List any" in second
    assert codes(tmp_path) == {"MP203"}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Set [up] `x`", "01-set-up-x.md"),
        ("A & B: C/D", "01-a-b-cd.md"),
        ("Größe", "01-größe.md"),
        ("100% *sure*", "01-100-sure.md"),
    ],
)
def test_odd_names_make_links_that_hold(tmp_path: Path, name: str, file: str) -> None:
    assert make(tmp_path, name) == f"milestones/{file}"
    make(tmp_path, "After it")

    assert codes(tmp_path) <= {"MP203"}


def test_names_that_would_make_no_guide_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "First Steps")

    for name, said in [(" ", "needs a name"), ("***", "needs a name"), ("first steps", "already")]:
        with pytest.raises(MilepostError, match=said):
            make(tmp_path, name)


def test_number_may_be_given_and_must_be_free(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"), m03=guide(3, "Three"))

    report = new(NewRequest("Two", number="2", folder=tmp_path))

    assert (report.path, report.previous, report.linked) == (
        "milestones/02-two.md",
        "milestones/01.md",
        False,
    )
    assert make(tmp_path, "Two B", "2.1") == "milestones/02.1-two-b.md"
    assert make(tmp_path, "Four") == "milestones/04-four.md"
    for number, said in [("03", "already"), ("x", "is no number"), ("-1", "is no number")]:
        with pytest.raises(MilepostError, match=said):
            make(tmp_path, "Other", number)


def test_width_of_numbers_and_the_folder_are_kept(tmp_path: Path) -> None:
    (tmp_path / "009-nine.md").write_text(guide("09", "Nine"))

    report = new(NewRequest("Ten", folder=tmp_path))

    assert (report.path, report.number) == ("010-ten.md", "10")


def test_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "milestones").mkdir()
    (tmp_path / "milestones/01-start.md").write_text("Mine.\n")

    with pytest.raises(MilepostError, match="there already"):
        make(tmp_path, "Start")

    assert (tmp_path / "milestones/01-start.md").read_text() == "Mine.\n"


def test_own_template_is_used_with_its_line_endings(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_bytes(
        b"# Lab [Number]: [Name]\r\n\r\n## Prerequisites\r\n\r\n## Next Steps\r\n\r\n[Next]\r\n"
    )
    (tmp_path / "milepost.toml").write_text('template = "t.md"\n')

    make(tmp_path, "One")
    second = make(tmp_path, "Two")

    assert (tmp_path / second).read_bytes() == (
        b"# Lab 2: Two\r\n\r\n## Prerequisites\r\n\r\n- [Lab 1: One](01-one.md)\r\n\r\n"
        b"## Next Steps\r\n\r\n[Next]\r\n"
    )
    assert b"[Lab 2: Two](02-two.md)\r\n" in (tmp_path / "milestones/01-one.md").read_bytes()


def test_unreadable_guide_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"))
    (tmp_path / "milestones/02.md").write_bytes(b"\xff")

    assert make(tmp_path, "Two") == "milestones/02-two.md"


def test_rules_are_listed_and_found() -> None:
    assert rules(RuleRequest()) == RULES
    assert rules(RuleRequest("mp203"))[0].name == "unfilled-placeholder"
    assert rules(RuleRequest("ticked-box"))[0].code == "MP207"
    with pytest.raises(MilepostError) as error:
        rules(RuleRequest("tiked-box"))
    assert error.value.remedy == "Did you mean `ticked-box`?"


def test_init_sees_whether_there_are_guides_already(tmp_path: Path) -> None:
    assert not init(InitRequest(tmp_path)).guides
    (tmp_path / "milestones" / "a.md").write_text("# 1: A\n")
    assert init(InitRequest(tmp_path)).guides
