"""A roadmap of two milestones in the current folder, for the tests of progress."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ADD = """def add(a, b):
    return a + b
"""

TEST = """import unittest

from calc import add


class Adding(unittest.TestCase):
    def test_two_numbers_are_added(self):
        self.assertEqual(add(1, 2), 3)


if __name__ == "__main__":
    unittest.main()
"""

FIRST = f"""# 1: Add

## Overview

A function that adds.

## Prerequisites

- bash

## Objectives

- Add

## Key Concepts

Adding.

## Implementation Steps

### Step 1: Write it

Create `calc.py`:

```python
{ADD}```

**Expected Outcome**: The file `calc.py` contains `def add`.

### Step 2: Ask the tool

```bash
wordy > said.txt
```

**Expected Outcome**: `said.txt` exists.

## Testing

Save this as `test_calc.py`:

```python
{TEST}```

```bash
python3 -m unittest -v test_calc.py
```

## Common Issues and Solutions

| Issue | Solution |
|-------|----------|
| `said.txt is not there` | Run the command of Step 2 |

## Validation Checklist

- [ ] `python3 -c 'import calc'`
- [ ] I understand addition

## Next Steps

- [Go on](02.md)

## Resources

- None
"""

SECOND = """# 2: Go on

## Overview

The second one.

## Prerequisites

- [Add](01.md)

## Implementation Steps

### Step 1: Write it

```bash
touch second.txt
```

**Expected Outcome**: `second.txt` exists.

## Testing

```bash
ls second.txt
```
"""


def lay_out(folder: Path) -> None:
    """Write the roadmap, committed to a repository."""
    (folder / "milepost.toml").write_text('name = "sums"\n')
    (folder / ".gitignore").write_text(".milepost/\n__pycache__/\n")
    (folder / "milestones").mkdir()
    (folder / "milestones" / "01.md").write_text(FIRST)
    (folder / "milestones" / "02.md").write_text(SECOND)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)


def do_the_work(folder: Path) -> None:
    """What the first guide asks for."""
    (folder / "calc.py").write_text(ADD)
    (folder / "said.txt").write_text("words\n")


def commit(folder: Path) -> None:
    """Commit all that is there."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "All of it")


def git(folder: Path, *arguments: str) -> None:
    """Run git as a person that it knows."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))
    }
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **who})
