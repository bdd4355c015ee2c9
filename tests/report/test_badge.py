"""The badge: well formed, and with the number that was counted."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from milepost.report.badge import LABEL, badge

CASES = [
    ("all", (4, 4), "100 %", "#2e7d32"),
    ("most", (3, 4), "75 %", "#8a6d00"),
    ("few", (1, 3), "33 %", "#b3261e"),
    ("none of some", (0, 3), "0 %", "#b3261e"),
    ("nothing to check", (0, 0), "none", "#595959"),
]


@pytest.mark.parametrize(
    ("counts", "said", "colour"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_badge_says_the_share(counts: tuple[int, int], said: str, colour: str) -> None:
    text = badge(*counts)
    root = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    assert root.attrib["aria-label"] == f"{LABEL}: {said}"
    assert [one.text for one in root.iter(f"{name}text")] == [LABEL, said]
    assert colour in {one.attrib.get("fill") for one in root.iter(f"{name}rect")}
    wide = int(root.attrib["width"])
    parts = [int(one.attrib["width"]) for one in root.iter(f"{name}rect")]
    assert wide == parts[0] == sum(parts[1:])
