"""The programs that a guide's checks start, and whether they are what they say they are."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

import msgspec

from milepost.milestone.check import CommandPrints, CommandSucceeds
from milepost.reading.shell_words import simple_commands
from milepost.run import conda
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.plan.model import MilestonePlan
    from milepost.run.session import Session

_NAME = re.compile(r"[A-Za-z_][\w.+-]*")
_PREFIXES = frozenset(
    {"env", "time", "exec", "command", "nohup", "sudo", "!", "then", "do", "else"}
)
SYSTEM = ("/usr/", "/bin/", "/sbin/", "/opt/", "/nix/", "/snap/", "/gnu/", "/home/linuxbrew/")

RUNS_MODULE = re.compile(
    r"\bpython[\d.]*\s+(?:-\S+\s+)*?-m\s*(unittest|pytest|doctest|nose2|coverage|tox|nox|behave)\b"
)

_LOOK = """\
belongs() {{
  case $name in python*)
    magic=
    {{ LC_ALL=C IFS= read -rN 2 magic; }} 2>/dev/null <"$path"
    [ "$magic" != '#!' ]
    return ;;
  esac
  [ -x "/usr/bin/$name" ] || [ -x "/bin/$name" ] || return 0
  # What is looked at may have the name of what looks at it.
  (
    PATH=/usr/local/bin:/usr/bin:/bin:$PATH
    recorded || grep -qs "\"bin/$name\"" "$folder"/../conda-meta/*.json
  )
}}
recorded() {{
  line=$(grep -hsm 1 "bin/$name,sha256=" "$folder"/../lib/python*/site-packages/*.dist-info/RECORD)
  wanted=${{line#*,sha256=}} found=$(sha256sum <"$path")
  [ -n "$line" ] && [ "${{found%% *}}" = "$(printf '%s=' "${{wanted%%,*}}" | tr _- /+ |
    base64 -d 2>/dev/null | od -An -v -tx1 | tr -d ' \n')" ]
}}
before() {{
  case $name in python* | pip* | node | npm | npx) return ;; esac
  for twin in /usr/local/bin/$name /usr/bin/$name /bin/$name; do
    [ -x "$twin" ] || continue
    magic=
    LC_ALL=C IFS= read -rN 80 magic 2>/dev/null <"$twin"
    case $magic in '#!'*python* | '#!'*node*) ;; *) printf %s "$twin" ;; esac
    return
  done
}}
for bin in '' {bins}; do
for name in {names}; do
  path=$(PATH=$bin${{bin:+:}}$PATH; type -P -- "$name") || continue
  folder=$(cd -- "${{path%/*}}/" && pwd -P)
  path=$folder/${{path##*/}}
  kind=
  [ -f "$folder/../pyvenv.cfg" ] || [ -d "$folder/../conda-meta" ] && belongs && kind=environment
  case "$folder" in */node_modules/.bin) [ -L "$path" ] && kind=package ;; esac
  twin=
  [ -n "$kind" ] && twin=$(before)
  printf '%s\\t%s\\t%s\\t%s\\n' "$name" "$path" "$kind" "$twin"
done
done
"""
"""Name, path, kind of folder and the system's own for each program that is found on PATH, with and
without an environment. What an environment has in place of a program of the system must be of a
package, and as that package has it. A tool that is written for Python or Node is rightly there."""


_STAND_INS = """\
stand_ins() {{
  for name in {names} $2; do
    for path in "$1/$name".{{py,pyc,so,*.so}} "$1/$name"/__init__.{{py,pyc}}; do
      [ -e "$path" ] || continue
      case $name in
        unittest | doctest | *customize) ;;
        *) compgen -G "$1/$name-*.dist-info" >/dev/null && continue ;;
      esac
      printf '%s\\n' "$path"
    done
  done
}}
for folder in {folders}; do stand_ins "$folder" ''; done
IFS=: read -ra found <<<"$PYTHONPATH"
for folder in "${{found[@]}}"; do stand_ins "${{folder:-.}}" 'sitecustomize usercustomize'; done
"""


class Program(msgspec.Struct, frozen=True):
    """A program as the reader's PATH has it."""

    name: str
    path: str
    installed: bool
    """Whether it lies where programs are installed: not among the reader's own work, and not in
    a temporary folder."""
    instead_of: str = ""
    """The system's program of that name, where an environment's stands in front of it."""


