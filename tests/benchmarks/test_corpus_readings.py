from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.corpus_readings import is_explicit, read_corpus

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = """\
# 1: Greet

## Prerequisites

- Bash

## Implementation Steps

### Step 1: Greet

```bash
echo hello | tee greeting.txt
```

**Expected Outcome**: The file `greeting.txt` exists. The room looks friendly. You feel `42` joys.

## Validation Checklist

- [ ] The file `greeting.txt` exists
- [ ] All is well
"""


@pytest.mark.parametrize(
    ("source", "explicit"),
    [
        ("The file `a.txt` exists.", True),
        ('It prints "done".', True),
        ("It prints “done”.", True),
        ("Open http://localhost:80 in a browser.", True),
        ("There are 3 lines.", True),
        ("It grew by 20%.", True),
        ("The page opens.", False),
        ("See [the page](https://example.org/3).", False),
        ("As in Step 2, it starts.", False),
        ("The tool v2.1 starts.", False),
        ("- [ ] All is well", False),
        ("3. All is well", False),
        ("3. All 4 are well", True),
    ],
)
def test_what_can_be_looked_for_makes_a_sentence_explicit(source: str, explicit: bool) -> None:
    assert is_explicit(source) is explicit


def test_a_sentence_that_announces_a_fence_is_explicit() -> None:
    assert is_explicit("You should see:", announces=True)


def test_sentences_and_sections_of_guides_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GUIDE)
    (tmp_path / "b.md").write_bytes(b"\xff\xfe")
    known = {
        "a.md": {
            "prerequisites": ["## Prerequisites"],
            "steps": ["## Implementation Steps", "## Elsewhere"],
            "expected": ["### Not a role"],
        }
    }
    counts = read_corpus(tmp_path, ["a.md", "b.md"], known)
    assert counts.explicit == {"read": 2, "manual": 1}
    assert counts.vague == {"manual": 2}
    lines = list(counts.lines())
    assert lines[0] == "parsed without fault: 1 of 2"
    assert lines[1].startswith("  b.md: ")
    assert lines[2:] == [
        "sections recognised: 2 of 3",
        "  prerequisites 1/1, steps 1/2",
        "explicit sentences: 2 read, 1 manual, 0 implied",
        "other sentences: 0 read, 2 manual, 0 implied",
        "share of explicit sentences read: 0.667",
    ]


def test_of_no_sentences_nothing_is_read(tmp_path: Path) -> None:
    assert read_corpus(tmp_path, [], {}).share == 0.0


@pytest.mark.parametrize(
    ("between", "explicit"), [("", {"manual": 1}), ("Something else stands here.\n\n", {})]
)
def test_a_sentence_that_leads_in_a_shown_fence_is_explicit(
    tmp_path: Path, between: str, explicit: dict[str, int]
) -> None:
    sentence = "Verify that the settings are as follows:"
    text = f"## Show\n\n```bash\nls\n```\n\n{sentence}\n\n{between}```yaml\na: 1\n```\n"
    (tmp_path / "a.md").write_text(text)
    assert read_corpus(tmp_path, ["a.md"], {}).explicit == explicit
