"""Output as a person would have seen it: no colours, no progress that was overwritten, no CR."""

from __future__ import annotations

from milepost.text import lazy_re as re

_OSC = re.compile(r"\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)", re.DOTALL)
_CSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]|\x9b[0-?]*[ -/]*[@-~]")
_OVERWRITES = re.compile(r"[\x08\r]")


def normalise(text: str) -> str:
    """Lines joined by LF, escape sequences and overwritten text left out, ends of lines stripped.

    ECMA-48 control sequences, OSC and the like are removed; a carriage return begins the line
    anew, a backspace goes one character back, a vertical tab goes straight down, as on a terminal.
    """
    if "\x1b" in text or "\x9b" in text:
        text = _CSI.sub("", _OSC.sub("", text))
    if "\r" in text or "\x08" in text:
        lines = text.replace("\r\n", "\n").split("\n")
        text = "\n".join(_typed(line) if _OVERWRITES.search(line) else line for line in lines)
    if "\v" in text:
        text = "\n".join(_lowered(line) for line in text.split("\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _typed(line: str) -> str:
    """What a line looks like after its carriage returns and backspaces."""
    cells: list[str] = []
    at = 0
    for char in line:
        if char == "\r":
            at = 0
        elif char == "\x08":
            at = max(0, at - 1)
        else:
            cells[at : at + 1] = [char]
            at += 1
    return "".join(cells)


def _lowered(line: str) -> str:
    """A line whose vertical tabs begin further lines, each below where the last one ended."""
    parts = line.split("\v")
    for index in range(1, len(parts)):
        parts[index] = " " * len(parts[index - 1].expandtabs()) + parts[index]
    return "\n".join(parts)
