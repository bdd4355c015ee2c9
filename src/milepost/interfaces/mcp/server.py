"""The server: seven tools over the same use cases as the command line.

None of them marks anything done, signs or overrides; commands of a guide run outside a room only
if a person has trusted them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Literal, ParamSpec

import anyio
import anyio.to_thread
import msgspec
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

import milepost
from milepost.app.explain import explain as explain_guides
from milepost.app.hint import hint as ask_for_hint
from milepost.app.milestones import load_milestones
from milepost.app.outlines import load_roadmap
from milepost.app.project import load_project
from milepost.app.read import read_part, step_of
from milepost.app.status import next_up
from milepost.app.verify import VerifyResult
from milepost.interfaces.mcp.answers import (
    explain_answer,
    hint_answer,
    next_answer,
    read_answer,
    run_answer,
    verify_answer,
)
from milepost.interfaces.mcp.http import serve_http
from milepost.interfaces.mcp.jobs import Jobs
from milepost.interfaces.mcp.tool import StrictTool
from milepost.process.errors import CannotStart
from milepost.result.model import RunResult
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mcp.server.mcpserver import Context
    from mcp.types import CallToolResult, InputRequiredResult

    from milepost.interfaces.mcp.jobs import Job

P = ParamSpec("P")

PATIENCE = 20.0
"""Seconds that `verify` waits for an answer before it gives an id; clients often wait for 60."""
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
    """Serve until the client goes, or the process is ended; nothing goes on after that.

    Raises MilepostError for a port that cannot be had.
    """
    with Jobs(request.folder) as jobs:
        server = build_server(request.folder, jobs, yes=request.yes)
        if request.port is None:
            server.run("stdio")
        else:
            serve_http(server, request.port)


def build_server(folder: Path, jobs: Jobs, *, yes: bool = False) -> MCPServer:
    """A server of the roadmap of a folder."""
    tools = _Tools(folder, jobs, yes)
    return _Server(
        "milepost",
        version=milepost.__version__,
        instructions=INSTRUCTIONS,
        log_level="CRITICAL",
        tools=[
            StrictTool.from_function(_told(one), structured_output=False)
            for one in (
                tools.next,
                tools.read,
                tools.explain,
                tools.run,
                tools.run_status,
                tools.verify,
                tools.hint,
            )
        ],
    )


class _Server(MCPServer):
    """A server that says what there is, where a tool is not."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises ToolError, whose text says what to do."""
        names = [tool.name for tool in await self.list_tools()]
        if name not in names:
            raise ToolError(
                f"there is no tool `{name[:40]}`\nNext: call one of {', '.join(names)}."
            )
        return await super().call_tool(name, arguments, context)


@dataclass(frozen=True, slots=True)
class _Tools:
    """What an agent can ask; the first line of each docstring is what it is told of the tool."""

    folder: Path
    jobs: Jobs
    yes: bool

    def next(self) -> str:
        """What to work on now, and why the rest is locked."""
        return next_answer(next_up(self.folder))

    def read(
        self, milestone: str | int, section: str | None = None, step: int | None = None
    ) -> str:
        """A milestone's purpose and contents; with step or section, that part's Markdown alone."""
        named = str(milestone)
        return read_answer(read_part(self.folder, named, section, step), named, section, step)

    def explain(self, milestone: str | int, step: int | None = None) -> str:
        """How each block and sentence of a milestone or step is read as checks."""
        project = load_project(self.folder)
        guides = load_milestones(project, [self._path(milestone)])
        if step is not None:
            for guide in guides:
                step_of(guide.milestone, step)
        return explain_answer(explain_guides((g.milestone, g.reading) for g in guides), step)

    def run(self, milestone: str | int, network: Literal["on", "off"] = "on") -> str:
        """Rehearse a guide in a clean room (not your workspace). Returns an id at once."""
        job = self.jobs.start("run", self._path(milestone), ["--network", network])
        return f"{job.id} has begun.\nNext: run_status(run={job.id!r})."

    def run_status(self, run: str, stop: bool = False) -> str:
        """How a run or a long verification stands, by its id; stop=true ends it."""
        job = self.jobs.find(run)
        if stop:
            job.end()
        return status_answer(job)

    async def verify(self, milestone: str | int) -> str:
        """Check your workspace against a milestone, run its tests, keep the evidence."""
        path = await anyio.to_thread.run_sync(self._path, milestone)
        job = self.jobs.start("verify", path, ["--yes"] if self.yes else [])
        try:
            await anyio.to_thread.run_sync(job.child.wait, PATIENCE, abandon_on_cancel=True)
        except anyio.get_cancelled_exc_class():
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(job.end)
            raise
        try:
            return status_answer(job)
        except ToolError:
            # Nothing was verified, and nobody was told of an id.
            self.jobs.forget(job)
            raise

    def hint(self, milestone: str | int, grade: Literal[1, 2, 3] = 1) -> str:
        """Help with the last verification: 1 what is missing, 2 known issue, 3 the commands."""
        named = str(milestone)
        return hint_answer(ask_for_hint(self.folder, named, grade), named, grade)

    def _path(self, named: str | int) -> str:
        """The path of the guide that a number or a path stands for. Raises MilepostError."""
        return load_roadmap(load_project(self.folder)).find(str(named)).path


def status_answer(job: Job) -> str:
    """How a job stands. Raises ToolError if it could not be carried out."""
    if job.child.goes_on:
        return f"{job.id} goes on: {job.at}\nNext: run_status(run={job.id!r}) in a few seconds."
    if job.stopped:
        return f"{job.id} was ended; nothing was recorded.\nNext: next()."
    try:
        if job.kind == "run":
            return run_answer(msgspec.json.decode(job.child.output, type=RunResult), job.id)
        return verify_answer(msgspec.json.decode(job.child.output, type=VerifyResult))
    except msgspec.DecodeError:
        raise ToolError(job.fault) from None


def _told(function: Callable[P, Any]) -> Callable[P, Any]:
    """A tool's function whose errors say what to do next."""
    if iscoroutinefunction(function):

        @wraps(function)
        async def later(*args: P.args, **kwargs: P.kwargs) -> str:
            try:
                said: str = await function(*args, **kwargs)
            except (MilepostError, CannotStart, OSError) as error:
                raise _as_tool_error(error) from error
            return said

        return later

    @wraps(function)
    def now(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            said: str = function(*args, **kwargs)
        except (MilepostError, CannotStart, OSError) as error:
            raise _as_tool_error(error) from error
        return said

    return now


def _as_tool_error(error: MilepostError | CannotStart | OSError) -> ToolError:
    if isinstance(error, OSError):
        return ToolError(f"{error.strerror}: {error.filename}\nNext: mend that, then try again.")
    return ToolError(f"{error}\nNext: {error.remedy}")
