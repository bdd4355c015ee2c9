"""A transcript of an interactive program: what is typed after its prompts, and its answers.

The program is the one that the guide started, in the same fence (`$ python3`) or before it. It
stays open until the guide leaves it or goes on in the shell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from milepost.reading.base import Answer, BlockReading, Command, Interactive, Kind
from milepost.reading.blocks import named_file
from milepost.reading.blocks.context import CONSOLE, SHELL
from milepost.reading.blocks.placeholders import fill
from milepost.reading.blocks.prompts import PROMPT
from milepost.reading.blocks.treat import treat
from milepost.reading.outcomes import veto
from milepost.reading.questions import asks, questions
from milepost.reading.repls import REPLS, Repl, expression, leaves, started_by
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.blocks.context import BlockContext, Seen
    from milepost.reading.phrase import Phrase

NAME = "prompts of"
LANGUAGES: frozenset[str] | None = None


class Says(Protocol):
    """What a language has for this reading."""

    IN_CLIENT: Phrase


_DOCTEST = re.compile(r"\s*#\s*doctest:(?P<flags>[^#]*)$")
_SERVER = re.compile(r" (?:-[hpU] ?|--(?:host|port|username)[= ])\S+")
"""Options of psql that say where the server is, and as whom."""

_BYEXAMPLE = re.compile(r"#\s*byexample:|<\.\.\.>")
"""What means something to that tool alone."""
_STATUS = re.compile(r"^\[(\d{1,3})\]$")
_ELLIPSIS = ("...", "…")


class Entry(msgspec.Struct, frozen=True):
    """One prompt with what stands under it."""

    text: str
    line: int
    """0-based line within the block."""
    output: tuple[str, ...]
    repl: Repl | None = None
    """The program into which it is typed; None for the shell."""
    database: str | None = None
    """What its prompt says of the database."""


def read(context: BlockContext) -> BlockReading | None:
    """A transcript where at least one prompt of an interactive program has something after it."""
    code = context.code
    if not _may_have_prompts(code, context.language):
        return None
    entries = list(_entries(code, context))
    if not any(entry.repl is not None for entry in entries):
        return _greeting(context)
    if named_file.read(context) is not None:
        return None
    why = _why_shown(context, entries)
    if why is not None:
        return BlockReading(context.block, Kind.SHOWN, why, code=code)
    return _reading(context, entries)


def _why_shown(context: BlockContext, entries: list[Entry]) -> str | None:
    """Why a transcript is for reading only; None where it can be typed."""
    if _BYEXAMPLE.search(context.code):
        return "written for byexample"
    statements = [entry for entry in entries if entry.repl is not None]
    first = statements[0].repl
    known = first is None or first.name in context.seen.starts or entries[0].repl is None
    if known or first is None or not first.blank_ends or "NameError" in context.code:
        return None
    from milepost.reading.python_code import undefined_names  # `ast` takes its time to load

    # It begins with what is not there; later on, such a name is a fault of the guide.
    missing = undefined_names(statements[0].text)
    return "an example that needs what other code defines" if missing else None


def _greeting(context: BlockContext) -> BlockReading | None:
    """What a program shows before anything is typed into it, for reading only."""
    last = context.code.rstrip("\n").rsplit("\n", 1)[-1]
    for repl in REPLS:
        found = expression(repl.prompt).match(last)
        if found is not None and not found["text"] and context.seen.interactive == repl.name:
            why = f"the greeting of {repl.name}"
            return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
    return None


def remember(seen: Seen, reading: BlockReading) -> None:
    """Note which interactive program a block leaves the terminal in, and how it was started."""
    last: str | None = None
    for command in reading.commands:
        if command.typed_into is not None:
            seen.starts[command.typed_into.program] = command.typed_into.start
            last = command.typed_into.program
            continue
        text = next(iter(reversed(simple_commands(command.text))), "")
        repl = started_by(text)
        if repl is not None:
            seen.starts[repl.name] = text
            seen.queries_left_out = False
        last = repl.name if repl is not None else None
    if reading.commands:
        seen.interactive = last


def client_in(context: BlockContext) -> Interactive | None:
    """The interactive program of queries that a sentence before a block says to use."""
    if not context.lead_has_code:
        return None
    says: Says = context.phrases.interactive
    for sentence in reversed(context.lead):
        for found in says.IN_CLIENT.finditer(sentence.skeleton):
            text = sentence.at(found.start("code")).text.strip()
            repl = started_by(text)
            if repl is None or not repl.sql:
                continue
            said = sentence.skeleton
            if veto.reason(said, context.phrases) or veto.negations(said, context.phrases):
                return None
            if text == repl.name:
                text = context.seen.starts.get(repl.name, text if repl.start else "")
            return Interactive(repl.name, text) if text else None
    return None


def _may_have_prompts(code: str, language: str) -> bool:
    """Cheaper than to look at each line."""
    if code.endswith((">>>", "sqlite>", "=#", "=>")):
        return True
    if "> " not in code and "# " not in code:
        return False
    if ">>> " in code or "sqlite> " in code or "=# " in code or "=> " in code:
        return True
    if "# " in code and "=" in code:
        return True
    return code.lstrip("\n").startswith("> ") or ("\n> " in code and language not in ("diff", "md"))


def _entries(code: str, context: BlockContext) -> Iterator[Entry]:
    lines = code.split("\n")
    index = 0
    inside: Repl | None = None
    while index < len(lines):
        shell = PROMPT.match(lines[index]) if inside is None else None
        if shell is not None and shell["text"]:
            start, text = index, shell["text"].rstrip()
            index = _end_of_output(lines, index + 1, None, _named_by(text))
            yield Entry(text, start, _trimmed(lines[start + 1 : index]))
            inside = _program_at(lines, index, context, _named_by(text))
            continue
        repl = inside or _program_at(lines, index, context, None)
        found = expression(repl.prompt).match(lines[index]) if repl is not None else None
        if repl is None or found is None:
            index += 1
            continue
        start = index
        text, index = _statement(repl, lines, index + 1, found["text"] or "")
        begin, index = index, _end_of_output(lines, index, repl, None, left=leaves(repl, text))
        inside = None if leaves(repl, text) else repl
        if text.strip():
            database = found.groupdict().get("database")
            yield Entry(text, start, _trimmed(lines[begin:index]), repl, database)


def _named_by(command: str) -> Repl | None:
    """The program that a shell command surely starts."""
    commands = simple_commands(command)
    return started_by(commands[-1]) if commands else None


def _program_at(
    lines: list[str], index: int, context: BlockContext, started: Repl | None
) -> Repl | None:
    """The program whose prompt begins this line."""
    if index >= len(lines):
        return None
    if started is not None and expression(started.prompt).match(lines[index]):
        return started
    for repl in REPLS:
        found = expression(repl.prompt).match(lines[index])
        if found is None:
            continue
        if context.seen.interactive == repl.name:
            return repl
        sure = repl.only_known or (*repl.languages, *CONSOLE, *SHELL)
        if context.language in sure and re.match(repl.looks, found["text"] or ""):
            return repl
    return None


def _end_of_output(
    lines: list[str], index: int, repl: Repl | None, started: Repl | None, *, left: bool = False
) -> int:
    """The line of the next prompt."""
    own = [one for one in (repl, started) if one is not None]
    if not own:
        own = [one for one in REPLS if not one.only_known and not one.looks]
    while index < len(lines):
        line = lines[index]
        if any(expression(one.prompt).match(line) for one in own):
            return index
        if (repl is None or left) and PROMPT.match(line):
            return index
        index += 1
    return index


def _statement(repl: Repl, lines: list[str], index: int, text: str) -> tuple[str, int]:
    """A statement with its further lines, and the line after it."""
    more = expression(repl.more)
    while index < len(lines) and (found := more.match(lines[index])):
        if lines[index].strip() in _ELLIPSIS and _is_elision(repl, text):
            break
        text += "\n" + (found["text"] or "")
        index += 1
    return text, index


def _is_elision(repl: Repl, text: str) -> bool:
    """Whether `...` under a statement stands for output: the statement is whole without it."""
    if not repl.blank_ends or "\n" in text:
        return False
    from codeop import compile_command

    try:
        return compile_command(text) is not None
    except (SyntaxError, ValueError, OverflowError):
        return False


def _trimmed(output: list[str]) -> tuple[str, ...]:
    while output and not output[-1].strip():
        output.pop()
    return tuple(output)


def _reading(context: BlockContext, entries: list[Entry]) -> BlockReading:
    options = context.options
    commands: list[Command] = []
    notes: dict[str, None] = {}
    unset: dict[str, None] = {}
    packages: list[str] = []
    started: dict[str, str] = {}
    for place, entry in enumerate(entries):
        if entry.repl is None:
            treated = treat(entry.text, context)
            notes.update(dict.fromkeys(treated.notes))
            unset.update(dict.fromkeys(treated.unset))
            packages.extend(treated.packages)
            after = entries[place + 1].repl if place + 1 < len(entries) else None
            if after is not None:
                started[after.name] = treated.code
            if treated.code.strip():
                commands.append(_shell_command(context, entry, treated.code, after))
            continue
        start = started.get(entry.repl.name) or _start(context, entry)
        if not start:
            why = f"no command before it starts {entry.repl.name}"
            return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
        typed = _typed(context, entry, start, notes, unset)
        if typed is not None:
            commands.append(typed)
    typed_into = (c.typed_into for c in commands if c.typed_into is not None)
    programs = [f"{one.program}: `{one.start}`" for one in typed_into]
    return BlockReading(
        context.block,
        Kind.TRANSCRIPT,
        f"{NAME} {', '.join(dict.fromkeys(programs))}",
        code="\n".join(c.text for c in commands if c.typed_into is None),
        commands=tuple(commands),
        options=options,
        notes=tuple(notes),
        skipped=None if commands else "nothing is left to run",
        unset=tuple(unset),
        packages=tuple(packages),
    )


def _start(context: BlockContext, entry: Entry) -> str:
    """The command that starts the program of an entry; empty where none is known."""
    assert entry.repl is not None
    known = context.seen.starts.get(entry.repl.name)
    if known is not None:
        return _for_database(known, entry.database)
    named = client_in(context)
    if named is not None and named.program == entry.repl.name:
        return named.start
    return entry.repl.start


def _for_database(start: str, database: str | None) -> str:
    """The command, with the database that the prompt names where it names another one."""
    if database is None or database in re.split(r"[\s=/]", start) or "://" in start:
        return start
    return f"psql -d {database}{''.join(_SERVER.findall(start))}"


def _shell_command(context: BlockContext, entry: Entry, code: str, opens: Repl | None) -> Command:
    line = context.line + entry.line
    if opens is not None:
        return Command(code, line, opens=opens.name)
    output, status = _status(entry.output)
    return Command(code, line, "\n".join(output) if output else None, status)


def _typed(
    context: BlockContext,
    entry: Entry,
    start: str,
    notes: dict[str, None],
    unset: dict[str, None],
) -> Command | None:
    assert entry.repl is not None
    filled = fill(entry.text, context.settings.values, command=True)
    unset.update(dict.fromkeys(filled.unset))
    text, output = filled.text, entry.output
    flags = _DOCTEST.search(text) if entry.repl.blank_ends else None
    if flags is not None and "+SKIP" in flags["flags"]:
        notes[f"`{text.split(chr(10))[0]}` is left out: doctest: +SKIP"] = None
        return None
    if entry.repl.blank_ends:
        output = tuple("" if line.strip() == "<BLANKLINE>" else line for line in output)
    if flags is not None and "+ELLIPSIS" in flags["flags"]:
        output = tuple(
            line if line.strip() in _ELLIPSIS else line.replace("...", "[..]") for line in output
        )
    # Elsewhere it is what the program answers: a list with a number in it.
    output, status = _status(output) if leaves(entry.repl, text) else (output, 0)
    return Command(
        text,
        context.line + entry.line,
        "\n".join(output) if output else None,
        status,
        typed_into=Interactive(entry.repl.name, start),
        answers=_answers(text, output) if entry.repl.blank_ends else (),
    )


def _answers(text: str, output: tuple[str, ...]) -> tuple[Answer, ...]:
    """What is typed where a statement of Python asks, as its output shows it."""
    if "input(" not in text or not output:
        return ()
    asked = [found for one in questions(text) if (found := one.match(output[0]))]
    if asked:
        found = asked[0]
        return (Answer(output[0][found.end() :].strip(), found[0]),)
    return (Answer(output[0], ""),) if asks(text) and not questions(text) else ()


def _status(output: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    found = _STATUS.match(output[-1]) if output else None
    return (output[:-1], int(found[1])) if found else (output, 0)
