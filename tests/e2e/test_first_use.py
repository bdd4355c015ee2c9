"""The first quarter of an hour: lay out a roadmap, write guides, fill one, check it, run it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import milepost, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ["Say hello", "Serve: it & more!", "Größe messen"]
FILES = ["01-say-hello.md", "02-serve-it-more.md", "03-größe-messen.md"]

FILLED = """\
# 1: Say hello

## Overview

A first file.

## Prerequisites

- `bash`

## Objectives

- Write a file.

## Key Concepts

A file holds lines.

## Implementation Steps

### Step 1: Write it

Write a line:

```bash
echo hello > hello.txt
```

**Expected Outcome**: The file `hello.txt` exists.

### Step 2: Read it

Read the line:

```console
$ cat hello.txt
hello
```

**Expected Outcome**: The output contains `hello`.

## Testing

Look for the line:

```bash
grep -q hello hello.txt && echo 1 passed
```

## Common Issues and Solutions

| Issue | Solution |
|-------|----------|
| `Permission denied` | Change to a folder of your own. |

## Validation Checklist

- [ ] `test -s hello.txt`

## Next Steps

After completing this milestone, you should proceed to [2: Serve: it & more!](02-serve-it-more.md).

## Resources

- [Bash](https://www.gnu.org/software/bash/)
"""


@pytest.fixture
def roadmap(tmp_path: Path) -> Path:
    """A folder in which a user has begun."""
    assert milepost("init", cwd=tmp_path).returncode == 0
    for name in NAMES:
        done = milepost("new", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    return tmp_path


def test_new_guides_have_numbers_names_and_links(roadmap: Path) -> None:
    assert sorted(path.name for path in (roadmap / "milestones").iterdir()) == FILES
    texts = [(roadmap / "milestones" / name).read_text() for name in FILES]
    for number, (name, text) in enumerate(zip(NAMES, texts, strict=True), 1):
        assert text.startswith(f"# {number}: {name}\n")
    for before, after in ((0, 1), (1, 2)):
        link = re.escape(f"[{before + 1}: {NAMES[before]}]({FILES[before]})")
        assert re.search(rf"## Prerequisites\n\n- {link}\n", texts[after])
        assert f"[{after + 1}: {NAMES[after]}](" in texts[before].partition("## Next Steps")[2]


def test_in_new_guides_only_what_is_to_be_filled_in_is_wrong(roadmap: Path) -> None:
    done = milepost("check", "--format", "json", cwd=roadmap)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["files"] == 3
    errors = {found["rule"] for found in report["findings"] if found["severity"] != "hint"}
    assert errors == {"unfilled-placeholder"}


def test_init_and_new_touch_nothing_that_is_there(roadmap: Path) -> None:
    before = {path: path.read_bytes() for path in roadmap.rglob("*") if path.is_file()}
    assert milepost("init", cwd=roadmap).returncode == 0
    again = milepost("new", NAMES[0], cwd=roadmap)
    assert again.returncode == 2
    assert "already" in again.stderr
    assert {path: path.read_bytes() for path in roadmap.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["", "  ", "!!!", "../../escape", "x" * 300, "a\nb", "日本"])
def test_a_name_of_any_kind_makes_a_guide_in_its_folder_or_none(tmp_path: Path, name: str) -> None:
    milepost("init", cwd=tmp_path)
    done = milepost("new", "--", name, cwd=tmp_path)
    made = list((tmp_path / "milestones").iterdir())
    assert (done.returncode, len(made)) in ((0, 1), (2, 0))
    assert "Traceback" not in done.stderr
    assert "a fault of" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".milepost",
        "milepost.toml",
        "milestones",
    ]


@pytest.mark.room
def test_a_filled_guide_is_right_and_passes(roadmap: Path) -> None:
    guide = roadmap / "milestones" / FILES[0]
    guide.write_text(FILLED)
    checked = milepost("check", str(guide), cwd=roadmap)
    assert checked.returncode == 0, checked.stdout
    done = milepost("run", "--network", "off", "--format", "json", str(guide), cwd=roadmap)
    assert done.returncode == 0, done.stdout
    (result,) = json.loads(done.stdout)["milestones"]
    statuses = [result["status"], result["testing"]["status"]]
    statuses += [step["status"] for step in result["steps"]]
    statuses += [item["status"] for item in result["checklist"]]
    assert set(statuses) == {"passed"}
    assert guide.read_text() == FILLED
    assert not (roadmap / "hello.txt").exists()


FAULTY = (
    FILLED.replace("## Common Issues and Solutions", "## Troubleshooting")
    .replace("### Step 2", "### Step 4")
    .replace("- [ ] `test", "- [x] `test")
)
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "LF": lambda data: data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF and BOM": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "no newline at its end": lambda data: data.removesuffix(b"\n"),
    "blanks at ends of lines": lambda data: data.replace(b".\n", b".  \t\n"),
    "CRLF in places": lambda data: data.replace(b".\n", b".\r\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_fix_keeps_every_byte_that_it_has_no_reason_to_touch(tmp_path: Path, form: str) -> None:
    guide = tmp_path / "01-say-hello.md"
    guide.write_bytes(FORMS[form](FAULTY.encode()))
    done = milepost("check", "--fix", str(guide), cwd=tmp_path)
    assert "Traceback" not in done.stderr
    assert guide.read_bytes() == FORMS[form](FILLED.encode())
    milepost("check", "--fix", str(guide), cwd=tmp_path)
    assert guide.read_bytes() == FORMS[form](FILLED.encode())


def test_standard_input_is_fixed_as_a_file_is(tmp_path: Path) -> None:
    done = milepost("check", "--fix", "-", cwd=tmp_path, stdin=FAULTY.encode())
    assert done.stdout == FILLED


def test_a_difference_that_is_shown_is_not_made(tmp_path: Path) -> None:
    write(tmp_path, {"01-say-hello.md": FAULTY})
    done = milepost("check", "--diff", "01-say-hello.md", cwd=tmp_path)
    assert "+## Common Issues and Solutions" in done.stdout
    assert (tmp_path / "01-say-hello.md").read_text() == FAULTY
