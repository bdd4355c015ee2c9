"""A diff without line numbers: each hunk goes where the lines stand that it keeps and removes.

Guides write them by hand: with a bare `@@`, with a `@@` that names a function, or with none. They
also write a blank after each sign, which tools do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.reading.blocks.elision import elided_lines
from milepost.reading.change import Changed
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HUNK = re.compile(r"^@@", re.MULTILINE)
_NUMBERED = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_HEADER = re.compile(r"^--- (?P<old>[^\t\n]+)[^\n]*\n\+\+\+ (?P<new>[^\t\n]+)[^\n]*", re.MULTILINE)
_NO_LINE = re.compile(r"(?:diff|index|new file mode|deleted file mode|similarity) |\\ No newline")
_NOTHING = "/dev/null"
_SIGNS = (1, 2)
"""Characters that stand before the text of a line: its sign, or its sign and a blank."""


class FilePatch(msgspec.Struct, frozen=True):
    """What a diff changes in one file."""

    path: str | None
    """None where the diff does not name it."""
    hunks: tuple[tuple[str, ...], ...]
    """The lines of each, with their signs."""
    new: bool = False
    """Whether it is made by the diff."""
    removed: bool = False
    """Whether it is removed by it."""


def has_line_numbers(code: str) -> bool:
    """Whether each hunk of a diff says where it stands, as tools write it."""
    starts = [found.start() for found in _HUNK.finditer(code)]
    return bool(starts) and all(_NUMBERED.match(code, start) for start in starts)


def file_patches(code: str) -> tuple[FilePatch, ...]:
    """A diff's parts, one for each file."""
    found: list[FilePatch] = []
    header: re.Match[str] | None = None
    begin = 0
    for following in _HEADER.finditer(code):
        found += _part(header, code[begin : following.start()])
        header, begin = following, following.end()
    found += _part(header, code[begin:])
    return tuple(found)


def patched(text: str, hunks: Sequence[tuple[str, ...]]) -> Changed:
    """A text with each hunk in the one place where its old lines stand. Pure.

    The lines are taken as tools write them, and where they do not fit so, with a blank after each
    sign.
    """
    first = None
    for width in _SIGNS:
        made = _patched(text, hunks, width)
        if made.fault is None:
            return made
        first = first or made
    assert first is not None
    return first


def _part(header: re.Match[str] | None, text: str) -> Iterator[FilePatch]:
    hunks = tuple(_hunks(text.split("\n")))
    if header is None:
        if hunks:
            yield FilePatch(None, hunks)
        return
    old, new = header["old"].strip(), header["new"].strip()
    sides = ((old, "a/"), (new, "b/"))
    prefixed = all(path == _NOTHING or path.startswith(prefix) for path, prefix in sides)
    path = old if new == _NOTHING else new
    yield FilePatch(path[2:] if prefixed else path, hunks, old == _NOTHING, new == _NOTHING)


def _hunks(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The hunks that change something; one ends where a line stands for others."""
    unsigned = "\n".join(line[1:] if line[:1] in (" ", "+", "-") else line for line in lines)
    elided = elided_lines(unsigned, "diff", part=True)
    hunk: list[str] = []
    for number, line in enumerate((*lines, "@@")):
        kept = number in elided and line[:1] not in ("+", "-")
        if line.startswith("@@") or kept:
            if any(one[:1] in ("+", "-") for one in hunk):
                yield tuple(_trimmed(hunk))
            hunk = []
        elif not _NO_LINE.match(line):
            hunk.append(line)


def _trimmed(lines: list[str]) -> list[str]:
    """Without the empty lines around it, which part it from the next one."""
    text = [number for number, line in enumerate(lines) if line]
    return lines[text[0] : text[-1] + 1]


def _patched(text: str, hunks: Sequence[tuple[str, ...]], width: int) -> Changed:
    lines = text.removesuffix("\n").split("\n") if text else []
    places: list[tuple[int, int, list[str]]] = []
    for number, hunk in enumerate(hunks, 1):
        which = f"hunk {number}: " if len(hunks) > 1 else ""
        unsigned = next((line for line in hunk if not _is_signed(line, width)), None)
        if unsigned is not None:
            fault = f"{which}the line `{unsigned}` begins with neither a blank, + nor -"
            return Changed(text, fault)
        old = [line[width:] for line in hunk if not line.startswith("+")]
        new = [line[width:] for line in hunk if not line.startswith("-")]
        if not any(line.strip() for line in old) and lines:
            return Changed(text, f"{which}it has no line beside which the new ones go")
        size = len(old)
        found = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == old]
        if len(found) != 1:
            stand = f"stand {len(found)} times" if found else "do not stand"
            return Changed(text, f"{which}its old lines {stand} in the file")
        places.append((found[0], found[0] + size, new))
    return _with(text, lines, sorted(places))


def _is_signed(line: str, width: int) -> bool:
    if not line.strip():
        return True
    return line[:1] in " +-" and not line[1:width].strip()


def _with(text: str, lines: list[str], places: list[tuple[int, int, list[str]]]) -> Changed:
    made: list[str] = []
    at = 0
    for low, high, new in places:
        if low < at:
            return Changed(text, "two of its hunks change the same lines")
        made += [*lines[at:low], *new]
        at = high
    made += lines[at:]
    return Changed("".join(f"{line}\n" for line in made))
