"""A change of a file: instead of a text, after or before a line, or merged into its JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

from milepost.reading.merge import UnclearMergeError, merged_json


class Change(msgspec.Struct, frozen=True):
    """Where in a file a block's code goes."""

    anchor: str
    """What stands there, in the guide's words; one line or several. Empty for `merged`."""
    how: Literal["instead", "after", "before", "merged"]


class Changed(msgspec.Struct, frozen=True):
    """A file's text with the change, or why it cannot be made."""

    text: str
    fault: str | None = None


def changed(text: str, change: Change, code: str) -> Changed:
    """Make a change whose anchor stands in the text exactly once. Pure.

    An anchor that is one or more whole lines is found whatever their indentation; any other is
    found as it is written, and stands for its whole lines where code goes after or before it.
    """
    if change.how == "merged":
        return _merged(text, code)
    lines = text.split("\n")
    found = _whole_lines(lines, change.anchor)
    if not found:
        count = text.count(change.anchor)
        if count == 1 and change.how == "instead":
            return Changed(text.replace(change.anchor, code.strip("\n")))
        if count == 1 and "\n" not in change.anchor:
            at = text[: text.index(change.anchor)].count("\n")
            found = [(at, at + 1)]
        elif count != 1:
            return Changed(text, _fault(change.anchor, count))
    if len(found) != 1:
        return Changed(text, _fault(change.anchor, len(found)))
    low, high = found[0]
    new = _indented(code.strip("\n").split("\n"), lines, low, high, change)
    if change.how == "instead":
        return Changed("\n".join([*lines[:low], *new, *lines[high:]]))
    at = high if change.how == "after" else low
    return Changed("\n".join([*lines[:at], *new, *lines[at:]]))


def _merged(text: str, code: str) -> Changed:
    try:
        return Changed(merged_json(text, code))
    except UnclearMergeError as unclear:
        return Changed(text, str(unclear))


def _fault(anchor: str, count: int) -> str:
    shown = anchor.strip().split("\n")[0]
    times = "does not stand" if not count else f"stands {count} times"
    return f"`{shown}` {times} in it"


def _whole_lines(lines: list[str], anchor: str) -> list[tuple[int, int]]:
    """The runs of lines that are the anchor's but for their indentation."""
    wanted = [line.strip() for line in anchor.strip("\n").split("\n")]
    bare = [line.strip() for line in lines]
    size = len(wanted)
    return [(at, at + size) for at in range(len(bare) - size + 1) if bare[at : at + size] == wanted]


def _indented(code: list[str], lines: list[str], low: int, high: int, change: Change) -> list[str]:
    """The code as deep as what stands there, if the guide shows it without indentation."""
    if any(line[:1].isspace() for line in code[:1]):
        return code
    beside = lines[low]
    if change.how == "after" and lines[high - 1].rstrip().endswith(("{", ":", "(", "[")):
        beside = next((line for line in lines[high:] if line.strip()), "")
    indent = beside[: len(beside) - len(beside.lstrip())]
    return [indent + line if line.strip() else line for line in code]
