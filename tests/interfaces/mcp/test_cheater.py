"""An agent that claims to be done, over both transports at once: each way is refused, or shows."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError
from tests.interfaces.cheats import CHEATS, WHO, Cheat, Cheater, lay_out_anew, state
from tests.interfaces.mcp.clients import over_standard_streams, said, served_over_http

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from anyio.from_thread import BlockingPortal


TRIED = [cheat for cheat in CHEATS if cheat.agents]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that the servers serve."""
    base = tmp_path_factory.mktemp("mcp")
    (base / "sums").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_USER", WHO)
        patch.setenv("MILEPOST_STATE_DIR", str(base / "state"))
        patch.setenv("PATH", f"{base / 'sums' / 'tools'}:{os.environ['PATH']}")
        patch.chdir(base / "sums")
        yield base / "sums"


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Callable[..., tuple[str, ...]]]:
    """Asks a tool over both transports at the same time."""

    async def together(clients: list[Client], tool: str, arguments: dict[str, Any]) -> list[str]:
        async def one(client: Client) -> str:
            try:
                return await said(client, tool, **arguments)
            except MCPError as error:
                return f"error: {error}"

        return await asyncio.gather(*map(one, clients))

    with ExitStack() as stack:
        portal: BlockingPortal = stack.enter_context(start_blocking_portal())
        address, _ = stack.enter_context(served_over_http(folder, "--yes"))
        clients = [
            stack.enter_context(portal.wrap_async_context_manager(client))
            for client in (over_standard_streams(folder, "--yes"), Client(address))
        ]

        def both(tool: str, **arguments: Any) -> tuple[str, ...]:
            return tuple(portal.call(together, clients, tool, arguments))

        yield both


@pytest.fixture
def cheater(folder: Path) -> Cheater:
    """Somebody of whom nothing is remembered: the folder is the same for all of them."""
    shutil.rmtree(os.environ["MILEPOST_STATE_DIR"], ignore_errors=True)
    lay_out_anew(folder)
    return Cheater(folder)


@pytest.mark.slow
@pytest.mark.parametrize("cheat", TRIED, ids=[cheat.do.__name__ for cheat in TRIED])
def test_an_agent_that_cheats_is_told_so(
    cheater: Cheater,
    cheat: Cheat,
    ask: Callable[..., tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    cheat.do(cheater)
    for answer in ask("verify", milestone="1"):
        assert cheat.says in answer
        assert not answer.startswith("done")
        assert "\nNext: " in answer
    assert state(capsys) == cheat.state
    for answer in ask("next"):
        assert "1 of 2" not in answer


FORGED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("verify", {"milestone": "1", "yes": True}, "has no argument `yes`"),
    ("verify", {"milestone": "1", "state": "done"}, "has no argument `state`"),
    ("verify", {"milestone": "1", "who": "ada"}, "has no argument `who`"),
    ("verify", {"milestone": "1", "folder": "/tmp"}, "has no argument `folder`"),
    ("verify", {"milestone": "../../solved/01.md"}, "there is no milestone"),
    ("verify", {"milestone": "--yes"}, "there is no milestone"),
    ("verify", {"milestone": "x" * 100_000}, "there is no milestone"),
    ("verify", {"milestone": "1\0"}, "there is no milestone"),
    ("verify", {"milestone": ["1"]}, "call verify(milestone)"),
    ("verify", {}, "call verify(milestone)"),
    ("run", {"milestone": "1", "network": "lan"}, "call run(milestone, network?)"),
    ("run_status", {"run": "run-1", "result": "passed"}, "has no argument `result`"),
    ("read", {"milestone": "1", "step": -1}, "Its steps are 1, 2."),
    ("sign", {"milestone": "1", "item": 2}, "sign"),
    ("override", {"milestone": "1", "reason": "trust me"}, "override"),
    ("done", {"milestone": "1"}, "done"),
    ("import", {"path": "e.jsonl"}, "import"),
)


@pytest.mark.parametrize(("tool", "arguments", "words"), FORGED)
def test_forged_arguments_and_tools_are_refused(
    cheater: Cheater,
    ask: Callable[..., tuple[str, ...]],
    tool: str,
    arguments: dict[str, Any],
    words: str,
) -> None:
    assert not (cheater.folder / ".milepost").exists()
    for answer in ask(tool, **arguments):
        assert answer.startswith("error: ")
        assert words in answer
        assert len(answer) < 1500
    for answer in ask("next"):
        assert "(ready)" in answer


def test_an_agent_that_does_the_work_waits_for_a_person(
    cheater: Cheater, ask: Callable[..., tuple[str, ...]]
) -> None:
    cheater.earn_it()
    for answer in ask("verify", milestone=1):
        assert answer.startswith("done")
    for answer in ask("next"):
        assert "Work on 2: Go on (ready)" in answer
