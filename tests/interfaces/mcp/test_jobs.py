"""What takes long: it is polled by its id, can be stopped, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mcp import Client
from tests.interfaces.cli.progress_roadmap import git
from tests.interfaces.mcp.clients import over_standard_streams, said, served_over_http
from tests.programs import await_that

from milepost.interfaces.mcp import jobs as server_jobs
from milepost.interfaces.mcp import server
from milepost.interfaces.mcp.jobs import Jobs
from milepost.interfaces.mcp.server import build_server
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

GUIDE = """# 1: Wait

## Overview

It waits for what comes through a pipe.

## Implementation Steps

### Step 1: Make It

```bash
touch made.txt
```

**Expected Outcome**: `made.txt` exists.

## Testing

```bash
echo $$ > {folder}/pid; mv {folder}/pid {folder}/waiting; cat {folder}/pipe
```
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap whose tests wait for a pipe."""
    found = tmp_path / "slow"
    (found / "milestones").mkdir(parents=True)
    (found / "milestones" / "01.md").write_text(GUIDE.format(folder=tmp_path))
    (found / "made.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    git(found, "init", "-q")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MILEPOST_USER", "agent")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(found)
    return found


async def until_it_waits(folder: Path) -> int:
    """The process id of the test that waits."""
    path = folder.parent / "waiting"
    await asyncio.to_thread(await_that, path.exists, "the test waits")
    return int(path.read_text())


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def nothing_is_left(folder: Path, pid: int) -> None:
    await_that(lambda: is_gone(pid), "the test ended")
    await_that(lambda: not list(folder.parent.glob("milepost-*.*")), "its folders are gone")
    assert not (folder / ".milepost" / "progress.db").exists()


def asked(folder: Path, questions: Callable[[Client], Awaitable[None]]) -> None:
    async def talk() -> None:
        with Jobs(folder) as jobs:
            async with Client(build_server(folder, jobs, yes=True)) as client:
                await questions(client)

    asyncio.run(talk())


def test_a_long_verification_is_polled_by_its_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.0)

    async def questions(client: Client) -> None:
        assert "Next: run_status(run='verify-1')" in await said(client, "verify", milestone="1")
        await until_it_waits(folder)
        assert (await said(client, "run_status", run="verify-1")).startswith("verify-1 goes on")
        await asyncio.to_thread((folder.parent / "pipe").write_text, "enough\n")
        while "goes on" in (answer := await said(client, "run_status", run="verify-1")):
            await asyncio.sleep(0.02)
        # Its guide was never committed.
        assert answer.startswith("unapproved")

    asked(folder, questions)


def test_a_verification_that_is_stopped_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.0)

    async def questions(client: Client) -> None:
        await said(client, "verify", milestone="1")
        pid = await until_it_waits(folder)
        answer = await said(client, "run_status", run="verify-1", stop=True)
        assert "nothing was recorded" in answer
        nothing_is_left(folder, pid)

    asked(folder, questions)


def test_a_verification_whose_call_is_cancelled_leaves_nothing_behind(folder: Path) -> None:
    async def questions(client: Client) -> None:
        call = asyncio.create_task(said(client, "verify", milestone="1"))
        pid = await until_it_waits(folder)
        call.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await call
        await asyncio.to_thread(nothing_is_left, folder, pid)
        assert "(ready)" in await said(client, "next")

    asked(folder, questions)


def test_a_client_that_goes_leaves_nothing_behind_over_standard_streams(folder: Path) -> None:
    async def talk() -> int:
        async with over_standard_streams(folder, "--yes") as client:
            call = asyncio.create_task(said(client, "verify", milestone="1"))
            pid = await until_it_waits(folder)
            call.cancel()
            return pid

    nothing_is_left(folder, asyncio.run(talk()))


def test_a_client_that_goes_leaves_nothing_behind_over_http(folder: Path) -> None:
    async def talk(address: str) -> int:
        async with Client(address) as client:
            call = asyncio.create_task(said(client, "verify", milestone="1"))
            pid = await until_it_waits(folder)
            call.cancel()
            return pid

    with served_over_http(folder, "--yes") as (address, process):
        nothing_is_left(folder, asyncio.run(talk(address)))
        assert process.poll() is None


def test_a_server_that_is_ended_leaves_nothing_behind_over_http(folder: Path) -> None:
    async def talk(address: str) -> int:
        async with Client(address) as client:
            call = asyncio.create_task(said(client, "verify", milestone="1"))
            pid = await until_it_waits(folder)
            process.terminate()
            call.cancel()
            return pid

    with served_over_http(folder, "--yes") as (address, process):
        pid = 0
        with contextlib.suppress(Exception):
            pid = asyncio.run(talk(address))
        assert process.wait(timeout=20) is not None
    nothing_is_left(folder, pid or int((folder.parent / "waiting").read_text()))


def test_too_much_at_once_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.0)
    monkeypatch.setattr(server_jobs, "AT_ONCE", 1)

    async def questions(client: Client) -> None:
        await said(client, "verify", milestone="1")
        answer = await said(client, "verify", milestone="1")
        assert answer.startswith("error: 1 jobs go on already: verify-1")
        assert "run_status(run='verify-1')" in answer

    asked(folder, questions)


def test_what_ended_long_ago_is_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_jobs, "_KEPT", 0)
    with Jobs(folder) as jobs:
        first = jobs.start("verify", "nowhere.md")
        assert first.child.wait(30.0)
        assert "there is no milestone" in first.fault
        second = jobs.start("verify", "nowhere.md")
        with pytest.raises(MilepostError, match="no run `verify-1`") as told:
            jobs.find("verify-1")
        assert told.value.remedy
        assert jobs.find("verify-2") is second