def commands_of(plan: MilestonePlan) -> tuple[str, ...]:
    """Every command that verifying a milestone starts, as the guide has it, each once."""
    found: list[str] = []
    for step in plan.steps:
        for judge in step.judges:
            found += _commands(judge.outcome.checks)
    if plan.testing is not None:
        for perform in plan.testing.performs:
            if perform.block.executed:
                found += [command.text for command in perform.block.commands]
        for judge in plan.testing.judges:
            found += _commands(judge.outcome.checks)
    for item in plan.checklist:
        found += _commands(item.item.checks)
    return tuple(dict.fromkeys(found))


def look_up(
    commands: Iterable[str],
    session: Session,
    environments: Iterable[str] = (),
    conda_names: Iterable[str] = (),
) -> tuple[Program, ...]:
    """The programs that commands begin with, where the session's PATH has them.

    `environments` are folders of virtual environments, relative to the workspace, which the guide
    activates, and `conda_names` the names of those of conda.
    """
    names = sorted({name for code in commands for name in names_in(code)})
    if not names:
        return ()
    environments = [*environments, *_folders_of_conda(conda_names, session)]
    bins = [posixpath.join(session.place.workspace, path, "bin") for path in environments]
    answer = session.ask(_LOOK.format(names=shlex.join(names), bins=shlex.join(bins)))
    return tuple(
        Program(name, path, _is_installed(path, kind, session), _instead_of(path, twin, session))
        for line in dict.fromkeys(answer.output.splitlines())
        if line.count("\t") == 3
        for name, path, kind, twin in (line.split("\t"),)
    )


def look_for_stand_ins(commands: Iterable[str], folders: Iterable[str]) -> str:
    """Code that prints modules in folders that would be run instead of a test runner of Python.

    `python -m NAME` looks in the current folder first, then in those of PYTHONPATH, where modules
    may also lie that Python imports whatever it is to run. What was installed there is the runner.
    """
    names = sorted({name for code in commands for name in RUNS_MODULE.findall(code)})
    if not names:
        return ""
    return _STAND_INS.format(folders=shlex.join(folders), names=" ".join(names))


def _folders_of_conda(names: Iterable[str], session: Session) -> list[str]:
    find = "".join(f'{conda.find(name)}printf "%s\\n" "$found"\n' for name in names)
    return list(filter(None, session.ask(find).output.splitlines())) if find else []


def _commands(checks: Iterable[object]) -> Iterator[str]:
    for check in checks:
        if isinstance(check, (CommandSucceeds, CommandPrints)):
            yield check.command


def names_in(code: str) -> Iterator[str]:
    """First words that are names, not paths: what PATH decides about."""
    for command in simple_commands(code):
        try:
            words = shlex.split(command)
        except ValueError:
            words = command.split()
        while words and (words[0] in _PREFIXES or "=" in words[0]):
            words = words[1:]
        if words and _NAME.fullmatch(words[0]):
            yield words[0]


def _is_installed(path: str, kind: str, session: Session) -> bool:
    if path.startswith(SYSTEM):
        return True
    if _is_under(path, session.place.workspace):
        return kind != ""
    environment: Mapping[str, str] = session.place.environment
    temporary = ("/tmp", "/var/tmp", "/dev/shm", environment.get("TMPDIR") or "/tmp")
    return kind != "" or not any(_is_under(path, folder) for folder in temporary)


def _instead_of(path: str, twin: str, session: Session) -> str:
    return twin if _is_under(path, session.place.workspace) else ""


def _is_under(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")
