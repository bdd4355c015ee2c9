"""A folder drawn as a tree: the files in it."""

from __future__ import annotations

from milepost.text import lazy_re as re

_BRANCH = re.compile(r"^(?P<indent>[│|\s\u00a0]*)[├└|`+]──+ ?(?P<name>[^─┬┼┴┤┘].*)$")
_REMARK = re.compile(r"\s+(?:#|//|<-|←|—|–|\().*$")
_NAME = re.compile(r"^[\w.@+-][\w.@+/-]*$")
_WIDTH = 4
"""Columns of a level, as `tree` draws it."""


def is_tree(text: str) -> bool:
    """Whether a text draws a folder with its files."""
    return sum(1 for line in text.split("\n") if _BRANCH.match(line)) > 1


def files_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """(the root's name, paths of its files and empty folders); None where it is not plain."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n") if line.strip()]
    if _BRANCH.match(lines[0]):
        return None
    root = _REMARK.sub("", lines[0]).strip()
    entries: list[tuple[int, str]] = []
    for line in lines[1:]:
        branch = _BRANCH.match(line)
        if branch is None:
            if re.match(r"^\s*[│|\s]*$", line) or re.match(
                r"^\d+ director(?:y|ies), \d+ files?$", line
            ):
                continue
            return None
        name = _REMARK.sub("", branch["name"]).strip()
        if not _NAME.match(name):
            return None
        entries.append((len(branch["indent"]) // _WIDTH, name))
    return root, tuple(_leaves(entries))


def _leaves(entries: list[tuple[int, str]]) -> list[str]:
    found: list[str] = []
    above: list[str] = []
    for index, (depth, name) in enumerate(entries):
        above[depth:] = [name.rstrip("/")]
        deeper = index + 1 < len(entries) and entries[index + 1][0] > depth
        if not deeper:
            found.append("/".join(above) + ("/" if name.endswith("/") else ""))
    return found
