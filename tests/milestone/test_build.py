"""Guides of many shapes become milestones.

It is long, since each shape stands beside what it becomes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.app.project import load_contract, load_project
from milepost.contract.model import Role
from milepost.document.parse import parse_text
from milepost.milestone.build import build
from milepost.milestone.model import Announcement, Block, Milestone, Prose

CONTRACT = load_contract(load_project(Path("/")))
"""That of the default template: there are no settings in the root."""


def milestone(text: str, path: str = "milestones/01-x.md") -> Milestone:
    return build(CONTRACT, parse_text(text, path))


FORM = """\
# 2: Serve It

## Overview

A server is born.

It answers.

## Prerequisites

- [First](01-first.md)
- Node.js 18+

## Objectives

- Start it

## Key Concepts

Ports.

## Implementation Steps

### Step 1: Write it

Create `app.js`:

```js
listen()
```

**Expected Outcome**: `app.js` exists.

### Step 2: Start it

Run:

```bash
node app.js
```

> **Tip**: or use this.

**Expected Outcome**:

- port 3000 listens
- `curl localhost:3000` prints `ok`

## Testing

Run it:

```bash
npm test
```

## Common Issues and Solutions

| Issue | Solution |
|-------|----------|
| `EADDRINUSE` | Stop the other one |
| | |

## Validation Checklist

- [ ] `app.js` exists
- [x] You like it

## Next Steps

Go on with [Deploy](03-deploy.md).

## Resources

