"""Tools that the commands of Testing need and that are not there: the tests have not failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from milepost.reading.prerequisites.tools import tool_named
from milepost.result.model import Status
from milepost.run.programs import RUNS_MODULE, names_in
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.result.model import BlockResult, CommandResult, TestingResult

    _Result = TypeVar("_Result", "TestingResult", "BlockResult", "CommandResult")

_NOT_FOUND = re.compile(
    r"(?:^|[\s:])(?P<name>[A-Za-z_][\w.+-]*): (?:command )?not found$", re.MULTILINE
)
_NO_MODULE = re.compile(r"^\S*python\S*: No module named '?(?P<name>\w+)'?$", re.MULTILINE)


def blocked_by_tools(result: TestingResult) -> TestingResult:
    """A result that is blocked, with how to get what is missing, where a command's tool is."""
    for block in result.blocks:
        for command in block.commands:
            lack = _lack(command) if command.status is Status.FAILED else None
            if lack is not None:
                commands = tuple(_blocked(c, lack) if c is command else c for c in block.commands)
                mended = _blocked(replace(block, commands=commands), lack)
                blocks = tuple(mended if one is block else one for one in result.blocks)
                return _blocked(replace(result, blocks=blocks), lack)
    return result


def _blocked(result: _Result, lack: str) -> _Result:
    return replace(result, status=Status.BLOCKED, reason=lack)


def _lack(command: CommandResult) -> str | None:
    """What a command begins with, or runs by Python, and is not there; how to get it."""
    for found in _NO_MODULE.finditer(command.output):
        runs = RUNS_MODULE.search(command.text)
        if runs is not None and runs[1] == found["name"]:
            python = command.text[runs.start() :].split()[0]
            name = found["name"]
            return f"`{name}` is not installed for `{python}`: {python} -m pip install {name}"
    missing = {found["name"] for found in _NOT_FOUND.finditer(command.output)}
    for name in names_in(command.text) if missing else ():
        if name in missing:
            tool = tool_named(name)
            get = tool.get if tool is not None else ""
            return f"`{name}` is not found: {get or f'install {name} and see that it is on PATH'}"
    return None
