"""The server: seven tools over the same use cases as the command line.

None of them marks anything done, signs or overrides; commands of a guide run outside a room only
if a person has trusted them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import milepost
from milepost.app.explain import explain as explain_guides
from milepost.app.hint import hint as ask_for_hint
from milepost.app.milestones import load_milestones
from milepost.app.outlines import load_roadmap
from milepost.app.project import load_project
from milepost.app.read import read_part
from milepost.app.status import next_up
from milepost.app.verify import VerifyRequest
from milepost.app.verify import verify as verify_milestone
from milepost.interfaces.mcp.answers import (
    explain_answer,
    hint_answer,
    next_answer,
    run_answer,
    verify_answer,
)
from milepost.interfaces.mcp.runs import Runs
from milepost.process.errors import CannotStart
from milepost.result.observer import Silent
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P = ParamSpec("P")

INSTRUCTIONS = (
    "A roadmap of milestones. Call next, read the milestone step by step, do the work in the "
    "workspace, then verify. A milestone is done only when verify has seen its checks and tests "
    "hold; ticking boxes or editing guides changes nothing. Sign-offs are a person's."
)


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """What is served, and how."""

    folder: Path
    yes: bool = False
    """Whether the person who started the server trusts the guides' commands."""
    port: int | None = None
    """Port of the streamable HTTP transport on this machine; None for standard input and output."""


def serve(request: ServeRequest) -> None:
    """Serve until the client goes, or the process is ended."""
    server = build_server(request.folder, yes=request.yes)
    if request.port is None:
        server.run("stdio")
    else:
        server.run("streamable-http", host="127.0.0.1", port=request.port)


def build_server(folder: Path, *, yes: bool = False) -> MCPServer:
    """A server of the roadmap of a folder."""
    server = MCPServer(
        "milepost", version=milepost.__version__, instructions=INSTRUCTIONS, log_level="CRITICAL"
    )
    runs = Runs(folder)

    @_tool(server)
    def next() -> str:
        """What to work on now, and why the rest is locked."""
        return next_answer(next_up(folder))

    @_tool(server)
    def read(milestone: str, section: str | None = None, step: int | None = None) -> str:
        """A milestone's purpose and contents; with step or section, that part's Markdown alone."""
        return read_part(folder, milestone, section, step)

    @_tool(server)
    def explain(milestone: str, step: int | None = None) -> str:
        """How each block and sentence of a milestone or step is read as checks."""
        project = load_project(folder)
        path = load_roadmap(project).find(milestone).path
        guides = load_milestones(project, [path])
        return explain_answer(explain_guides((g.milestone, g.reading) for g in guides), step)

    @_tool(server)
    def run(milestone: str, network: Literal["on", "off"] = "on") -> str:
        """Rehearse a guide in a clean room (not your workspace). Returns an id at once."""
        path = load_roadmap(load_project(folder)).find(milestone).path
        number = runs.start(path, network)
        return f"{number} has begun.\nNext: run_status(run={number!r})."

    @_tool(server)
    def run_status(run: str) -> str:
        """How a run stands, by its id."""
        one = runs.find(run)
        if one.fault is not None:
            return f"{run} could not be carried out: {one.fault}"
        if one.result is None:
            return f"{run} goes on: {one.progress.at}\nNext: ask again in a few seconds."
        return run_answer(one.result, run)

    @_tool(server)
    def verify(milestone: str) -> str:
        """Check your workspace against a milestone, run its tests, keep the evidence."""
        request = VerifyRequest(milestone, folder=folder, yes=yes)
        return verify_answer(verify_milestone(request, Silent(), _not_a_person), milestone)

    @_tool(server)
    def hint(milestone: str, grade: int = 1) -> str:
        """Help with the last verification: 1 what is missing, 2 known issue, 3 the commands."""
        grade = min(max(grade, 1), 3)
        return hint_answer(ask_for_hint(folder, milestone, grade), milestone, grade)

    return server


def _not_a_person(commands: tuple[str, ...]) -> bool:  # noqa: ARG001 - the use case's signature
    """Trust is a person's to give."""
    return False


def _tool(server: MCPServer) -> Callable[[Callable[P, str]], Callable[P, str]]:
    """Register a tool whose errors are told with their remedy, and as what they are."""

    def register(function: Callable[P, str]) -> Callable[P, str]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> str:
            try:
                return function(*args, **kwargs)
            except (MilepostError, CannotStart) as error:
                raise ToolError(f"{error}\nNext: {error.remedy}") from error
            except OSError as error:
                raise ToolError(f"{error.strerror}: {error.filename}") from error

        return server.tool(structured_output=False)(guarded)

    return register
