"""What a terminal showed: prompts, commands, and the output under them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.base import NOTHING_LEFT, BlockReading, Command, Kind
from milepost.reading.blocks.context import CONSOLE, SHELL
from milepost.reading.blocks.foreign import (
    SCRUT,
    PromptOptions,
    output_varies,
    prompt_options,
    statuses_count,
)
from milepost.reading.blocks.no_shell import why_no_transcript
from milepost.reading.blocks.prompts import PROMPT, prompt_of
from milepost.reading.blocks.treat import treat
from milepost.reading.programs import all_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.reading.blocks.context import BlockContext

NAME = "transcript prompts"
_TEXT = frozenset({"text", "txt", "plaintext", "plain", "cli"})
"""Languages that do not say what shows a text: only commands with prompts are run."""
LANGUAGES: frozenset[str] | None = CONSOLE | SHELL | _TEXT | {""}

_PRINTS_STATUS = re.compile(r";\s*echo\s+(?:\$\?|\"\$\?\")\s*$")

_STATUS = re.compile(r"^\[(\d{1,3})\]$")
_MDX_HEREDOC = re.compile(r"<<-?\s*['\"]?(?P<end>\w+)['\"]?.*\\$")
_OPEN = re.compile(
    r"\\$|\|$|&&$|<<-?\s*['\"\\]?\w|^\s*(?:for|while|until|if|case|select|function)\b"
)
"""A command that may need further lines; only then the grammar is asked, which costs more."""


class Entry(msgspec.Struct, frozen=True):
    """One prompt with what stands under it."""

    text: str
    line: int
    """0-based line within the block."""
    output: tuple[str, ...]


def read(context: BlockContext) -> BlockReading | None:
    """A transcript in a console fence, a shell fence or one without a language."""
    language = context.language
    if not context.code:
        return None
    # Prompts that are all indented are so with what is printed under them.
    code = dedent(context.code) if context.code.startswith(" ") else context.code
    prompt = prompt_of(code, console=language in CONSOLE)
    if prompt is None:
        return None
    entries = list(split(code, prompt, always=language in SCRUT))
    if not entries or (language in _TEXT and not _are_bare(code, entries)):
        return None
    why = why_no_transcript(context)
    if why is not None:
        return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
    return as_transcript(context, entries)


def _are_bare(code: str, entries: list[Entry]) -> bool:
    """Whether a text is nothing but plain commands behind prompts."""
    lines = [line for line in code.split("\n") if line.strip()]
    return lines[0].startswith("$ ") and not any(
        entry.output or not all_commands(entry.text) for entry in entries
    )


def split(code: str, prompt: re.Pattern[str], *, always: bool = False) -> list[Entry]:
    """The prompts of a transcript; lines before the first one are left out.

    `always` says that every line that begins with `> ` goes on with a command.
    """
    lines = code.split("\n")
    entries: list[Entry] = []
    index = 0
    while index < len(lines):
        found = prompt.match(lines[index])
        if found is None:
            index += 1
            continue
        start = index
        text = (found["text"] or "").rstrip(" \t\r")
        text, index = (_continued if always else command_at)(lines, index + 1, text)
        output: list[str] = []
        while index < len(lines) and not prompt.match(lines[index]):
            output.append(lines[index])
            index += 1
        if text.strip():
            entries.append(Entry(text, start, tuple(_trimmed(output, index < len(lines)))))
    return entries


def command_at(lines: list[str], index: int, text: str) -> tuple[str, int]:
    """The command with its continuation lines, and the line after it."""
    if index >= len(lines) or not (_OPEN.search(text) or _is_unbalanced(text)):
        return text, index
    if (heredoc := _heredoc_of_mdx(lines, index, text)) is not None:
        return heredoc
    is_incomplete = _grammar()
    whole, at = text, index
    while at < len(lines) and is_incomplete(whole):
        line = lines[at]
        if line.startswith("> ") or line == ">":
            line = line[2:]
        elif PROMPT.match(line):
            break
        whole += "\n" + line
        at += 1
    # One that never becomes complete is taken as it stands: its fault shows when it is run.
    return (whole, at) if not is_incomplete(whole) else (text, index)


def _continued(lines: list[str], index: int, text: str) -> tuple[str, int]:
    """The command with all lines under it that begin with `> `."""
    while index < len(lines) and lines[index].startswith(">"):
        text += "\n" + lines[index].removeprefix(">").removeprefix(" ")
        index += 1
    return text, index


def _heredoc_of_mdx(lines: list[str], index: int, text: str) -> tuple[str, int] | None:
    """A here-document whose lines all end in a backslash, as mdx writes it and bash would not."""
    opened = _MDX_HEREDOC.search(text)
    if opened is None:
        return None
    whole = [text.rstrip("\\").rstrip()]
    for at in range(index, len(lines)):
        line = lines[at].removeprefix("> ")
        if not lines[at].startswith(">"):
            return None
        whole.append(line.removesuffix("\\").rstrip() if line.endswith("\\") else line)
        if whole[-1] == opened["end"]:
            return "\n".join(whole), at + 1
        if not line.endswith("\\"):
            return None
    return None


def _is_unbalanced(text: str) -> bool:
    """Whether quotes or brackets do not pair off by their number."""
    odd = any(text.count(quote) % 2 for quote in "'\"`")
    return odd or text.count("(") != text.count(")") or text.count("{") != text.count("}")


def _grammar() -> Callable[[str], bool]:
    from milepost.reading.shell import is_incomplete

    return is_incomplete


def _trimmed(output: list[str], more: bool) -> list[str]:
    """Output without blank lines at its end and without a comment on the next prompt."""
    while output and not output[-1].strip():
        output.pop()
    while more and output and output[-1].startswith("# ") and _parted(output):
        output.pop()
        while output and not output[-1].strip():
            output.pop()
    return output


def _parted(output: list[str]) -> bool:
    """Whether the last line, a comment, is parted from the output above it."""
    above = output[-2] if len(output) > 1 else ""
    return not above.strip() or above.startswith("# ") or bool(_STATUS.match(above))


def as_transcript(context: BlockContext, entries: list[Entry]) -> BlockReading:
    """The reading of prompts with what stands under them."""
    options = context.options
    commands: list[Command] = []
    notes: dict[str, None] = {}
    packages: list[str] = []
    unset: dict[str, None] = {}
    varies = output_varies(context)
    for entry in entries:
        told = prompt_options(entry.text)
        text = told.command
        if "skip" in told.switched:
            notes[f"`{text}` is left out: `byexample: +skip`"] = None
            continue
        treated = treat(text, context)
        notes.update(dict.fromkeys(treated.notes))
        packages.extend(treated.packages)
        unset.update(dict.fromkeys(treated.unset))
        if not treated.code.strip():
            continue
        output, status = _status(entry.output, options.status)
        expected = _expected(output, told)
        if expected is not None and (varies or "pass" in told.switched):
            why = "$MDX non-deterministic" if varies else "byexample: +pass"
            notes[f"the output is not compared: `{why}`"] = None
            expected = None
        if expected is not None and not status and not statuses_count(context):
            notes["exit statuses are not looked at, as byexample does not"] = None
            status = None
        to_end = expected is not None and _goes_on(treated.code, context.language)
        line = context.line + entry.line
        commands.append(Command(treated.code, line, expected, status, to_end=to_end))
    return BlockReading(
        context.block,
        Kind.TRANSCRIPT,
        _why(context.language),
        code="\n".join(command.text for command in commands),
        commands=tuple(commands),
        options=options,
        notes=tuple(notes),
        skipped=None if commands else NOTHING_LEFT,
        unset=tuple(unset),
        packages=tuple(packages),
    )


def _expected(output: tuple[str, ...], told: PromptOptions) -> str | None:
    """The output that is shown under a prompt, without what its comment takes out."""
    expected = "\n".join(output)
    for text in told.removed:
        expected = expected.replace(text, "")
    return expected if output else None


def _goes_on(code: str, language: str) -> bool:
    """Whether it is told to go on after a failure: it prints the status, or Scrut would run it."""
    return bool(_PRINTS_STATUS.search(code)) or (language in SCRUT and "\n" in code)


def _why(language: str) -> str:
    if language in SCRUT:
        return "scrut fence"
    return NAME if language not in CONSOLE else "language"


def _status(output: tuple[str, ...], default: int | None) -> tuple[tuple[str, ...], int | None]:
    found = _STATUS.match(output[-1]) if output else None
    return (output[:-1], int(found[1])) if found else (output, default)
