"""Within `unshare -r` no room can be had; `run` and `doctor` say why and what to do."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide, write
from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.room


@pytest.mark.parametrize(
    "args", [("run", "--no-cache", "a.md"), ("shell", "a.md", "-c", "true"), ("doctor",)]
)
def test_the_cause_and_the_remedy_are_named(tmp_path: Path, args: tuple[str, ...]) -> None:
    write(tmp_path, {"a.md": guide(fence("true"))})
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", *COMMAND, *args],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = " ".join((done.stdout + done.stderr).split())
    assert "root is the only account of the user namespace" in said
    assert "run it outside of that namespace" in said
    assert "--no-sandbox" in said
    assert "mount:" not in said
    assert done.returncode == 2, said
