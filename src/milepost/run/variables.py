"""Values that a guide's own commands assign, as far as its text alone tells them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ACTIVATE = "bin/activate"
"""End of the path of a script that activates a virtual environment, and assigns nothing else."""
WORKSPACE = "\0"
"""What stands for the workspace's own path at the beginning of a value."""
_NAME = r"[A-Za-z_]\w*"
_ASSIGNMENT = re.compile(rf"({_NAME})(\+?)=(.*)", re.DOTALL)
_ANYWHERE = re.compile(rf"(?<![\w-])({_NAME})\+?=")
_REFERENCE = re.compile(rf"\$(?:({_NAME})|\{{({_NAME})\}})")
_HERE = re.compile(r"^(?:\$PWD|\$\{PWD\}|\$\(pwd\)|`pwd`)(?=/|$)")
_DECLARES = frozenset({"export", "declare", "typeset", "readonly", "local"})
_SETS_ITS_WORDS = frozenset({"unset", "read", "for", "select", "mapfile", "readarray", "getopts"})
_KEYWORDS = frozenset({"then", "do", "else", "elif", "if", "while", "until", "{", "(", "case"})
_OPENS = frozenset({"if", "for", "while", "until", "case", "select", "{"})
_CLOSES = frozenset({"fi", "done", "esac", "}"})
_ANY = frozenset({"eval", "source", "."})

Variables = dict[str, str | None]
"""Values by their names; None where a value is assigned that the text does not tell."""


def depth_after(words: list[str], depth: int) -> int:
    """How many conditions, loops and functions a command stands in, after it."""
    first = words[0] if words else ""
    if first in _CLOSES:
        return max(depth - 1, 0)
    return depth + (first in _OPENS or (len(words) > 1 and words[-1] == "{"))


def assigned(
    known: Mapping[str, str | None],
    command: str,
    words: list[str],
    folder: str | None,
    *,
    sure: bool,
) -> Variables:
    """What is known after a command, of these words, in a folder of the workspace, if it is known.

    `sure` is false where it may not be carried out: within a condition, a loop or a function.
    """
    after = dict(known)
    first = words[0] if words else ""
    rest = [w for w in words[1:] if not w.startswith("-")] if first in _DECLARES else words
    pairs = [match.groups() for word in rest if (match := _ASSIGNMENT.fullmatch(word))]
    if pairs and (first in _DECLARES or len(pairs) == len(words)):
        for name, adds, value in pairs:
            plain = sure and not adds and not ("'" in command and "$" in command)
            after[name] = expanded(value, after, folder) if plain else None
    elif first in _SETS_ITS_WORDS or (first == "printf" and "-v" in words):
        after.update(dict.fromkeys((w for w in words[1:] if w.isidentifier()), None))
    elif first in _KEYWORDS or first.endswith(")"):
        after.update(dict.fromkeys(_ANYWHERE.findall(command), None))
    elif first in _ANY and not words[-1].endswith(ACTIVATE):
        after.update(dict.fromkeys(after, None))
    return after


def expanded(text: str, known: Mapping[str, str | None], folder: str | None) -> str | None:
    """A word with the values of its variables; None where one of them is not known.

    What begins with the current folder begins with `WORKSPACE` and the folder.
    """
    if _HERE.match(text) is not None:
        if folder is None:
            return None
        text = _HERE.sub(lambda _: f"{WORKSPACE}/{folder}", text)
    values = [known.get(one[1] or one[2]) for one in _REFERENCE.finditer(text)]
    if any(value is None for value in values):
        return None
    found: Iterator[str] = iter([value for value in values if value is not None])
    return _REFERENCE.sub(lambda _: next(found), text)


def words_of(command: str) -> list[str]:
    """A command's words without their quotes."""
    try:
        return shlex.split(command)
    except ValueError:
        # Such as `cd "$(ls | head -n 1)"`, which was cut at its bar.
        return command.split()
