"""What a milestone begins from: the last that stands for a beginning, then all that come after."""

from __future__ import annotations

import pytest

from milepost.plan.model import MilestonePlan
from milepost.run.lineage import Lineage
from milepost.run.memory import Left

CASES = [
    ("nothing", "1:", "1", "", ""),
    ("one", "1: 2:1", "2", "1", ""),
    ("a chain stands for what it holds", "1: 2:1 3:2 4:3", "4", "3", ""),
    ("a diamond", "1: 2:1 3:1 4:2,3", "4", "2 3", ""),
    ("a chain beside another", "1: 2:1 3:2 4:1 5:4 6:3,5", "6", "3 4 5", ""),
    ("chains in turn", "1: 2:1 3:1 4:2 5:3 6:4,5", "6", "2 3 4 5", ""),
    ("a need of a need", "1: 2:1 3:1,2", "3", "2", ""),
    ("a join below", "1: 2:1 3:1 4:2,3 5:4 6:4 7:5,6", "7", "5 6", ""),
    ("several that need nothing", "1: 2: 3: 4:1,2,3", "4", "1 2 3", "2 3"),
    ("one that is needed elsewhere", "1: 2: 3:1 4:2,3", "4", "1 2 3", "2"),
    ("what it does not need", "1: 2: 3: 4:1,3", "4", "1 3", "3"),
]


@pytest.mark.parametrize(
    ("roadmap", "path", "wanted", "compared"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_comes_before_a_milestone(roadmap: str, path: str, wanted: str, compared: str) -> None:
    plans = {}
    for word in roadmap.split():
        name, _, needs = word.partition(":")
        plans[name] = MilestonePlan(
            path=name, number=name, name=name, needs=tuple(filter(None, needs.split(","))),
            prerequisites=(), steps=(), testing=None, checklist=(), issues=(), cleanup=None,
            coverage=(0, 0),
        )  # fmt: skip
    lineage = Lineage(tuple(plans.values()))
    left = {name: Left((name,), name) for name in plans}
    task = lineage.task(plans[path], left, keep=True)
    assert " ".join(need.plan.path for need in task.needs) == wanted
    assert [need.left.digest for need in task.needs] == wanted.split()
    tasks = (lineage.task(plan, left, keep=True) for plan in plans.values())
    assert [task.milestone.path for task in tasks if task.compared] == compared.split()
