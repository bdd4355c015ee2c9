"""Carrying out a guide that a test writes, on this machine or in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.app.run import RunRequest, run
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import MilestoneResult, RunResult


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, parents made."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def bash(code: str, language: str = "bash") -> str:
    """A block of commands."""
    return f"```{language}\n{code}\n```\n"


def steps(*bodies: str, after: str = "") -> str:
    """A guide of the form with one step for each body."""
    parts = ["# 1: Test\n\n## Implementation Steps\n"]
    for number, body in enumerate(bodies, 1):
        parts.append(f"### Step {number}: Name {number}\n\n{body}\n")
    return "\n".join(parts) + after


def milestone(number: int, code: str = "true", *needs: int, outcome: str = "") -> dict[str, str]:
    """A guide with one step, under its name: `01-m.md` for the first."""
    links = "".join(f"- [{need}](0{need}-m.md)\n" for need in needs)
    prerequisites = f"## Prerequisites\n\n{links}\n" if needs else ""
    text = (
        f"# {number}: M{number}\n\n{prerequisites}## Implementation Steps\n\n### Step 1: Go\n\n"
        f"```bash\n{code}\n```\n\n{outcome}\n"
    )
    return {f"milestones/0{number}-m.md": text}


def carry_out(
    folder: Path,
    text: str,
    *,
    sandbox: bool = False,
    keep_going: bool = False,
    try_solutions: bool = False,
    values: dict[str, str] | None = None,
) -> MilestoneResult:
    """The result of one guide."""
    write(folder, {"milestones/01-test.md": text})
    result = carry_out_roadmap(
        folder, sandbox=sandbox, keep_going=keep_going, try_solutions=try_solutions, values=values
    )
    (milestone,) = result.milestones
    return milestone


def carry_out_roadmap(
    folder: Path,
    *paths: str,
    sandbox: bool = False,
    keep_going: bool = False,
    try_solutions: bool = False,
    values: dict[str, str] | None = None,
    first: str | None = None,
    last: str | None = None,
) -> RunResult:
    """The result of the guides in a folder."""
    request = RunRequest(
        paths=paths,
        folder=folder,
        sandbox=sandbox,
        network="off",
        keep_going=keep_going,
        try_solutions=try_solutions,
        values=values or {},
        first=first,
        last=last,
    )
    return run(request, Silent())
