"""`python -m benchmarks.verify`: what `milepost verify` adds to the checks themselves, and where.

A roadmap of one milestone is verified as a whole process; beside it, its checks and its test are
run by bash alone, likewise in a copy of the folder. Runs are interleaved, and medians are printed
with the least, since another program on the machine can only make either longer. The parts are
timed within one process.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

GUIDE = """# 1: Add

## Overview

A function that adds.

## Prerequisites

- bash

## Implementation Steps

### Step 1: Write it

Create `calc.py`:

```python
def add(a, b):
    return a + b
```

**Expected Outcome**: The file `calc.py` contains `def add`.

## Testing

Save this as `test_calc.py`:

```python
import unittest

from calc import add


class Adding(unittest.TestCase):
    def test_two_numbers_are_added(self):
        self.assertEqual(add(1, 2), 3)
```

```bash
python3 -m unittest -v test_calc.py
```

## Validation Checklist

- [ ] `python3 -c 'import calc'`
"""
CODE = "def add(a, b):\n    return a + b\n"
TEST = GUIDE.split("```python\n")[2].partition("```")[0]
BY_HAND = """set -e
copy=$(mktemp -d)
cp -a . "$copy"
(cd "$copy" && cat > test_calc.py <<'EOF' && python3 -m unittest -v test_calc.py
{test}EOF
)
grep -q 'def add' calc.py
python3 -c 'import calc'
rm -rf "$copy"
"""
"""The checks themselves."""
ENTRY = "from milepost.interfaces.cli.main import main; main()"
PARTS = """
import sys, time
start = time.perf_counter()
import milepost.interfaces.cli.errors
import milepost.app.verify as verify
from milepost.app.progress import Desk
spent = {"imports": time.perf_counter() - start}

def timed(owner, name, label):
    plain = getattr(owner, name)
    def call(*args, **options):
        begun = time.perf_counter()
        try:
            return plain(*args, **options)
        finally:
            spent[label] = spent.get(label, 0.0) + time.perf_counter() - begun
    setattr(owner, name, staticmethod(call) if name == "at" else call)

timed(Desk, "at", "find the roadmap")
timed(Desk, "open", "parse and read")
timed(verify, "_carry_out", "the checks, asked by Milepost")
timed(verify, "commit_of", "git")
timed(verify.Later, "result", "wait for what goes on in the background")
timed(verify, "store_of", "open the store")
timed(Desk, "keep", "keep the record")
timed(Desk, "mine", "judge the states")
begun = time.perf_counter()
from milepost.interfaces.cli.main import run
run(["verify", "1", "--yes"])
spent["all after imports"] = time.perf_counter() - begun
for label, seconds in spent.items():
    print(f"{label}\\t{seconds}", file=sys.stderr)
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verify", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as work:
        folder = lay_out(Path(work))
        environment = {**os.environ, "MILEPOST_USER": "bench", "MILEPOST_STATE_DIR": work}
        commands = {
            "the checks alone": ["bash", "-c", BY_HAND.format(test=TEST)],
            "milepost verify": [sys.executable, "-P", "-c", ENTRY, "verify", "1", "--yes"],
        }
        print(f"load {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores")
        spent: dict[str, list[float]] = {name: [] for name in commands}
        parts: dict[str, list[float]] = {}
        for turn in range(chosen.runs + 1):
            for name, argv in commands.items():
                seconds = timed(argv, folder, environment)
                if turn:  # The first fills caches.
                    spent[name].append(seconds)
            for label, seconds in parts_of(folder, environment).items():
                parts.setdefault(label, []).append(seconds)
        show(spent, parts)


def lay_out(folder: Path) -> Path:
    """A roadmap in a repository, with the work done."""
    (folder / "roadmap" / "milestones").mkdir(parents=True)
    roadmap = folder / "roadmap"
    (roadmap / "milepost.toml").write_text('name = "sums"\n', encoding="utf-8")
    (roadmap / "milestones" / "01.md").write_text(GUIDE, encoding="utf-8")
    (roadmap / "calc.py").write_text(CODE, encoding="utf-8")
    who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "All"]):
        subprocess.run(["git", *arguments], cwd=roadmap, check=True)
    return roadmap


def timed(argv: list[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Seconds that a program takes; it must succeed."""
    begun = time.perf_counter()
    subprocess.run(argv, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


def parts_of(folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Seconds of each part of one verification."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", PARTS],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    lines = (line.split("\t") for line in done.stderr.splitlines() if line.count("\t") == 1)
    return {label: float(seconds) for label, seconds in lines}


def show(spent: Mapping[str, list[float]], parts: Mapping[str, list[float]]) -> None:
    for name, seconds in spent.items():
        print(f"{name}: median {_ms(statistics.median(seconds))}, least {_ms(min(seconds))}")
    alone, whole = spent["the checks alone"], spent["milepost verify"]
    median = statistics.median(b - a for a, b in zip(alone, whole, strict=True))
    print(f"added: median {_ms(median)}, least {_ms(min(whole) - min(alone))}; target 150 ms")
    for label, seconds in parts.items():
        print(f"  {label}: median {_ms(statistics.median(seconds))}, least {_ms(min(seconds))}")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    main()
