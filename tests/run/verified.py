"""Short guides, verified in a folder."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import TYPE_CHECKING

from milepost.app.project import default_template
from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.plan.build import plan_milestone
from milepost.process.host import Host
from milepost.reading.read import read
from milepost.result.observer import Silent
from milepost.run import tested_copy
from milepost.run.opened_session import OpenedSession
from milepost.run.settings import RunSettings
from milepost.run.verify import verify_milestone
from milepost.text.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.plan.model import MilestonePlan
    from milepost.result.model import MilestoneResult


def plan_of(steps: str) -> MilestonePlan:
    contract = derive(parse(Source.of_text(default_template().decode(), "template.md")))
    text = f"# 1: It\n\n## Implementation Steps\n\n{steps}"
    milestone = build(contract, parse(Source.of_text(text, "01.md")))
    return plan_milestone(milestone, read(milestone))


def verify(steps: str, workspace: Path) -> MilestoneResult:
    copies = workspace.parent / "copies"
    copies.mkdir(exist_ok=True)
    settings, observer = RunSettings(timeout=20), Silent()
    with (
        OpenedSession(lambda: Host(workspace), settings, observer, "01.md") as here,
        OpenedSession(lambda: Host(copies), settings, observer, "01.md") as copy,
    ):
        plan = plan_of(steps)
        with tested_copy.TestedCopy(plan, os.fspath(workspace), copy) as tested:
            return verify_milestone(plan, here.session(), tested)


def step(number: int, code: str, outcome: str) -> str:
    return (
        f"### Step {number}: Do {number}\n\n```bash\n{code}\n```\n\n"
        f"**Expected Outcome**: {outcome}\n\n"
    )


def recorded(file: Path) -> str:
    """Hash and size of a file, as the RECORD of a package of Python has them."""
    data = file.read_bytes()
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"sha256={digest},{len(data)}"


def program(folder: Path, name: str, code: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{code}")
    (folder / name).chmod(0o755)
