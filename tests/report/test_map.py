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


CIRCLE = (
    Place("1: One", "locked", (2,)),
    Place("2: Two", "locked", (0,)),
    Place("3: Three", "locked", (1,)),
)


def test_a_circle_is_a_list_with_what_each_needs() -> None:
    lines = [line.strip() for line in draw(CIRCLE, Style(unicode=False))]
    assert lines[1::2] == ["needs 3: Three", "needs 1: One", "needs 2: Two"]


def test_the_line_of_a_circle_that_leads_back_is_broken_and_ends_at_boxes() -> None:
    paths = [one.attrib for one in ElementTree.fromstring(svg(CIRCLE)).iter() if "d" in one.attrib]
    (back,) = [path["d"] for path in paths if "stroke-dasharray" in path]
    assert len(paths) == 3
    (start, end) = (back.split()[0], back.split()[-1])
    sides = set()
    for box in ElementTree.fromstring(svg(CIRCLE)).iter():
        if box.tag.endswith("rect"):
            x, y, wide, high = (float(box.attrib[n]) for n in ("x", "y", "width", "height"))
            sides.add(f"{x + wide:.0f},{y + high / 2:.0f}")
    assert {start.removeprefix("M"), end} <= sides


LONG = (
    Place("1: Start", "done", ()),
    Place("2: Next", "done", (0,)),
    Place("3: " + "Far " * 20, "locked", (1,)),
    Place("4: End", "locked", (2, 0)),
)


def test_a_line_passes_by_what_lies_between() -> None:
    paths = [e.get("d", "") for e in ElementTree.fromstring(svg(LONG)).iter() if "d" in e.attrib]
    boxes = [e for e in ElementTree.fromstring(svg(LONG)).iter() if e.tag.endswith("rect")]
    (far,) = [path for path in paths if "V" in path]
    at = float(far.split(" V")[0].split()[-1].split(",")[0])
    between = boxes[1:3]
    for box in between:
        left = float(box.get("x", "0"))
        assert not left <= at <= left + float(box.get("width", "0"))
    lines = list(draw(LONG, Style(width=120)))
    row = next(line for line in lines if "2: Next" in line)
    assert "│" in row


def test_a_map_that_is_wider_than_the_terminal_is_a_list() -> None:
    assert list(draw(LONG, Style(width=40))) == [
        "✓ 1: Start (done)",
        "✓ 2: Next (done)",
        "    needs 1: Start",
        "- 3: Far Far Far Far Far Far F… (locked)",
        "    needs 2: Next",
        "- 4: End (locked)",
        "    needs 3: Far Far Far Far Far Far",
        "    Fa…, 1: Start",
    ]
