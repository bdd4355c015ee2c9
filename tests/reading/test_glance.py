"""What is told of blocks at a glance agrees with what their reading says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.guides import milestone

from milepost.reading.base import Kind
from milepost.reading.blocks.glance import used
from milepost.reading.read import read

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "blocks" / "blocks.toml").read_text()
)["case"]

LEADS = (
    "", "Run:", "You should see:", "Create `notes.md`:", "Now create a new file named `a/b.py`:",
    "Save `Express.js`:", "Write `process.env`:", "**Expected Output**", "**Expected Outcome:**",
    "**Expected Result**: The output looks like:", "**Expected Outcome**: The output is:",
    "**Expected Outcome** The output is:", "Open `x.sh` and type:", "Save it as start.sh:",
    "Then create the file `c.json` with this content:", "<!-- milepost: shown -->", "### Next",
    "- Create `d.txt`:", "#### Expected Output", "In the file, you get:", "Edit `notes.md`:",
)  # fmt: skip
GERMAN_LEADS = (
    "", "Gib ein:", "Du solltest sehen:", "Erstelle `notes.md`:", "Nun lege die Datei `a/b.py` an:",
    "Speichere `Express.js`:", "Schreibe `process.env`:", "**Erwartete Ausgabe**",
    "**Erwartetes Ergebnis:**", "**Erwartetes Ergebnis**: Die Ausgabe sieht so aus:",
    "**Erwartete Ausgabe**: Die Ausgabe lautet:", "**Erwartetes Ergebnis** Die Ausgabe ist:",
    "Dann erstelle eine neue Datei `c.json` mit folgendem Inhalt:", "### Weiter",
    "<!-- milepost: shown -->", "- Erstelle `d.txt`:", "#### Erwartete Ausgabe", "Ergebnis:",
)  # fmt: skip
FENCES = (
    "```bash\necho a\n```", "```bash\nnano f.txt\n```", "```sh\n$ ls -l\nf\n```",
    "```console\n$ git log\n```", "```console\n# ls\n```", "```\na\n```", "```\n$ ls\n```",
    "```text\n# a\n```", "```output\nb\n```", "```python\nprint(1)\n```", "```md\n# Notes\n```",
    "```json title=\"e.json\"\n{}\n```", "```powershell\ndir\n```",
    "```bash\ncat x.sh\n# or\nls\n```",
    "    indented", "```diff\n-a\n+b\n```", "```yaml\n# existing code\n```",
)  # fmt: skip


def shown_though_used(text: str, language: str = "en") -> list[str]:
    """Code of the blocks that are called used at a glance and are read as shown."""
    guide = milestone(text, language)
    reading = read(guide)
    steps = [*reading.steps, *(s for s in (reading.testing, reading.cleanup) if s)]
    glanced = set(used(guide.document.blocks, language))
    return [
        block.code
        for step in steps
        for block in step.blocks
        if block.block.node in glanced and (block.kind is Kind.SHOWN or block.skipped)
    ]


@given(st.lists(st.tuples(st.sampled_from(LEADS), st.sampled_from(FENCES)), max_size=6))
def test_a_block_that_is_used_at_a_glance_is_read_as_used(parts: list[tuple[str, str]]) -> None:
    body = "\n\n".join(f"{lead}\n\n{fence}" for lead, fence in parts)
    assert shown_though_used(f"# 1: A\n\n## Steps\n\n### Step 1: B\n\n{body}\n") == []


@given(st.lists(st.tuples(st.sampled_from(GERMAN_LEADS), st.sampled_from(FENCES)), max_size=6))
def test_a_german_block_that_is_used_at_a_glance_is_read_as_used(
    parts: list[tuple[str, str]],
) -> None:
    body = "\n\n".join(f"{lead}\n\n{fence}" for lead, fence in parts)
    text = f"# 1: A\n\n## Schritte\n\n### Schritt 1: B\n\n{body}\n"
    assert shown_though_used(text, "de") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Erstelle die Datei `a.md`:\n\n```markdown\n# A\n```\n", 1),
        ("Lege `a.md` mit folgendem Inhalt an:\n\n```markdown\n# A\n```\n", 1),
        ("Sieh nach.\n\n```bash\ngit log\n```\n\n**Erwartete Ausgabe**\n\n```\nx\n```\n", 1),
        ("Du siehst:\n\n```bash\ngit log\n```\n\n**Erwartete Ausgabe**\n\n```\nx\n```\n", 0),
    ],
)
def test_the_commonest_german_forms_are_known_at_a_glance(text: str, count: int) -> None:
    assert len(list(used(milestone(text, "de").document.blocks, "de"))) == count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_each_case_is_read_as_used_where_a_glance_says_so(case: dict[str, Any]) -> None:
    guide = case["guide"]
    assert shown_though_used(f"# 1: A\n\n## Steps\n\n### Step 1: B\n\n{guide}\n") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Create `a.md`:\n\n```markdown\n# A\n```\n", 1),
        ("Look.\n\n```bash\ngit log\n```\n\n**Expected Output**\n\n```\nx\n```\n", 1),
        (
            "```console\n$ ls -a\n```\n\n**Expected Outcome**: The output is:\n\n```text\nx\n```\n",
            1,
        ),
        ("Look.\n\n```bash\ngit log\n```\n\n### Next\n\n**Expected Output**\n\n```\nx\n```\n", 0),
        ("Create `Express.js`:\n\n```js\nx\n```\n", 0),
        ("**Expected Output**\n\n```\nx\n```\n", 0),
        ("1. Create `a.md`:\n\n   ```markdown\n   # A\n   ```\n", 1),
    ],
)
def test_the_commonest_forms_are_known_at_a_glance(text: str, count: int) -> None:
    assert len(list(used(milestone(text).document.blocks))) == count
