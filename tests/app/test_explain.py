"""Explain: the data of milepost.explain/1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from tests.reading.guides import milestone

from milepost.app.explain import explain
from milepost.app.milestones import load_milestones
from milepost.app.project import load_project
from milepost.interfaces.cli.pretty_explain import pretty_explain
from milepost.reading.read import read
from milepost.report.style import Style

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = """# 3: Soup

## Prerequisites

- Node.js 18+

## Implementation Steps

### Step 1: Boil

```bash
sudo echo ok
```

**Expected Outcome**: You should see `ok`.

## Testing

```bash
npm test
```

## Common Issues and Solutions

| Issue | Solution |
|-------|----------|
| `EACCES` | Run `npm ci` |

## Validation Checklist

- [ ] `soup.md` exists
"""


def test_explanation_has_the_documented_shape() -> None:
    guide = milestone(GUIDE)
    data = msgspec.to_builtins(explain([(guide, read(guide))]))
    assert data["schema"] == "milepost.explain/1"
    assert data["coverage"] == {"outcomes": 1, "checked": 1}
    (document,) = data["documents"]
    assert (document["number"], document["name"]) == ("3", "Soup")
    (step,) = document["steps"]
    assert (step["number"], step["name"], step["line"]) == (1, "Boil", 9)
    block = step["blocks"][0]
    assert (block["line"], block["language"], block["kind"]) == (11, "bash", "command")
    assert (block["path"], block["why"]) == (None, "language")
    assert block["notes"] == ("`sudo` dropped",)
    outcome = step["outcomes"][0]
    assert (outcome["line"], outcome["manual"]) == (15, False)
    assert outcome["checks"] == ("output contains `ok`",)
    assert document["testing"][0]["blocks"][0]["kind"] == "command"
    assert document["cleanup"] == ()
    issue = document["issues"][0]
    assert (issue["line"], issue["patterns"], issue["commands"]) == (27, ("EACCES",), ("npm ci",))
    item = document["checklist"][0]
    assert (item["line"], item["checks"]) == (31, ("`soup.md` exists",))
    tool = document["prerequisites"][0]
    assert (tool["line"], tool["kind"], tool["name"], tool["version"]) == (
        5,
        "tool",
        "node",
        ">=18",
    )


def test_concept_guides_are_indexed(tmp_path: Path) -> None:
    folder = tmp_path / "milestones"
    folder.mkdir()
    (folder / "01-a.md").write_text(
        "# 1: A\n\n## Key Concepts\n\nA [route](../concepts/routing.md#routes), [web](https://a.b/c.md)"
        " and [next](02-b.md).\n"
    )
    (folder / "02-b.md").write_text(
        "# 2: B\n\n## Key Concepts\n\nA [state](../concepts/state.md).\n\n"
        "## Implementation Steps\n\n"
        "### Step 1: Go\n\nAs a [route](../concepts/routing.md#routes) does.\n"
    )
    guides = load_milestones(load_project(tmp_path), ())
    record = explain((guide.milestone, guide.reading) for guide in guides)
    assert [(c.path, c.introduced_by, c.used_by) for c in record.concepts] == [
        ("concepts/routing.md#routes", "milestones/01-a.md",
         ("milestones/01-a.md", "milestones/02-b.md")),
        ("concepts/state.md", "milestones/02-b.md", ("milestones/02-b.md",)),
    ]  # fmt: skip
    lines = "\n".join(pretty_explain(record, Style()))
    assert (
        "routing.md#routes  introduced by milestones/01-a.md, used by milestones/02-b.md" in lines
    )
