"""Interactive programs of which guides show transcripts, as data: one entry for each.

A further program is a further entry here; nothing else knows their names. What a transcript
shows (`prompt`, `more`) tells a reading which program it is; the rest is for typing into it.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANY = ("", "text", "txt", "plaintext", "plain", "none")
_VARIABLES = r"(?:\w+=\S+ )*"


class Repl(msgspec.Struct, frozen=True):
    """One interactive program."""

    name: str
    start: str
    """The command that starts it where the guide has none; empty where it must say one."""
    starts: str
    """Expression of whole commands that start it and leave it waiting for input."""
    languages: tuple[str, ...]
    """Languages of fences in which its prompts are looked for, besides those of terminals."""
    prompt: str
    """Expression of a line with a prompt; `text` is what is typed after it."""
    more: str
    """The same for the prompts of further lines."""
    waits: str
    """Expression of the end of its output when it first waits for input."""
    setup: tuple[str, ...]
    """Lines that give it the prompts `{first}` and `{more}`, which no output can be taken for."""
    leave: str
    """Expression of statements that end it."""
    errors: str
    """Expression of lines that tell of an error."""
    looks: str = ""
    """Expression of how what is typed begins, where its prompt alone could be something else and
    the guide has not started it."""
    only_known: tuple[str, ...] = ()
    """Languages in which alone its prompt is sure; others need the command that starts it."""
    waits_more: str = ""
    """Expression of its prompt for further lines, where that cannot be changed."""
    frames: str = ""
    """Expression of lines around an error that differ from run to run."""
    blank_ends: bool = False
    """A blank line ends a statement of several lines; within one it is left out."""
    sql: bool = False
    """It takes queries, and answers with tables."""
    headers: tuple[str, str] = ("", "")
    """Lines that switch the names of columns on and off, where they are not always shown."""
    environment: Mapping[str, str] = {}


REPLS: tuple[Repl, ...] = (
    Repl(
        name="python",
        start="python3",
        starts=rf"{_VARIABLES}(?:uv run |poetry run |pipenv run )?(?:python3?(?:\.\d+)?(?: -(?:[qBuEs]+|i(?: [\w./-]+\.py)?))*|(?:python3? )?(?:\./)?manage\.py shell|flask shell)",
        languages=("pycon", "python", "python3", "py", "python-repl", "doctest", *_ANY),
        prompt=r">>>(?: (?P<text>.*))?",
        more=r"\.\.\.(?: (?P<text>.*))?",
        waits=r">>> \Z",
        setup=('__import__("sys").ps1, __import__("sys").ps2 = "{first}", "{more}"',),
        leave=r"(?:exit|quit|sys\.exit|raise SystemExit)\b.*|\^D|[Cc]trl[-+][Dd]",
        errors=r"(?:Traceback \(most recent call last\):|(?:Syntax|Indentation|Tab)Error: )",
        frames=r"[ \t].*|\.\.\.|Traceback \((?:most recent call|innermost) last\):",
        blank_ends=True,
        environment={"PYTHON_BASIC_REPL": "1", "PYTHON_HISTORY": "/dev/null", "PYTHON_COLORS": "0"},
    ),
    Repl(
        name="node",
        start="node",
        starts=rf"{_VARIABLES}node(?: -i| --interactive)?",
        languages=("javascript", "js", "node", "node-repl", "jsconsole", *_ANY),
        only_known=("javascript", "js", "node", "node-repl", "jsconsole"),
        prompt=r">(?: (?P<text>.*))?",
        more=r"(?:\.{3,}|\|)(?: (?P<text>.*))?",
        waits=r"(?:^|\n)> \Z",
        waits_more=r"(?:\.{3,}|\|) ",
        setup=('require("repl").repl.setPrompt("{first}")',),
        leave=r"\.exit|process\.exit\(.*|\^D|[Cc]trl[-+][Dd]",
        errors=r"(?:Uncaught\b|Thrown:)",
        frames=r"    at .*",
        environment={"NODE_NO_READLINE": "1", "NODE_REPL_HISTORY": ""},
    ),
    Repl(
        name="sqlite3",
        start="",
        starts=rf"{_VARIABLES}sqlite3(?: -(?!version|help)\w+)*(?: (?!-)[\w./~:$-]+)?",
        languages=("sql", "sqlite", "sqlite3", *_ANY),
        prompt=r"sqlite>(?: (?P<text>.*))?",
        more=r" {2,3}\.\.\.>(?: (?P<text>.*))?",
        waits=r"sqlite> \Z",
        setup=('.prompt "{first}" "{more}"',),
        leave=r"\.(?:quit|exit|q)\b.*|\^D|[Cc]trl[-+][Dd]",
        errors=r"(?:(?:Parse|Runtime) error|Error)\b.*",
        sql=True,
        headers=(".headers on", ".headers off"),
        environment={"SQLITE_HISTORY": "/dev/null"},
    ),
    Repl(
        name="psql",
        start="",
        starts=rf"{_VARIABLES}psql(?: (?!-\w*[cfl]\b|--(?:command|file|list|version|help)\b|[<|>])[^\s;&|<>]+)*",
        languages=("sql", "psql", "postgres", "postgresql", "pgsql", "plpgsql", *_ANY),
        prompt=r"(?P<database>\w[\w-]*)=[*!]?[#>](?: (?P<text>.*))?",
        looks=r"\\|(?i:select|insert|update|delete|create|drop|alter|begin|commit|rollback|explain|analy[sz]e|with|show|set|copy|grant|revoke|truncate|table|values|vacuum)\b",
        more=r"\w[\w-]*[-('\"$*][*!]?[#>](?: (?P<text>.*))?",
        waits=r"=[*!]?[#>] \Z",
        setup=(r"\pset pager off", r"\set PROMPT2 '{more}'", r"\set PROMPT1 '{first}'"),
        leave=r"\\q\b.*|exit;?|quit;?|\^D|[Cc]trl[-+][Dd]",
        errors=r"(?:ERROR|FATAL|PANIC):  .*|\\\S+: (?:error|extra|invalid).*|invalid command .*|Did not find any .*",
        sql=True,
        environment={"PSQLRC": "/dev/null", "PSQL_HISTORY": "/dev/null", "PSQL_PAGER": "cat"},
    ),
)  # fmt: skip
"""In the order in which prompts are looked for."""

ENVIRONMENT: Mapping[str, str] = {"TERM": "dumb", "PAGER": "cat", "NO_COLOR": "1"}
"""What keeps the output of all of them free of noise."""

_BY_NAME = {repl.name: repl for repl in REPLS}


def repl_named(name: str) -> Repl:
    """The entry of a name."""
    return _BY_NAME[name]


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """An entry's expression for a whole line or command."""
    return re.compile_now(rf"(?:{pattern})\Z")


def started_by(command: str) -> Repl | None:
    """The program that a command starts and leaves waiting for input; None where it does not."""
    if not _any_start().match(command):
        return None
    return next((repl for repl in REPLS if expression(repl.starts).match(command)), None)


@cache
def _any_start() -> re.Pattern[str]:
    """One expression for the commands that start any of them."""
    return expression("|".join(repl.starts for repl in REPLS))


def leaves(repl: Repl, statement: str) -> bool:
    """Whether a statement ends its program."""
    return expression(repl.leave).match(statement.strip()) is not None


def error_in(repl: Repl, output: str) -> str | None:
    """The first line of an output that tells of an error, without its line ending."""
    wrong = _prefix(repl.errors)
    return next((line for line in output.split("\n") if wrong.match(line)), None)


def without_frames(repl: Repl, output: str) -> str:
    """An output that tells of an error without what differs from run to run, as doctest does it."""
    if not repl.frames or error_in(repl, output) is None:
        return output
    frame = expression(repl.frames)
    return "\n".join(line for line in output.split("\n") if not frame.match(line.rstrip()))


@cache
def _prefix(pattern: str) -> re.Pattern[str]:
    return re.compile_now(pattern)
