"""Checks of files and folders, asked of a shell where the guide runs: its links are its own."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from milepost.probes import values
from milepost.probes.base import Verdict
from milepost.probes.output import holds

if TYPE_CHECKING:
    from milepost.milestone.check import (
        DirectoryIs,
        FileContains,
        FileMatches,
        JsonValue,
        PathCount,
        PathExists,
    )
    from milepost.probes.base import View

READ_LIMIT = 4 * 1024 * 1024
"""Bytes of a file that are looked at."""

_NO_FOLDER = 3
_TESTS = {"any": "-e", "file": "-f", "folder": "-d"}


def path_exists(check: PathExists, view: View) -> Verdict:
    """A path is there, and of the kind that the guide says."""
    word = word_of(check.path)
    answer = view.ask(
        f'for p in {word}; do [ {_TESTS[check.kind]} "$p" ] && exit 0; done; '
        f'for p in {word}; do [ -e "$p" ] && {{ echo other; exit 1; }}; done; '
        f"set -- {word_of(posixpath.dirname(check.path) or '.')}; "
        f'[ -d "$1" ] || exit {_NO_FOLDER}; ls -1A -- "$1" 2>&1 | head -n 20; exit 1'
    )
    if answer.status == 0:
        return Verdict(True, f"{check.path} is there")
    if answer.output.strip() == "other":
        return Verdict(False, f"{check.path} is there, but it is no {check.kind}")
    if answer.status == _NO_FOLDER:
        return Verdict(False, f"{check.path} is not there, nor is its folder")
    beside = " ".join(answer.output.split())
    return Verdict(False, f"{check.path} is not there; beside it: {beside or 'nothing'}")


def file_contains(check: FileContains, view: View) -> Verdict:
    """A text stands in a file."""
    text = read(view, check.path)
    if text is None:
        return Verdict(False, _unread(view, check.path))
    found = holds(_fold(text), _fold(check.text), broadly=check.negated)
    return Verdict(found, _excerpt(text, check.text))


def file_matches(check: FileMatches, view: View) -> Verdict:
    """A file's whole text, or as many of its first or last lines as are expected."""
    text = read(view, check.path)
    if text is None:
        return Verdict(False, _unread(view, check.path), expected=check.expected)
    seen, wanted = _lines(text), _lines(check.expected)
    if check.where == "start":
        seen = seen[: len(wanted)]
    elif check.where == "end":
        seen = seen[-len(wanted) :]
    return Verdict(seen == wanted, text.rstrip("\n"), expected=check.expected.rstrip("\n"))


def _unread(view: View, path: str) -> str:
    """Why a file cannot be read."""
    word = word_of(path)
    answer = view.ask(f"[ -d {word} ] && echo folder || {{ [ -e {word} ] && echo there; }}")
    told = {"folder": "is a folder", "there": "cannot be read"}
    return f"{path} {told.get(answer.output.strip(), 'is not there')}"


def json_value(check: JsonValue, view: View) -> Verdict:
    """A value in a JSON, YAML or TOML file."""
    text = read(view, check.path)
    if text is None:
        return Verdict(False, _unread(view, check.path))
    try:
        value = values.at(values.load(check.path, text), check.pointer)
    except values.UnknownForm as error:
        return Verdict(None, f"{check.path}: {error}")
    except ValueError:
        return Verdict(False, f"{check.path} is not {values.format_of(check.path)}")
    except LookupError:
        return Verdict(False, f"{check.path} has no `{check.pointer}`")
    seen = values.text_of(value)
    return Verdict(check.value is None or seen == check.value, seen)


def path_count(check: PathCount, view: View) -> Verdict:
    """How many files or folders lie right in a folder, hidden ones left out."""
    test = {"file": "-f", "folder": "-d", "item": "-e"}[check.kind]
    answer = view.ask(
        f'd={word_of(check.path.rstrip("/") or "/")}; [ -d "$d" ] || exit 1; '
        f'for p in "$d"/*{shlex.quote(check.suffix) if check.suffix else ""}; do '
        f'[ {test} "$p" ] && echo "${{p##*/}}"; done; true'
    )
    if answer.status != 0:
        return Verdict(False, f"the folder {check.path} is not there")
    names = answer.output.split("\n")[:-1]
    return Verdict(len(names) == check.count, f"{len(names)}: {' '.join(names[:20])}")


def directory_is(check: DirectoryIs, view: View) -> Verdict:
    """The terminal's directory, by its whole path or its last parts."""
    seen = view.ask("pwd -P").output.strip()
    wanted = check.path.rstrip("/")
    if wanted.startswith("~"):
        wanted = view.ask(f"cd {word_of(wanted)} && pwd -P").output.strip() or wanted
    return Verdict(seen == wanted or f"{seen}/".endswith(f"/{wanted.lstrip('./')}/"), seen)


def read(view: View, path: str) -> str | None:
    """A file's text (at most 4 MiB), or None."""
    answer = view.ask(f"[ -f {word_of(path)} ] && head -c {READ_LIMIT} -- {word_of(path)}")
    return answer.output if answer.status == 0 else None


def word_of(path: str) -> str:
    """A path as one shell word: `~` and `*` keep their meaning, all else is literal."""
    home = ""
    if path == "~" or path.startswith("~/"):
        home, path = "~/", path[2:]
    quoted = "*".join(shlex.quote(part) if part else "" for part in path.split("*"))
    return home + quoted if path else "~"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").strip("\n").split("\n")]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _excerpt(text: str, wanted: str) -> str:
    for line in text.splitlines():
        if _fold(wanted) in _fold(line):
            return line.strip()
    lines = text.strip("\n").split("\n")
    return "\n".join(lines[:20]) + ("\n…" if len(lines) > 20 else "")
