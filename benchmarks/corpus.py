"""`python -m benchmarks.corpus FOLDER`: check, explain and run public guides as they stand.

Fetches nothing. FOLDER holds the guides; with `--index`, JSON lines that name `repo`
(`owner/name`), `path` and `commit`, each lies at `FOLDER/owner+name/path`. An entry for each is
printed, and the sums; `--output` keeps all that was said. With `--run`, the index's group `G2`
(without an index all) is run in rooms and held against `corpus_verdicts.toml`; files that a guide
takes for granted come from the git directories `owner+name/repo` below `--repositories`, and the
tools that `corpus_provisions.toml` names are installed below `--provisions`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks import corpus_provisions
from benchmarks.corpus_readings import read_corpus
from benchmarks.corpus_verdicts import Ended, Judgement, judge, lay_out, lines, load
from benchmarks.measure import say
from benchmarks.peers import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MILEPOST = Path(sys.executable).parent / "milepost"

COMMANDS = ("check", "explain", "run")

RUN_GROUP = "G2"
"""The index's group of guides that a machine can run."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the index; other keys are of no concern here."""

    repo: str
    path: str
    group: str = ""
    commit: str = ""
    verdict: str = ""
    """Its collector's opinion; one that begins with `clean` expects the guide to pass."""
    sections: dict[str, list[str]] = {}
    """Headings as written, with their marks, by the kind of section."""

    @property
    def key(self) -> str:
        """Where the guide lies below the corpus's folder."""
        return f"{self.repo.replace('/', '+')}/{self.path}"


class Said(msgspec.Struct, frozen=True):
    """What one command said of one guide."""

    command: str
    seconds: float
    status: int | None
    """Exit status; None where it was ended after the time limit."""
    output: str
    errors: str

    @property
    def crashed(self) -> bool:
        """Whether this is a fault of Milepost, whatever the guide holds."""
        broken = self.status not in (None, 0, 1, 2)
        return broken or "Traceback" in self.errors or "fault of Milepost" in self.errors


class Record(msgspec.Struct, frozen=True):
    """All that is kept of one guide."""

    path: str
    said: list[Said]


class Finding(msgspec.Struct, frozen=True):
    code: str
    severity: str


class Findings(msgspec.Struct, frozen=True):
    """Of `check --format json`, what is counted here."""

    findings: list[Finding]


class ReadBlock(msgspec.Struct, frozen=True):
    kind: str


class ReadOutcome(msgspec.Struct, frozen=True):
    manual: bool
    implied: bool
    why: str


class ReadStep(msgspec.Struct, frozen=True):
    blocks: list[ReadBlock]
    outcomes: list[ReadOutcome]


class ReadDocument(msgspec.Struct, frozen=True):
    steps: list[ReadStep]
    testing: list[ReadStep] = []
    cleanup: list[ReadStep] = []

    @property
    def parts(self) -> list[ReadStep]:
        """All that is carried out."""
        return [*self.steps, *self.testing, *self.cleanup]


class Coverage(msgspec.Struct, frozen=True):
    outcomes: int
    checked: int


class Reading(msgspec.Struct, frozen=True):
    """Of `explain --format json`, what is counted here."""

    documents: list[ReadDocument]
    coverage: Coverage


class RunBlock(msgspec.Struct, frozen=True):
    line: int | None
    kind: str
    status: str
    exit_status: int | None
    output: str


class RunOutcome(msgspec.Struct, frozen=True):
    line: int | None
    status: str
    text: str


class RunStep(msgspec.Struct, frozen=True):
    blocks: list[RunBlock]
    outcomes: list[RunOutcome]


class RunMilestone(msgspec.Struct, frozen=True):
    status: str
    reason: str | None
    steps: list[RunStep]


class Run(msgspec.Struct, frozen=True):
    """Of `run --format json`, what is shown here."""

    status: str
    milestones: list[RunMilestone]


@dataclass(frozen=True)
class Options:
    folder: Path
    limit: float
    """Seconds that one command may take for one guide."""
    repositories: Path
    """Folder of the git directories that guides come from."""
    provisions: Path
    """Folder below which the tools are installed that guides take for granted."""