- [Node](https://nodejs.org)

## Clean up

```bash
rm -rf x
```
"""


@pytest.fixture(scope="module")
def form() -> Milestone:
    return milestone(FORM)


def test_identity_and_purpose_are_read(form: Milestone) -> None:
    assert (form.number, form.name) == ("2", "Serve It")
    assert form.purpose == "A server is born.\n\nIt answers."


def test_each_part_of_the_form_is_kept(form: Milestone) -> None:
    assert [item.text for item in form.prerequisites] == ["First", "Node.js 18+"]
    assert [item.text for item in form.objectives] == ["Start it"]
    assert [(i.text, i.ticked) for i in form.checklist] == [
        ("app.js exists", False),
        ("You like it", True),
    ]
    assert [link.destination for link in form.next_links] == ["03-deploy.md"]
    assert form.section(Role.RESOURCES) is not None


def test_an_issue_without_any_text_is_no_issue(form: Milestone) -> None:
    (issue,) = form.issues
    assert (issue.symptom.text, issue.solution.text) == ("EADDRINUSE", "Stop the other one")


def test_steps_have_their_parts_in_order(form: Milestone) -> None:
    first, second = form.steps
    assert (first.declared, first.name) == ("1", "Write it")
    assert [type(part) for part in first.parts] == [Prose, Block, Announcement]
    assert [part.text for part in second.announcements] == [
        "port 3000 listens",
        "curl localhost:3000 prints ok",
    ]
    assert [part.quoted for part in second.parts if isinstance(part, Prose)] == [False, True]


def test_a_block_knows_the_sentence_before_it(form: Milestone) -> None:
    (block,) = form.steps[0].blocks
    assert block.lead is not None
    assert block.lead.text == "Create app.js:"


def test_testing_and_clean_up_are_kept_like_steps(form: Milestone) -> None:
    assert form.testing is not None
    assert [b.node.content for b in form.testing.blocks] == ["npm test\n"]
    assert form.cleanup is not None
    assert [b.node.content for b in form.cleanup.blocks] == ["rm -rf x\n"]


CODE = "```bash\nls\n```\n"

STEP_SHAPES = [
    (
        "numbered headings at the top",
        f"# T\n\n## 1. One\n\n{CODE}\n## 2. Two\n\n{CODE}",
        ["One", "Two"],
    ),
    (
        "Step N at the top",
        f"# T\n\n## Step 1 - One\n\n{CODE}\n## Step 2\n\n{CODE}",
        ["One", "Step 2"],
    ),
    ("tasks", f"# T\n\n## Task 1: One\n\n{CODE}\n## Task 2: Two\n\n{CODE}", ["One", "Two"]),
    (
        "plain headings under the steps",
        f"# T\n\n## Instructions\n\n### Make\n\n{CODE}\n### Break\n\n{CODE}",
        ["Make", "Break"],
    ),
    (
        "an ordered list",
        "# T\n\n## Steps\n\n1. Make it.\n\n   ```bash\n   ls\n   ```\n\n2. Break it: now\n",
        ["Make it", "Break it"],
    ),
    (
        "a readme",
        f"# T\n\n## Install\n\n{CODE}\n## Use\n\n### Daily\n\n{CODE}",
        ["Install", "Daily"],
    ),
    ("code before any section", f"# T\n\n{CODE}\n## More\n\n{CODE}", ["Introduction", "More"]),
    ("no heading at all", CODE, ["Introduction"]),
    ("two titles", f"# T\n\n# Lab Steps\n\n## 1. One\n\n{CODE}", ["One"]),
    ("prose only", "# T\n\n## Thoughts\n\nDeep ones.\n", []),
    (
        "what is no step",
        f"# T\n\n## Step 1: One\n\n{CODE}\n## FAQ\n\n{CODE}\n## Prerequisites\n\n{CODE}",
        ["One"],
    ),
    (
        "trouble below a step's section",
        f"# T\n\n## Run\n\n{CODE}\n### Troubleshooting\n\n{CODE}",
        ["Run"],
    ),
]


@pytest.mark.parametrize(
    ("text", "names"), [c[1:] for c in STEP_SHAPES], ids=[c[0] for c in STEP_SHAPES]
)
def test_steps_are_found_in_guides_of_any_shape(text: str, names: list[str]) -> None:
    found = milestone(text)
    assert [step.name for step in found.steps] == names
    assert [step.number for step in found.steps] == list(range(1, len(names) + 1))


ISSUE_SHAPES = [
    ("table", "| Issue | Why | Fix |\n|-|-|-|\n| `boom` | x | restart |", [("boom", "restart")]),
    ("bullets", "- **It fails:** restart it", [("It fails", "restart it")]),
    (
        "bullets with a list below",
        "- It fails\n\n  Restart it:\n\n  ```bash\n  restart\n  ```\n",
        [("It fails", "Restart it:")],
    ),
    (
        "subheadings",
        "### It fails\n\nRestart it.\n\n### Worse\n\nWeep.",
        [("It fails", "Restart it."), ("Worse", "Weep.")],
    ),
    ("prose", "Nothing ever fails.", []),
    ("bullets without a solution", "- It just fails", []),
]


@pytest.mark.parametrize(
    ("body", "issues"), [c[1:] for c in ISSUE_SHAPES], ids=[c[0] for c in ISSUE_SHAPES]
)
def test_known_issues_are_found_in_the_shapes_that_guides_use(
    body: str, issues: list[tuple[str, str]]
) -> None:
    found = milestone(f"# 1: T\n\n## Troubleshooting\n\n{body}\n")
    assert [(i.symptom.text, i.solution.text) for i in found.issues] == issues


LABEL_SHAPES = [
    ("label and text", "**Expected Outcome**: it works", ["it works"]),
    ("label, colon inside", "**Expected Result:** it works", ["it works"]),
    ("label alone, then a paragraph", "**Expected Output**\n\nit works\n\nmore", ["it works"]),
    ("label, then a list", "**Expected Outcome**:\n\n- a\n- b\n\nafter", ["a", "b"]),
    (
        "label with a lead, then a list",
        "**Expected Outcome**: now:\n\n- a\n- b",
        ["now:", "a", "b"],
    ),
    ("heading", "#### Expected Outcome\n\none\n\n- two\n", ["one", "two"]),
    ("another label", "**Note**: it works", []),
]


@pytest.mark.parametrize(
    ("body", "outcomes"), [c[1:] for c in LABEL_SHAPES], ids=[c[0] for c in LABEL_SHAPES]
)
def test_labelled_outcomes_are_found(body: str, outcomes: list[str]) -> None:
    found = milestone(f"# 1: T\n\n## Implementation Steps\n\n### Step 1: A\n\n{body}\n")
    assert [a.text for a in found.steps[0].announcements] == outcomes


def test_an_announcement_spans_its_content_without_the_label() -> None:
    found = milestone("# 1: T\n\n### Step 1: A\n\n**Expected Outcome**: `x` exists\n")
    (announcement,) = found.steps[0].announcements
    source = found.document.source
    assert source.slice(announcement.span) == "`x` exists"
    assert source.slice(announcement.label_span) == "**Expected Outcome**"


def test_a_fence_shown_inside_a_longer_fence_is_no_block() -> None:
    found = milestone("# 1: T\n\n## Step 1: A\n\n````md\n```bash\nrm -rf /\n```\n````\n")
    (block,) = found.steps[0].blocks
    assert block.node.info == "md"


def test_a_guide_without_title_is_named_after_its_file() -> None:
    assert milestone("text", "docs/setup.md").name == "setup"


@given(st.text(alphabet="# -*1.>`|[]():\nabcStepExpected", max_size=300))
def test_building_never_raises(text: str) -> None:
    milestone(text)


SECOND = """\
# 1: One

## Prerequisites

- Git

## Implementation Steps

### Step 1: Make

Text.

## Testing

```bash
test 1
```

## Validation Checklist

- [ ] a

# 2: Two

```bash
before
```

## Prerequisites

- Node.js

## Implementation Steps

### Step 1: Fill

Text.

## Testing

```bash
test 2
```

## Validation Checklist

- [ ] b
"""


def test_a_second_milestone_in_the_file_is_carried_out_in_its_order() -> None:
    found = milestone(SECOND)
    assert found.name == "One"
    assert [step.name for step in found.steps] == ["Make", "Two", "Fill", "Testing"]
    assert [item.text for item in found.prerequisites] == ["Git", "Node.js"]
    assert [item.text for item in found.checklist] == ["a", "b"]
    assert found.testing is not None
    assert [block.node.content for block in found.testing.blocks] == ["test 1\n"]


def test_further_titles_without_sections_of_the_form_are_parts_of_one_guide() -> None:
    found = milestone(
        "# A\n\nText.\n\n# 2: B\n\n```bash\nb\n```\n\n## Notes\n\n# Troubleshooting\n"
    )
    assert [step.name for step in found.steps] == ["B"]


ISSUES = """\
# 1: A

## Troubleshooting

Some things go wrong:

**Port in use**: Stop the other program.

- It may be an old one.

```bash
kill 1
```

**No answer:** Wait.

**Note:** It takes a while.

**Denied**

Ask.

- **Slow**: Wait longer.
"""


def test_labelled_paragraphs_are_known_issues_with_what_follows() -> None:
    found = milestone(ISSUES).issues
    assert [(one.symptom.text, one.solution.text) for one in found] == [
        ("Port in use", "Stop the other program.\nIt may be an old one."),
        ("No answer", "Wait.\nNote: It takes a while."),
        ("Denied", "Ask.\nSlow: Wait longer."),
    ]
    assert [len(one.solution.blocks) for one in found] == [1, 0, 0]
