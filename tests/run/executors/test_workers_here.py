"""Workers of a run that was killed end before what they made is removed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.programs import await_that

from milepost.files.run_folder import run_folder
from milepost.run.executors.workers_here import _MARK, _end_workers, workers_here

NOBODY = 2**22 + 1
"""No process has that number: it is above what Linux gives out."""


def test_what_would_make_a_folder_again_ends_before_the_folder_is_removed(tmp_path: Path) -> None:
    left = tmp_path / f"milepost-workers-{NOBODY}-{'0' * 16}"
    with (
        subprocess.Popen(
            ["bash", "-c", f"while :; do mkdir -p {left}; done"],
            env={**os.environ, _MARK: left.name},
            start_new_session=True,
        ) as worker,
        run_folder(tmp_path, "milepost-workers-", end=_end_workers) as make,
    ):
        await_that(left.exists, "the folder is made")
        make()
        assert worker.wait(10) == -9
        assert not left.exists()


@pytest.mark.slow
def test_workers_can_be_known_by_their_folder() -> None:
    with workers_here(1) as cluster:
        (worker,) = cluster.workers.values()
        variables = Path(f"/proc/{worker.pid}/environ").read_bytes().split(b"\0")
    (name,) = [one for one in variables if one.startswith(_MARK.encode() + b"=")]
    assert name.decode().startswith(f"{_MARK}=milepost-workers-{os.getpid()}-")