def guides(folder: Path, index: Path | None, group: str) -> dict[str, Entry | None]:
    """Paths of the guides, relative to `folder`, with what the index says of each.

    It may name a guide twice: the later entry counts, with the earlier one's sections.
    """
    if index is None:
        return dict.fromkeys(sorted(str(one.relative_to(folder)) for one in folder.rglob("*.md*")))
    entries = [msgspec.json.decode(line, type=Entry) for line in index.read_bytes().splitlines()]
    wanted = [one for one in entries if not group or one.group == group]
    named: dict[str, Entry] = {}
    for one in wanted:
        known = named[one.key].sections if one.key in named else {}
        named[one.key] = msgspec.structs.replace(one, sections=one.sections or known)
    here: dict[str, Entry | None] = {k: e for k, e in named.items() if (folder / k).is_file()}
    if len(here) < len(named):
        absent = len(named) - len(here)
        print(f"{absent} of {len(named)} guides are not in {folder}", file=sys.stderr)
    return here


def ask(command: str, path: str, options: Options) -> Said:
    """Let Milepost say what it finds in a guide."""
    return _ask([command, "--format", "json", path], options.folder, options.limit)


def run_guide(path: str, entry: Entry | None, options: Options) -> tuple[Said, Judgement]:
    """Run a guide in a room as its reader has it, and judge how that ended."""
    verdict = load().get(path)
    provision = corpus_provisions.load().get(path)
    chosen = corpus_provisions.options(provision, options.provisions)
    repository = options.repositories / path.partition("/")[0] / "repo"
    with tempfile.TemporaryDirectory(prefix="milepost-corpus-") as folder:
        home = Path(folder) / "guide"
        commit = entry.commit if entry else "HEAD"
        name = lay_out(options.folder / path, verdict, commit, repository, home, provision)
        command = ["run", "--no-cache", "--format", "json", *chosen, name]
        said = _ask(command, home, options.limit)
    return said, judge(verdict, ended(said))


def ended(said: Said) -> Ended:
    """How a run ended."""
    if said.status is None or said.crashed or not said.output.strip():
        return Ended("none", None, verdict(said))
    run = msgspec.json.decode(said.output, type=Run)
    first = next(failures(run), None)
    return Ended(run.status, first.line if first else None, verdict(said))


def _ask(arguments: Sequence[str], folder: Path, limit: float) -> Said:
    start = time.perf_counter()
    argv = [str(MILEPOST), *arguments]
    try:
        done = subprocess.run(
            argv,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit,
        )
        status, output, errors = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as expired:
        status, output, errors = None, expired.stdout or b"", expired.stderr or b""
    return Said(
        arguments[0],
        round(time.perf_counter() - start, 3),
        status,
        output.decode(errors="replace"),
        errors.decode(errors="replace"),
    )


def entry(record: Record) -> str:
    """A guide's entry in what is printed: a line for each command under its path."""
    return "\n".join([record.path, *(f"  {said.command}: {verdict(said)}" for said in record.said)])


def verdict(said: Said) -> str:
    """What a command said, in a few words."""
    if said.status is None:
        return f"over {said.seconds:.0f} s"
    if said.crashed:
        return "CRASH: " + (said.errors.strip().splitlines() or [f"status {said.status}"])[-1][:60]
    if not said.output.strip():
        return (said.errors.strip().splitlines() or ["nothing"])[0][:60]
    return {"check": of_check, "explain": of_explain, "run": of_run}[said.command](said)


def of_check(said: Said) -> str:
    found = msgspec.json.decode(said.output, type=Findings).findings
    levels = Counter(finding.severity for finding in found)
    codes = Counter(finding.code for finding in found)
    most = " ".join(f"{code}x{count}" for code, count in codes.most_common(3))
    return f"{levels['error']} errors, {levels['warning']} warnings {most}".rstrip()


def of_explain(said: Said) -> str:
    reading = msgspec.json.decode(said.output, type=Reading)
    kinds = Counter(
        block.kind
        for document in reading.documents
        for step in document.parts
        for block in step.blocks
    )
    blocks = " ".join(f"{kind}x{count}" for kind, count in kinds.most_common())
    return f"{reading.coverage.checked}/{reading.coverage.outcomes} outcomes; {blocks}"


def of_run(said: Said) -> str:
    run = msgspec.json.decode(said.output, type=Run)
    first = next(failures(run), None)
    return f"{run.status} {said.seconds:.1f} s{f'; {first.said}' if first else ''}"


@dataclass(frozen=True)
class Failure:
    line: int | None
    """1-based; None for what is true of the whole guide."""
    said: str


