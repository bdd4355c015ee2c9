"""What is right for each guide of the corpus that can be run, and whether Milepost says so.

`corpus_verdicts.toml` holds it: per guide whether a newcomer's run of it `passes` or `fails`, the
line at which it may fail and why, and the files that it takes for granted; or that there is
`nothing` in it that Milepost can carry out. A run that ends
otherwise is a false alarm, or a pass that should not be; known ones carry their cause, any other
is printed as unexplained.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from benchmarks import corpus_provisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.corpus_provisions import Provision

FILE = Path(__file__).with_suffix(".toml")


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is right for one guide."""

    repo: str
    path: str
    right: Literal["passes", "fails", "nothing"]
    cause: str = ""
    """Why it fails, rightly or by a false alarm, or why nothing is carried out."""
    line: int | None = None
    """1-based line of the first thing that fails; None where it is nothing in particular."""
    files: str | None = None
    """Folder of the repository that its reader works in, as the guide takes for granted."""

    @property
    def key(self) -> str:
        """The guide's path below the corpus's folder."""
        return f"{self.repo.replace('/', '+')}/{self.path}"


class _Verdicts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    guide: list[Verdict]


class Judged(StrEnum):
    """What a run's end is worth."""

    PASSED = "passed"
    FAILED_RIGHTLY = "failed rightly"
    FALSE_ALARM = "failed wrongly"
    FALSE_PASS = "passed wrongly"
    NOTHING = "nothing carried out"
    UNEXPLAINED = "unexplained"


_NOT_PASSED = {
    "passes": Judged.FALSE_ALARM,
    "fails": Judged.FAILED_RIGHTLY,
    "nothing": Judged.NOTHING,
}
"""What it is that a guide did not pass, by what is right for it."""


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    status: str
    """As the run's result has it (`passed`, `failed`, `blocked`, `skipped` …); else `none`."""
    line: int | None
    """1-based line of the first thing that failed."""
    said: str
    """In a few words."""


@dataclass(frozen=True)
class Judgement:
    judged: Judged
    cause: str


def load(file: Path = FILE) -> dict[str, Verdict]:
    """The verdicts by the guides' paths below the corpus's folder."""
    return {one.key: one for one in msgspec.toml.decode(file.read_bytes(), type=_Verdicts).guide}


def judge(verdict: Verdict | None, ended: Ended) -> Judgement:
    """Hold a run against what is right for its guide."""
    if verdict is None:
        return Judgement(Judged.UNEXPLAINED, f"no verdict is known: {ended.said}")
    right = verdict.right
    if ended.status == "passed":
        if right == "passes":
            return Judgement(Judged.PASSED, "")
        return Judgement(Judged.FALSE_PASS, f"right is `{right}`: {verdict.cause}")
    nothing = ended.status == "skipped"
    if not verdict.cause or ended.line != verdict.line or nothing != (right == "nothing"):
        return Judgement(Judged.UNEXPLAINED, ended.said)
    return Judgement(_NOT_PASSED[right], verdict.cause)


def lines(
    judgements: Mapping[str, Judgement],
    wanted: Iterable[str],
    provisions: Mapping[str, Provision],
) -> Iterator[str]:
    """The sums, then what was brought for those that passed, then the others with their causes.

    `wanted` are the guides that the index expects to pass.
    """
    counts = Counter(one.judged for one in judgements.values())
    yield f"{len(judgements)} guides run: " + ", ".join(f"{name} {counts[name]}" for name in Judged)
    expected = [path for path in wanted if path in judgements]
    passed = [path for path in expected if judgements[path].judged is Judged.PASSED]
    brought = sum(path in provisions for path in passed)
    yield (
        f'of {len(expected)} that the index calls "clean": {len(passed)} passed, '
        f"{brought} of them with provisions"
    )
    for path, one in judgements.items():
        if one.judged is Judged.PASSED and path in provisions:
            yield f"  passed with provisions: {path}: {provisions[path].why}"
    for name in Judged:
        for path, one in judgements.items():
            if one.judged is name and name is not Judged.PASSED:
                yield f"  {name}: {path}: {one.cause}"


def lay_out(
    guide: Path,
    verdict: Verdict | None,
    commit: str,
    repository: Path,
    into: Path,
    provision: Provision | None = None,
) -> str:
    """Put a guide into the folder `into` as its reader has it; returns its name there.

    The files that it takes for granted become the workspace: the folder that the verdict names
    and those of the provision, from `repository` (a git directory) at `commit`.
    """
    into.mkdir(parents=True)
    (into / "milepost.toml").touch()
    shutil.copyfile(guide, into / guide.name)
    if verdict is not None and verdict.files is not None:
        corpus_provisions.export(repository, commit, verdict.files, into / "workspace")
    if provision is not None:
        corpus_provisions.lay_out(provision, repository, commit, into / "workspace")
    return guide.name
