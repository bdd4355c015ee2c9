"""Commands of a transcript that fail on purpose: what is shown under them tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import Kind
from milepost.reading.blocks.foreign import SCRUT
from milepost.reading.programs import is_known
from milepost.reading.shell_words import simple_commands, without_quotes
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.reading.base import BlockReading, Command
    from milepost.reading.blocks.context import BlockContext

FAILS = "a command fails, as is shown: its exit status is not looked at"
STATUS = "`echo $?` tells the exit status of the command before it"
NOTHING_FOUND = "nothing is shown under a search: it may find nothing"

_SAYS = re.compile(r"^(?:\S*/)?(?P<program>[\w.+-]+): \S", re.MULTILINE)
_SHELLS = frozenset({"bash", "-bash", "sh", "-sh", "zsh", "dash"})
_FAILURE = re.compile(
    r"^(?i:error|fatal|usage|panic|traceback|exception)\b|\bFAIL(?:ED|S)?\b", re.MULTILINE
)
_ASKS_STATUS = re.compile(r"echo (?:\$\?|\"\$\?\")")
_STATUS = re.compile(r"\d{1,3}")
_SEARCH = re.compile(r"(?:[ef]?grep|pgrep|diff|cmp)\b(?!.* (?:-\w*[qs]|--(?:quiet|silent|brief)))")
"""What ends with status 1 where there is nothing to find, or two files differ."""


def expected_failures(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A transcript with its commands that may fail marked, each kind with a note."""
    if context.language in SCRUT or reading.options.status:
        return reading
    notes: dict[str, None] = {}
    commands = tuple(_marked(reading.commands, notes))
    if not notes:
        return reading
    return replace(reading, commands=commands, notes=(*reading.notes, *notes))


def told_to_fail(ran: BlockReading, shown: BlockReading) -> BlockReading:
    """A block whose announced output tells of its failure: its exit status is not looked at."""
    if ran.options.status or not _tells_failure(ran.code, shown.code):
        return ran
    commands = (*ran.commands[:-1], *(replace(one, status=None) for one in ran.commands[-1:]))
    options = replace(ran.options, status=None) if ran.kind is Kind.COMMAND else ran.options
    return replace(ran, commands=commands, options=options, notes=(*ran.notes, FAILS))


def _marked(commands: Sequence[Command], notes: dict[str, None]) -> Iterator[Command]:
    shows = any(command.expected for command in commands)
    for command, after in zip(commands, (*commands[1:], None), strict=False):
        if command.status or command.typed_into is not None or command.opens is not None:
            yield command
        elif (status := _status_asked(after)) is not None:
            if status:
                notes[STATUS] = None
            yield replace(command, status=status)
        elif command.expected and _tells_failure(command.text, command.expected):
            notes[FAILS] = None
            yield replace(command, may_fail=True)
        elif command.expected is None and shows and _searches(command.text):
            notes[NOTHING_FOUND] = None
            yield replace(command, may_fail=True)
        else:
            yield command


def _status_asked(after: Command | None) -> int | None:
    """The exit status that the next command shows."""
    if after is None or not after.expected or not _ASKS_STATUS.fullmatch(after.text):
        return None
    return int(after.expected) if _STATUS.fullmatch(after.expected) else None


def _tells_failure(text: str, shown: str) -> bool:
    """Whether a line begins with the name of what was run, as messages do, or names a failure."""
    if _FAILURE.search(shown):
        return True
    if not _SAYS.search(shown):
        return False
    words = [command.split() for command in simple_commands(without_quotes(text))]
    programs = {parts[0].rsplit("/", 1)[-1] for parts in words}
    programs.update(word for parts in words for word in parts if is_known(word))
    return any(found["program"] in programs | _SHELLS for found in _SAYS.finditer(shown))


def _searches(text: str) -> bool:
    """Whether the last command of a pipeline is a search that prints what it finds."""
    commands = simple_commands(without_quotes(text))
    return bool(commands) and _SEARCH.match(commands[-1]) is not None and ">" not in commands[-1]
