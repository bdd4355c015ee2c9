"""Roadmaps on the disk for the tests of use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = """\
# {number}: {name}

## Overview

The purpose.

## Prerequisites

- {prerequisite}

## Objectives

- Learn

## Key Concepts

A concept.

## Implementation Steps

### Step 1: Make it

Run this:

```bash
touch a
```

**Expected Outcome**: `a` exists.

## Testing

Run the test:

```bash
test -e a
```

## Common Issues and Solutions

| Issue | Solution |
|-------|----------|
| Slow  | Wait     |

## Validation Checklist

- [ ] `a` exists

## Next Steps

{next}

## Resources

- [The web](https://example.com)
"""


def guide(number: int | str, name: str, prerequisite: str = "git", next_: str = "Go on.") -> str:
    """A guide without a fault."""
    return GUIDE.format(number=number, name=name, prerequisite=prerequisite, next=next_)


def write(folder: Path, **files: str) -> None:
    """Write guides into `milestones/`; `m01` is `01.md`."""
    (folder / "milestones").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "milestones" / f"{name.removeprefix('m')}.md").write_text(text, encoding="utf-8")
