"""The server as a real client sees it, over both transports."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mcp import Client
from tests.interfaces.cli.process import COMMAND, environment, milepost
from tests.interfaces.cli.progress_roadmap import do_the_work, lay_out
from tests.interfaces.mcp.clients import over_standard_streams, said, served_over_http

from milepost.app.sign import SignRequest, sign
from milepost.interfaces.mcp.jobs import Jobs
from milepost.interfaces.mcp.server import build_server

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

EXAMPLES = Path(__file__).parents[3] / "examples"
INITIALIZE = (
    b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": '
    b'"2025-06-18", "capabilities": {}, "clientInfo": {"name": "one", "version": "1"}}}\n'
)
TOOLS = {"next", "read", "explain", "run", "run_status", "verify", "hint"}


@pytest.fixture(autouse=True)
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The roadmap, as the current folder."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "agent")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def ask(folder: Path, questions: Callable[[Client], Awaitable[None]], *, yes: bool = True) -> None:
    """Ask a server within this process."""

    async def talk() -> None:
        with Jobs(folder) as jobs:
            async with Client(build_server(folder, jobs, yes=yes)) as client:
                await questions(client)

    asyncio.run(talk())


async def tour(client: Client) -> None:
    """What holds over every transport."""
    assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
    answer = await said(client, "next")
    assert answer.startswith("A function that adds.")
    assert len(answer) < 1600
    assert "verify" in answer
    assert "Step 2: Ask the tool" in await said(client, "read", milestone="1", step=2)
    answer = await said(client, "verify", milestone="1")
    assert answer.startswith("failing")
    assert len(answer) < 4000
    assert "step=1" in answer


def test_a_client_talks_over_standard_input_and_output(roadmap: Path) -> None:
    async def talk() -> None:
        async with over_standard_streams(roadmap, "--yes") as client:
            await tour(client)

    asyncio.run(talk())


def test_a_client_talks_over_streamable_http(roadmap: Path) -> None:
    async def talk(address: str) -> None:
        async with Client(address) as client:
            await tour(client)

    with served_over_http(roadmap, "--yes") as (address, _):
        asyncio.run(talk(address))


def test_an_answer_is_never_more_than_was_asked_for(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        whole = await said(client, "read", milestone="1")
        assert "- step 1: Write it" in whole
        assert "wordy" not in whole
        section = await said(client, "read", milestone="1", section="Validation Checklist")
        assert section.startswith("## Validation Checklist")
        assert "Resources" not in section
        explained = await said(client, "explain", milestone="1", step=1)
        assert "`calc.py` contains `def add`" in explained
        assert "said.txt" not in explained
        assert "a person signs" in await said(client, "explain", milestone="1")

    ask(roadmap, questions)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("read", {"milestone": "9"}, "there is no milestone `9`"),
        ("read", {"milestone": "1", "step": 9}, "Its steps are 1, 2."),
        ("read", {"milestone": "1", "section": "Nope"}, "There are: Overview"),
        ("run_status", {"run": "run-7"}, "there is no run `run-7`"),
        ("hint", {"milestone": "x"}, "there is no milestone `x`"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    roadmap: Path, tool: str, arguments: dict[str, Any], words: str
) -> None:
    async def questions(client: Client) -> None:
        answer = await said(client, tool, **arguments)
        assert answer.startswith("error: ")
        assert words in answer

    ask(roadmap, questions)


def test_a_known_issue_that_matches_twice_is_told_once(roadmap: Path) -> None:
    guide = roadmap / "milestones" / "01.md"
    asks = "`python3 -c 'import calc'` exits 0."
    text = guide.read_text().replace("The file `calc.py` contains `def add`.", asks)
    guide.write_text(text.replace("said.txt is not there", "No module named 'calc'"))

    async def questions(client: Client) -> None:
        answer = await said(client, "verify", milestone="1")
        assert "step 1, line" in answer
        assert "tests (line" in answer
        assert answer.count("No module named 'calc' ->") == 1

    ask(roadmap, questions)


def test_an_agent_does_the_work_and_a_person_is_asked_to_sign(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        assert "hint(milestone='1')" in await said(client, "verify", milestone="1")
        assert "calc.py" in await said(client, "hint", milestone="1")
        assert "grade=3" in await said(client, "hint", milestone="1", grade=2)
        assert "def add" in await said(client, "hint", milestone="1", grade=3)
        do_the_work(roadmap)
        answer = await said(client, "verify", milestone="1")
        assert answer.startswith("in progress")
        assert "you cannot" in answer

    ask(roadmap, questions)


def test_commands_that_nobody_trusts_are_not_run_for_an_agent(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        assert "not trusted yet" in await said(client, "verify", milestone="1")

    ask(roadmap, questions, yes=False)


@pytest.mark.room
@pytest.mark.slow
def test_a_run_is_polled_by_its_id(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        begun = await said(client, "run", milestone="1", network="off")
        assert begun.startswith("run-1 has begun")
        deadline = time.monotonic() + 60
        while "goes on" in (answer := await said(client, "run_status", run="run-1")):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        assert answer.startswith("run-1: failed")
        assert "wordy" in answer

    ask(roadmap, questions)


@pytest.mark.slow
@pytest.mark.parametrize("example", ["word-count", "notes-api"])
def test_answers_on_real_roadmaps_stay_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    folder = tmp_path / example
    shutil.copytree(EXAMPLES / example, folder)
    monkeypatch.chdir(folder)

    async def questions(client: Client) -> None:
        for tool, named in (("next", False), ("verify", True), ("next", False), ("hint", True)):
            arguments = {"milestone": 1} if named else {}
            answer = await said(client, tool, **arguments)
            # Four characters are taken for a token: 400 for next, 1,000 for a failing verify.
            assert len(answer) < (4000 if tool == "verify" else 1600)
            assert "\nNext: " in answer
        assert (await said(client, "verify", milestone=1)).startswith("failing: step 1: ")

    ask(folder, questions)


ERRORS = [
    ("explain", {"milestone": 2, "step": 7}, "there is no step 7\nNext: Its steps are 1."),
    ("claim_done", {}, "there is no tool `claim_done`\nNext: call one of next, read, explain,"),
    (
        "hint",
        {"milestone": "1", "grade": 9},
        "`grade`: input should be 1, 2 or 3\nNext: call hint(",
    ),
    (
        "hint",
        {"milestone": "1", "grade": 0},
        "`grade`: input should be 1, 2 or 3\nNext: call hint(",
    ),
]


@pytest.mark.parametrize(("tool", "arguments", "words"), ERRORS)
def test_what_is_not_there_is_an_error_that_says_what_is(
    roadmap: Path, tool: str, arguments: dict[str, Any], words: str
) -> None:
    async def questions(client: Client) -> None:
        assert (await said(client, tool, **arguments)).startswith(f"error: {words}")

    ask(roadmap, questions)


def test_after_the_last_step_comes_the_verification(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        whole = await said(client, "read", milestone="2")
        assert whole.endswith("Next: read(milestone='2', step=1).")
        one = await said(client, "read", milestone="2", step=1)
        assert one.endswith("Next: do it, then verify(milestone='2').")
        first = await said(client, "read", milestone="1", step=1)
        assert first.endswith("Next: do it, then read(milestone='1', step=2).")
        (roadmap / "milestones" / "03.md").write_text("# 3: Nothing to do\n")
        empty = await said(client, "read", milestone="3")
        assert empty.endswith("Next: verify(milestone='3').")

    ask(roadmap, questions)


def test_the_tests_of_a_guide_are_no_step_of_it(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        lines = (await said(client, "explain", milestone="2")).splitlines()
        assert [line for line in lines if line.startswith(("step", "tests"))] == [
            "step 1: Write it (line 13)",
            "tests: Testing (line 21)",
        ]

    ask(roadmap, questions)


def test_a_hint_of_what_cannot_be_begun_or_is_done_speaks_to_an_agent(
    roadmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do_the_work(roadmap)

    async def questions(client: Client) -> None:
        answer = await said(client, "hint", milestone="2")
        assert "Needs 1: Add\nNext: Begin with what it needs: 1: Add; next() says" in answer
        answer = await said(client, "hint", milestone="1")
        assert answer.endswith(
            "Next: read(milestone='1'), do its steps, then verify(milestone='1')."
        )
        await said(client, "verify", milestone="1")
        assert "you cannot: A person signs" in await said(client, "hint", milestone="1")
        with monkeypatch.context() as person:
            person.chdir(roadmap)
            assert sign(SignRequest("1", 2), lambda _: None).state == "done"
        answer = await said(client, "hint", milestone="1")
        assert answer == "Nothing fails: It is done.\nNext: next()."

    ask(roadmap, questions)


def test_a_verification_that_nobody_trusts_uses_no_number_up(roadmap: Path) -> None:
    async def questions(client: Client) -> None:
        assert "not trusted yet" in await said(client, "verify", milestone="1")
        answer = await said(client, "run_status", run="verify-1")
        assert answer.startswith("error: there is no run `verify-1`\nNext: Begin one")

    ask(roadmap, questions, yes=False)


def test_a_port_that_is_taken_is_told_of(roadmap: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = milepost("mcp", "--port", str(port), cwd=roadmap)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"milepost: port {port} is taken by another program\n")


def test_a_server_that_is_told_to_end_has_nothing_to_say(roadmap: Path) -> None:
    server = subprocess.Popen(
        [*COMMAND, "mcp"],
        cwd=roadmap,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(INITIALIZE)
        server.stdin.flush()
        assert b'"serverInfo"' in server.stdout.readline()
        server.terminate()
        _, said = server.communicate(timeout=20)
    assert (server.returncode, said) == (130, b"")
