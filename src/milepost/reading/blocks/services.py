"""Commands that are known to serve, as data."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import Seen

SERVERS: tuple[tuple[str, int | None], ...] = (
    (r"python3? -m http\.server\b", 8000),
    (r"(?:python3? -m )?flask(?: --\S+(?: [^-\s]\S*)?)* run\b", 5000),
    (r"(?:(?:python3? -m|uv run|poetry run) )?uvicorn \S+", 8000),
    (r"(?:(?:python3? -m|uv run|poetry run) )?gunicorn \S+", 8000),
    (r"(?:uv run )?fastapi (?:dev|run)\b", 8000),
    (r"(?:(?:python3?|uv run) )?(?:\./)?manage\.py runserver\b", 8000),
    (r"(?:bundle exec |bin/)?rails (?:s|server)\b", 3000),
    (r"php -S \S+", None),
    (r"php artisan serve\b", 8000),
    (r"jekyll serve\b|bundle exec jekyll serve\b", 4000),
    (r"hugo serve(?:r)?\b", 1313),
    (r"mkdocs serve\b", 8000),
    (r"(?:npx )?(?:http-server|live-server)\b", 8080),
    (r"(?:npx )?json-server\b", 3000),
    (r"(?:npx )?(?:vite|next|nuxt|astro|webpack)(?: dev| serve| preview| start)\b", None),
    (r"(?:npx )?nodemon \S+", None),
    (r"(?:npm|pnpm|yarn|bun) (?:run )?(?:dev|serve|start:dev|develop)\b", None),
    (r"streamlit run\b", 8501),
    (r"jupyter (?:lab|notebook)\b", 8888),
    (r"redis-server$", 6379),
    (r"node --watch \S+", None),
)
"""Expressions of commands that serve until they are stopped, with the port that is their default."""

SCRIPTS: tuple[str, ...] = (
    r"(?:npm|pnpm|yarn|bun) (?:run )?start\b",
    r"node (?:\./)?(?P<file>[\w./-]+\.[cm]?js|\.)$",
    r"python3? (?:\./)?(?P<file>[\w./-]+\.py)$",
    r"go run (?P<file>\S+)$",
    r"deno run .*?(?P<file>[\w./-]+\.ts)$",
    r"npx (?:tsx|ts-node) (?P<file>[\w./-]+\.ts)$",
)
"""Commands that serve only if the program does; what the guide wrote into it decides."""

_RUN_SCRIPTS = ("npm", "pnpm", "yarn", "bun", "node", "python", "go ", "deno", "npx")
"""How these begin."""
_START = re.compile(r"^(?:npm|pnpm|yarn|bun) (?:run )?start\b")
_LISTENS = re.compile(
    r"\.listen\s*\(|createServer\s*\(|app\.run\s*\(|serve_forever|ListenAndServe|uvicorn\.run|"
    r"Deno\.serve|Bun\.serve|\bserve\s*\(|HTTPServer\s*\("
)
_PORT = re.compile(
    r"\.listen\s*\(\s*(?P<a>\d{2,5})|\b(?:PORT|port)\s*(?::\s*\w+\s*)?=\s*(?:[^;\n]*?(?:\|\||\?\?)\s*)?"
    r"(?P<b>\d{2,5})|\bport=(?P<c>\d{2,5})|ListenAndServe\(\"[^\":]*:(?P<d>\d{2,5})"
)
_PORT_FLAG = re.compile(r"(?:--port[= ]|-p[= ]?|:|\bPORT=|http\.server (?:-\S+ \S+ )*)(\d{2,5})\b")


@cache
def _known() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], int | None]]]:
    """One expression for all commands that serve, and one for each."""
    several = "|".join(pattern for pattern, _ in SERVERS)
    return re.compile_now(f"^(?:{several})"), [
        (re.compile_now(f"^(?:{p})"), port) for p, port in SERVERS
    ]


@cache
def _scripts() -> list[re.Pattern[str]]:
    return [re.compile_now(rf"^(?:{pattern})") for pattern in SCRIPTS]


class Service(msgspec.Struct, frozen=True):
    """A command that serves."""

    why: str
    ready: str | None
    """The port, where it is known."""


def service(code: str, seen: Seen, *, elsewhere: bool = False) -> Service | None:
    """Whether the last command of a block is known to serve.

    `elsewhere` tells that the guide gives it a terminal of its own: then a start script serves,
    whatever an earlier guide wrote into it.
    """
    stripped = code.rstrip()
    if stripped.endswith("&") and not stripped.endswith("&&"):
        return None
    commands = simple_commands(stripped)
    last = commands[-1] if commands else ""
    if not last or " --help" in last or " --version" in last:
        return None
    # A pipe or a redirection's end would make the last word misleading; the whole line has it.
    line = stripped.rsplit("\n", 1)[-1]
    any_of_them, each = _known()
    for pattern, port in each if any_of_them.match(last) else ():
        if pattern.match(last):
            flag = _PORT_FLAG.search(line)
            known = flag[1] if flag else port if port is not None else _port(seen)
            return Service(f"`{last}` serves", str(known) if known else None)
    if elsewhere and "package.json" not in seen.files and _START.match(last):
        return Service(f"`{last}` is given a terminal of its own", None)
    if last.startswith(_RUN_SCRIPTS):
        for pattern in _scripts():
            found = pattern.match(last)
            if found:
                return _script(last, found.groupdict().get("file"), line, seen)
    return None


def _script(command: str, file: str | None, line: str, seen: Seen) -> Service | None:
    if file is not None and file not in (".", "./"):
        content = seen.files.get(file.removeprefix("./"))
        texts = [content] if content is not None else []
    else:
        texts = list(seen.files.values())
    for text in texts:
        if _LISTENS.search(text):
            flag = _PORT_FLAG.search(line)
            port = flag[1] if flag else _port_in(text)
            return Service(f"`{command}` starts a program that listens", port)
    return None


def _port(seen: Seen) -> str | None:
    """The one port that the guide's programs name; None where there are several or none."""
    ports = {
        port for text in seen.files.values() if _LISTENS.search(text) if (port := _port_in(text))
    }
    return ports.pop() if len(ports) == 1 else None


def _port_in(text: str) -> str | None:
    ports = {next(g for g in m.groups() if g) for m in _PORT.finditer(text)}
    return ports.pop() if len(ports) == 1 else None
