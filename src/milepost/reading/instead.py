"""Whether a command that a solution advises is meant in the place of one that went wrong."""

from __future__ import annotations

import shlex

from milepost.text import lazy_re as re

_BEFORE = re.compile(r"^(?:sudo(?:\s+-\w+)*\s+|env\s+|[A-Za-z_]\w*=\S*\s+)+")
"""What may be put before a command without making another of it."""
_VERSION = re.compile(r"[\d.]+\Z")
_PARTS = re.compile(r"\|\||&&|[;|&]")


def says_more(advised: str, command: str) -> bool:
    """Whether it is the same command with something added: every word is there, in its order.

    `npm install --force` for `npm install`; a command that is joined to others is none.
    """
    if _PARTS.search(advised) or _PARTS.search(command):
        return False
    new, old = _words(advised), _words(command)
    if not old or new[:1] != old[:1] or _is_same(advised, command):
        return False
    left = iter(new)
    return all(word in left for word in old)


def calls_the_same(advised: str, command: str) -> bool:
    """Whether it is the same call with other arguments: `greet.sh Grace` for `greet.sh Ada`.

    What comes first after the program is the script or the subcommand, and has to be the same, as
    are the options.
    """
    if says_more(advised, command):
        return True
    new, old = _words(advised), _words(command)
    alike = len(new) == len(old) and new[:2] == old[:2] and _options(new) == _options(old)
    return len(old) > 2 and alike and not _is_same(advised, command)


def _options(words: list[str]) -> list[str]:
    return [word for word in words if word.startswith("-")]


def _is_same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _words(command: str) -> list[str]:
    """Its words; the program without what stands before it and without its version."""
    text = _BEFORE.sub("", command.strip())
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    return [_VERSION.sub("", words[0]) or words[0], *words[1:]] if words else []
