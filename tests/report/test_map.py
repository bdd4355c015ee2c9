"""The drawing of a roadmap."""

from __future__ import annotations

from xml.etree import ElementTree

from milepost.progress.model import State
from milepost.report.map import Place, draw, svg
from milepost.report.states import SIGNS
from milepost.report.style import Style

DIAMOND = (
    Place("1: Start", "done", ()),
    Place("2: Left <&>", "ready", (0,)),
    Place("3: Right", "locked", (0,)),
    Place("4: End", "locked", (1, 2)),
)


def test_every_state_has_its_sign() -> None:
    assert set(SIGNS) == {str(state) for state in State}


def test_each_milestone_is_drawn_under_what_it_needs() -> None:
    lines = list(draw(DIAMOND, Style()))
    row = {place.title: next(i for i, line in enumerate(lines) if place.title in line)
           for place in DIAMOND}  # fmt: skip
    assert row["1: Start"] < row["2: Left <&>"] == row["3: Right"] < row["4: End"]
    between = "".join(lines[row["1: Start"] + 1 : row["2: Left <&>"]])
    assert set("│┐") <= set(between) or set("│┌") <= set(between)


def test_a_terminal_without_unicode_gets_plain_lines() -> None:
    text = "\n".join(draw(DIAMOND, Style(unicode=False)))
    assert text.isascii()
    assert "|" in text


def test_the_svg_is_xml_with_a_box_for_each_and_a_line_for_each_need() -> None:
    root = ElementTree.fromstring(svg(DIAMOND))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert (names.count("rect"), names.count("path")) == (4, 4)
    words = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert "2: Left <&>" in words


def test_a_roadmap_without_guides_is_an_empty_drawing() -> None:
    assert list(draw((), Style())) == []
    ElementTree.fromstring(svg(()))
