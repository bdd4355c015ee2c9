"""A shell fence without prompts that holds commands, and below them what they print.

Each line has to be plainly one or the other: a known program with its arguments, or something that
no command looks like. What is taken for output is compared, so that a command among it would be
missed at once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.blocks.context import SHELL
from milepost.reading.blocks.transcript import Entry, as_transcript, command_at
from milepost.reading.paths import is_path
from milepost.reading.programs import all_commands, is_known
from milepost.reading.shell_words import code_lines
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "commands with their output"
LANGUAGES: frozenset[str] | None = SHELL

REMEDY = "Put `$ ` before each command, or the output into an `output` fence of its own."

_SHAPES = (
    # A number, a date, a version. What ends with a digit before `>` or `<` is a redirection.
    r"v?\d[\d.,:%/+-]*(?![\w.<>/&])",
    r"(?:[\w-]+ )?version:? v?\d|(?:[A-Z][a-z]+ v?|[a-z]+ v)\d+\.\d",
    r"HTTP/\d",
    # A label, an address: `error: …`, `Hello, …`.
    r"[\w.@/-]*\w[,:](?=\s|$)",
    # A sentence, or words as one begins.
    r"[A-Z][a-z]+[!.?…]?(?: [\w'’\"“”().,:;!?…%#@/-]+)+$|[A-Z][a-z]+[!.?…]+$",
    # The heads of columns.
    r"[A-Z][A-Z0-9_/%()#-]+(?: {2,}|\t| [A-Z]{2,}\b)",
    # Listings, borders, signs, markup, data.
    r"[-dlbcps](?:[r-][w-][xsStT-]){3}[.+@]?\s|total \d+$",
    r"[|+]?[-=+*_|]{3,}|[|│┌└├╭╰─✓✔✗✘•→◇◆√×✨🎉📦🚀⚡] ?",
    r"\[[A-Za-z0-9][\w .:/+-]*\](?=\s|$)|<[A-Za-z!/][^<>]*>",
    r"[{\[]\s*(?:\"|\{|$)|\"[\w .@/-]+\"\s*:",
)
_SHAPE = re.compile(rf"(?:{'|'.join(_SHAPES)})")
_MAYBE = re.compile(
    r"^[ \t]*(?:[^\sa-z#$./~'\"(]|v?\d|\"|[\w.@/-]*[,:](?:\s|$)|[a-z][\w-]* (?:version|v?\d+\.\d)"
    r"|[dlbcps](?:[r-][w-][x-]){3}|total \d)|^echo .*\n(?!\s*\n)",
    re.MULTILINE,
)
"""Some line may have such a shape; nearly all fences have none."""
_NO_OUTPUT = re.compile(r"^(?:[A-Z_][A-Z0-9_]*=|Rscript|R CMD|Xvfb|Xorg|\[ |\{ )|^[{(\[]$")
"""Commands that begin as output may."""
_ARGUMENT = re.compile(r" -{1,2}[A-Za-z]|[^ ]=[^ ]")
_ECHO = re.compile(r"^(?:echo|printf)\s+(?:-\w+\s+)*(?P<said>.*)$", re.DOTALL)
_DATA = re.compile(r"\s*[{\[]\s*$")
_GAP = re.compile(r"\S(?: {2,}|\t+)(?=\S)")
"""Between the columns of a table."""
_CLOSED = re.compile(r"\s*[}\]]+,?\s*$")


def read(context: BlockContext) -> BlockReading | None:
    """A transcript, where each line is plainly a command or what one prints."""
    code = context.code
    if not _may_mix(code):
        return None
    entries = _entries(code.split("\n"))
    if entries is None:
        return None
    reading = as_transcript(context, entries)
    first = next(entry for entry in entries if entry.output).text.split("\n", 1)[0]
    note = f"what stands under `{first}` is read as its output"
    return replace(reading, why=NAME, notes=(note, *reading.notes))


def lines_of_output(code: str) -> tuple[int, ...]:
    """0-based lines of a fence of commands that look like output."""
    if not _may_mix(code):
        return ()
    lines = code.split("\n")
    return tuple(
        at for at, command, text in _statements(lines) if command and _prints(command, text)
    )


def looks_printed(text: str) -> bool:
    """Whether a line has the shape of output and not of a command."""
    line = text.strip()
    if not _SHAPE.match(line) or _NO_OUTPUT.match(line) or _DATA.match(line):
        return False
    first, _, rest = line.partition(" ")
    if line[0].isupper() and (_ARGUMENT.search(line) or is_path(rest.split(" ")[0] or "-")):
        return False
    return not is_known(first) or not all_commands(line)


@lru_cache(maxsize=16)
def _may_mix(code: str) -> bool:
    """Whether a line may be output; here-documents, where most look so, are passed over."""
    if "\n" not in code or _MAYBE.search(code) is None:
        return False
    lines = [line for _, line in code_lines(code)]
    return any(_prints(above, line) for above, line in pairwise(lines))


def _prints(command: str, text: str) -> bool:
    """Whether a line is what a command prints, by its form, or since it is told to."""
    said = _ECHO.match(command)
    line = text.strip()
    return looks_printed(text) or (
        said is not None and len(line) > 1 and line in said["said"] and "\n" not in line
    )


def _statements(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Each line that begins something: its number, the command above it (or ""), its text."""
    index, command = 0, ""
    while index < len(lines):
        text = lines[index]
        at = index
        index += 1
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if command and _prints(command, text):
            yield at, command, text
            continue
        whole, index = command_at(lines, index, text)
        yield at, command, whole
        command = whole


def _entries(lines: list[str]) -> list[Entry] | None:
    """The commands with their outputs; None where a line is not plainly one of them."""
    entries: list[Entry] = []
    index = 0
    while index < len(lines):
        text = lines[index]
        if not text.strip() or text.lstrip().startswith("#"):
            index += 1
            continue
        whole, after = command_at(lines, index + 1, text)
        if looks_printed(text) or not all_commands(whole):
            return None
        end = _end_of_output(lines, after, whole)
        if end is None:
            return None
        output = "\n".join(lines[after:end]).strip("\n")
        entries.append(Entry(whole, index, tuple(output.split("\n")) if output else ()))
        index = end
    return entries if any(entry.output for entry in entries) else None


def _end_of_output(lines: list[str], start: int, command: str) -> int | None:
    """The line after what a command prints; None where something else is right under that."""
    end, index = start, start
    while index < len(lines):
        paragraph = index
        while index < len(lines) and lines[index].strip():
            if not _goes_on(lines, index, command, printed=index > paragraph or end > start):
                break
            index += 1
        if index < len(lines) and lines[index].strip():
            # A paragraph of its own may be the next command's.
            return None if index > paragraph else end
        end = index if index > paragraph else end
        index += 1
    return end


def _goes_on(lines: list[str], index: int, command: str, *, printed: bool) -> bool:
    """Whether a line is printed too: by its form, or as a part of what is."""
    line = lines[index]
    if _prints(command, line):
        return True
    if _DATA.match(line) and index + 1 < len(lines):
        return looks_printed(lines[index + 1]) or lines[index + 1].lstrip().startswith(('"', "{"))
    part = line.startswith("  ") or _CLOSED.match(line) or len(_GAP.findall(line)) > 1
    return printed and bool(part) and not all_commands(line)
