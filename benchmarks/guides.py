"""Milestone guides to check: complete, without a fault, and of one size."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.prose import WIDTH, paragraph, paragraph_of, sentence, title, words

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 5_000
"""Bytes of a guide, less at most 15."""

SEED = 20_240_607

TEMPLATE = """\
# {number}: {title}

## Overview

{overview}

## Prerequisites

{prerequisites}

## Objectives

{objectives}

## Key Concepts

{padding}

## Implementation Steps

{steps}

## Testing

The tests read what the steps have left behind.

```python
from pathlib import Path


def test_result_holds_the_last_line():
    assert "{last}" in Path("result-{number}.txt").read_text()
```

## Common Issues and Solutions

| Issue | Solution |
| ----- | -------- |
{issues}

## Validation Checklist

{checklist}

## Next Steps

{next}

## Resources

- [The first guide]({first})
- [The shell's manual](https://www.gnu.org/software/bash/manual/)
"""


def file_name(number: int) -> str:
    """Name of the guide with this number, from 1."""
    return f"{number:05d}-guide.md"


def guide(number: int, total: int) -> str:
    """The text of guide `number` of a chain of `total`; ASCII, `SIZE` bytes less at most 15."""
    random_ = random.Random(SEED + number)
    names = [title(random_) for _ in range(4)]
    lines = [words(random_, 4) for _ in names]
    before = (
        f"- [The guide before this one]({file_name(number - 1)})\n" if number > 1 else ""
    ) + "- git\n- An empty folder with a terminal open in it"
    after = (
        f"Go on with [the next guide]({file_name(number + 1)})."
        if number < total
        else "This is the last guide of the roadmap."
    )
    parts = {
        "number": str(number),
        "title": title(random_),
        "overview": paragraph(random_, 4),
        "prerequisites": before,
        "objectives": "\n".join(f"- {sentence(random_)}"[:WIDTH] for _ in range(3)),
        "steps": "\n\n".join(
            step(random_, number, position, name, line)
            for position, (name, line) in enumerate(zip(names, lines, strict=True), start=1)
        ),
        "last": lines[-1],
        "issues": "\n".join(
            f"| Step {position} says `{words(random_, 2)}` | Run `{words(random_, 1)}`. |"
            for position in (1, 2, 3)
        ),
        "checklist": "\n".join(
            f"- [ ] The file `result-{number}.txt` contains `{line}`" for line in lines[-3:]
        ),
        "next": after,
        "first": file_name(1),
    }
    rest = SIZE - len(TEMPLATE.format(**parts, padding=""))
    return TEMPLATE.format(**parts, padding=paragraph_of(random_, rest))


def step(random_: random.Random, number: int, position: int, name: str, line: str) -> str:
    """One step: prose, a command and what it should lead to."""
    return (
        f"### Step {position}: {name}\n\n"
        f"{paragraph(random_, 3)}\n\n"
        "```bash\n"
        f'echo "{line}" >> result-{number}.txt\n'
        f"cat result-{number}.txt\n"
        "```\n\n"
        f"**Expected Outcome**: The output contains `{line}`."
    )


def write_roadmap(folder: Path, count: int) -> None:
    """Write guides 1 to `count` into `folder`, which is made; guides are there only once."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / file_name(number)).write_text(guide(number, count), encoding="ascii")
