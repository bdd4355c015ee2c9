"""Reading: how long it takes to read a guide's prose and blocks once it is parsed.

In process, since a command line's start would hide it, and in processor time, so that others on
the machine count less. Each guide is read once, as it was just parsed. No two guides are alike, and
what the reading remembers of one guide is forgotten before the next but for single words.
"""

from __future__ import annotations

import gc
import random
import re
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import milepost.contract
from benchmarks.guides import SIZE, guide
from benchmarks.report import Options, Report
from benchmarks.table import Target, render
from milepost.contract.derive import derive
from milepost.document.parse import parse_text
from milepost.milestone.build import build
from milepost.reading import phrase
from milepost.reading.blocks.runners import runs_tests
from milepost.reading.read import read
from milepost.reading.sentence import sentences
from milepost.reading.shell_words import code_lines, simple_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.peers import Tools

COUNT = 200
"""Guides of each kind."""
EXAMPLES = Path(__file__).parents[1] / "examples"
_CODE = re.compile(r"\b([a-z]{3,})(?=[\w.-]*`)")


def examples() -> Iterator[str]:
    """The shipped guides over and over, each time with other names in their code spans."""
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*/milestones/*.md"))]
    random_ = random.Random(1)
    for number in range(COUNT):
        word = "".join(random_.choices("abcdefgh", k=3))
        yield _CODE.sub(rf"\g<1>{word}", texts[number % len(texts)])


def synthetic() -> Iterator[str]:
    """Guides with much prose; see `benchmarks.guides`."""
    return (guide(number, COUNT) for number in range(1, COUNT + 1))


def forget() -> None:
    """Have the sentences and commands of earlier guides be as new as those of the next."""
    phrase._seen.clear()
    for remembers in (sentences, code_lines, simple_commands, runs_tests):
        remembers.cache_clear()


KINDS = {"much prose": synthetic, "shipped examples": examples}


def bench(tools: Tools, work: Path, options: Options) -> Report:  # noqa: ARG001
    template = Path(milepost.contract.__file__).parent / "default-template.md"
    contract = derive(parse_text(template.read_text("utf-8"), "template.md"))
    rows, targets = [], []
    for kind, texts in KINDS.items():
        parsing, reading = [], []
        for _ in range(options.runs):
            for text in texts():
                start = time.thread_time()
                milestone = build(contract, parse_text(text))
                parsed = time.thread_time()
                forget()
                built = time.thread_time()
                read(milestone)
                done = time.thread_time()
                share = SIZE / len(text.encode())
                parsing.append((parsed - start) * share)
                reading.append((done - built) * share)
            gc.collect()
        figure = statistics.median(reading) * 1000
        rows.append([kind, f"{statistics.median(parsing) * 1000:.2f}", f"{figure:.2f}"])
        targets.append(Target(f"reading 5 KB, {kind}", figure, 0.5, "ms"))
    table = render(["5 KB of", "parse and match, ms", "read, ms"], rows)
    return Report("reading", (table,), tuple(targets))