def failures(run: Run) -> Iterator[Failure]:
    """Everything that did not hold, in the order of the guide."""
    bad = ("failed", "error", "blocked")
    for milestone in run.milestones:
        for step in milestone.steps:
            for block in step.blocks:
                if block.status in bad:
                    last = (block.output.strip().splitlines() or [""])[-1][:60]
                    said = f"{block.line}: {block.kind} ended with {block.exit_status}: {last}"
                    yield Failure(block.line, said)
            for outcome in step.outcomes:
                if outcome.status in bad:
                    yield Failure(outcome.line, f"{outcome.line}: {outcome.text[:60]}")
        if milestone.status in bad and milestone.reason:
            yield Failure(None, milestone.reason[:60])


def sums(records: Sequence[Record]) -> str:
    """How many guides there were, and what became of them."""
    said = [said for record in records for said in record.said]
    lines = [f"{len(records)} guides"]
    for command in COMMANDS:
        mine = [one for one in said if one.command == command]
        if mine:
            statuses = Counter(
                "crash" if one.crashed else "time" if one.status is None else f"exit {one.status}"
                for one in mine
            )
            each = ", ".join(f"{name}: {count}" for name, count in sorted(statuses.items()))
            lines.append(f"{command}: {each}")
    return "\n".join([*lines, *readings(said)])


def readings(said: Sequence[Said]) -> Iterator[str]:
    """What all guides together were read as: blocks by kind, outcomes by reading."""
    explained = [
        document
        for one in said
        if one.command == "explain" and one.status == 0 and one.output.strip()
        for document in msgspec.json.decode(one.output, type=Reading).documents
    ]
    steps = [step for document in explained for step in document.parts]
    if not steps:
        return
    kinds = Counter(block.kind for step in steps for block in step.blocks)
    outcomes = [outcome for step in steps for outcome in step.outcomes]
    read = [o for o in outcomes if not o.manual and not o.implied]
    implied = sum(o.implied for o in outcomes)
    manual = sum(o.manual and not o.implied for o in outcomes)
    names = Counter(name for o in read for name in o.why.split("; ")[0].split(", "))
    partly = sum("; not read: " in o.why for o in read)
    yield "blocks: " + counted(kinds)
    yield (
        f"outcomes: {len(outcomes)} found, {len(read)} read ({partly} of them in part), "
        f"{implied} implied, {manual} manual"
    )
    yield "outcomes by reading: " + counted(names)


def counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, help="JSON lines that name the guides")
    parser.add_argument("--group", default="", help="only the guides of this group of the index")
    parser.add_argument("--run", action="store_true", help="run those that can be run, in rooms")
    parser.add_argument(
        "--repositories",
        type=Path,
        default=Path(),
        help="folder of owner+name/repo git directories",
    )
    parser.add_argument(
        "--provisions",
        type=Path,
        default=cache_folder() / "provisions",
        help="folder for the tools that guides take for granted",
    )
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for one command")
    parser.add_argument("--output", type=Path, help="file for all that was said, as JSON lines")
    return parser.parse_args()


def main() -> int:
    chosen = arguments()
    provisions = chosen.provisions.absolute()
    options = Options(chosen.folder, chosen.limit, chosen.repositories, provisions)
    entries = guides(chosen.folder, chosen.index, chosen.group)
    records: list[Record] = []
    judgements: dict[str, Judgement] = {}
    for path, entry_of in entries.items():
        answers = []
        for command in ("check", "explain"):
            say(f"{command} {path}")
            answers.append(ask(command, path, options))
        if chosen.run and (entry_of is None or entry_of.group == RUN_GROUP):
            say(f"run {path}")
            said, judgements[path] = run_guide(path, entry_of, options)
            answers.append(said)
        records.append(Record(path, answers))
        say("")
        print(entry(records[-1]), flush=True)
        if chosen.output:
            with chosen.output.open("ab") as file:
                file.write(msgspec.json.encode(records[-1]) + b"\n")
    print(f"\n{sums(records)}")
    known = {path: one.sections for path, one in entries.items() if one}
    print("\n".join(read_corpus(chosen.folder, list(entries), known).lines()))
    if judgements:
        clean = [path for path, one in entries.items() if one and one.verdict.startswith("clean")]
        print("\n".join(lines(judgements, clean, corpus_provisions.load())))
    return int(any(said.crashed for record in records for said in record.said))


if __name__ == "__main__":
    sys.exit(main())
