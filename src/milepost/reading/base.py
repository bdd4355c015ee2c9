"""What reading yields: how each block, sentence and item of a milestone was understood.

Data only. `explain` prints it, `plan` builds on it. Nothing is guessed in silence: each reading
says why.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from milepost.milestone.check import Check, Mask, Mode
    from milepost.milestone.model import Block, Item, KnownIssue, Step
    from milepost.reading.change import Change
    from milepost.text.span import Span


class Kind(StrEnum):
    """How a block is read."""

    COMMAND = "command"
    FILE = "file"
    PATCH = "patch"
    TRANSCRIPT = "transcript"
    OUTPUT = "output"
    REQUEST = "request"
    QUERY = "query"
    TEST = "test"
    SHOWN = "shown"


_NOT_EXECUTED = (Kind.SHOWN, Kind.OUTPUT)
NOTHING_LEFT = "nothing is left to run"
"""Why a block is skipped whose commands are none for bash: they install packages, open editors."""


class Interactive(msgspec.Struct, frozen=True):
    """An interactive program, and how it is started."""

    program: str
    """Its name in `milepost.reading.repls`."""
    start: str
    """The command that starts it, where it is not open yet."""


class Answer(msgspec.Struct, frozen=True):
    """A line that the reader types into a program that asks for it."""

    text: str
    """Without its line ending; empty where only Enter is pressed."""
    question: str | None = None
    """What the program shows before it waits, blanks at its end left out; None where the guide
    does not tell."""


class Command(msgspec.Struct, frozen=True):
    """One command of a transcript, or the whole code of a command block."""

    text: str
    """What bash is given: prompts and `sudo` removed."""
    line: int
    """1-based line of its first line in the guide."""
    expected: str | None = None
    """Expected output, lines joined by \\n; None where nothing is said about it."""
    status: int | None = 0
    """Exit status that it must have (`[N]` under it in a transcript, `exit=` in a directive); None
    for any."""
    typed_into: Interactive | None = None
    """The interactive program that is given it; None for the shell."""
    opens: str | None = None
    """The interactive program that it starts, whose prompts follow."""
    to_end: bool = False
    """A failure inside it does not end it: what is shown under it tells how it goes on."""
    match: Mode | None = None
    """How its output is compared, where what prints it tells; None for what the block says."""
    masks: tuple[Mask, ...] = ()
    """What of it is masked, where `match` is of its own; else what the block says."""
    share: float = 1.0
    """The part of it, 0 to 1, that has to be there, where it is only similar."""
    may_fail: bool = False
    """What is shown under it tells that it fails: its exit status counts only where it prints
    something else."""
    answers: tuple[Answer, ...] = ()
    """What is typed where it asks, in order."""
    writes: str | None = None
    """A file of which only its output shows the content; written before, unless it is there."""


class Options(msgspec.Struct, frozen=True):
    """What directives or prose say on how a block is carried out."""

    background: bool = False
    """It is a service."""
    ready: str | None = None
    """Port, URL or `/regex/` that tells readiness."""
    timeout: float | None = None
    """Seconds; None for the default."""
    status: int | None = 0
    """Exit status that the last command must have; None for any."""
    terminal: str | None = None
    """Name of the terminal, `1` for the first and `2` for the second; None for the current one."""
    cwd: str | None = None
    """Directory that is entered first, from a directive or from prose."""
    retry: int = 0
    match: Mode = "exact"
    masks: tuple[Mask, ...] = ()
    share: float = 1.0
    """The part of an example of output, 0 to 1, that has to be there."""
    append: bool = False
    """For a file: added to its end instead of replacing it."""
    prepend: bool = False
    """For a file: added before its beginning."""
    change: Change | None = None
    """For a patch: where in the file its code goes; None where it is a diff."""
    network: bool = True
    tests: bool = False
    """Its commands run tests."""


DEFAULT = Options()
"""Where nothing is said."""


class BlockReading(msgspec.Struct, frozen=True):
    """How one block was read."""

    block: Block
    kind: Kind
    why: str
    """Which rule of precedence decided: `directive`, `info string`, `first line`, `sentence`,
    `language`, `transcript prompts`, `alternative`, …"""
    language: str = ""
    """The language that its info string names, as written, in lower case; empty for none."""
    code: str = ""
    """The block's content as it will be used: prompts and elisions already treated."""
    commands: tuple[Command, ...] = ()
    """For a command block one entry; for a transcript one for each prompt."""
    path: str | None = None
    """For a file, patch or test: where it goes, as the guide says it."""
    options: Options = DEFAULT
    notes: tuple[str, ...] = ()
    """What was changed or assumed, in words: `sudo dropped`, `enters app`, …"""
    output_of: int | None = None
    """For output: index (in the step's blocks) of the block that it belongs to, compared as
    `options.match` and `options.masks` say. None where an outcome announces it: that outcome's
    check compares it."""
    skipped: str | None = None
    """The reason why a block that could be carried out is not; None if it is."""
    unset: tuple[str, ...] = ()
    """Placeholders of the reader's (`<your-name>`, `YOUR_API_KEY`) that need a value."""
    packages: tuple[str, ...] = ()
    """System packages of an `apt install`, read as prerequisites instead of being installed."""

    fault: str | None = None
    """What is wrong with the directives above it: it is not carried out, and `run` says so."""

    @property
    def executed(self) -> bool:
        """Whether `run` carries it out, but for a fault in its directives."""
        return self.skipped is None and self.kind not in _NOT_EXECUTED


class OutcomeReading(msgspec.Struct, frozen=True):
    """How one outcome was read: every check must hold."""

    span: Span
    text: str
    checks: tuple[Check, ...]
    after: int
    """How many of the step's blocks stand before it: it is judged once these were carried out."""
    implied: bool = False
    """What the blocks imply anyway; not counted in coverage."""
    labelled: bool = False
    """It stands under a label, not in a sentence of the step."""
    why: str = ""
    """Names of the readings that applied, or why it is manual."""
    unread: tuple[str, ...] = ()
    """Where it has checks: explicit parts of it (code, quotes, numbers) that none looks at."""
    hint: str | None = None
    """For one that reads as nothing: the nearest phrase that would."""

    @property
    def manual(self) -> bool:
        """True if a person must decide."""
        return not self.checks


class Instruction(msgspec.Struct, frozen=True):
    """A sentence that tells the reader to do something which no block does."""

    span: Span
    text: str
    told: str
    """The command, or what is to be replaced and by what."""


class StepReading(msgspec.Struct, frozen=True):
    """How a step was read."""

    step: Step
    blocks: tuple[BlockReading, ...]
    """One for each of the step's blocks, in order."""
    outcomes: tuple[OutcomeReading, ...]
    instructions: tuple[Instruction, ...] = ()
    """What its prose tells to do, and is not carried out."""


class PrerequisiteReading(msgspec.Struct, frozen=True):
    """How one prerequisite was read (one item can hold several)."""

    item: Item
    kind: Literal["milestone", "tool", "variable", "document", "package", "manual"]
    name: str
    """Tool, variable, or the link's destination; the text where it is manual."""
    version: str | None = None
    """A version range such as `>=18`, or None for any."""
    called: tuple[str, ...] = ()
    """For a tool that goes by several names: those by which the guide's commands call it."""


class Symptom(msgspec.Struct, frozen=True):
    """A pattern that a known issue's symptom yields."""

    text: str
    kind: Literal["code", "quoted", "error", "status", "port", "words"]

    @property
    def weight(self) -> float:
        """How much a match tells, 0 to 1."""
        weights = {"code": 1.0, "quoted": 0.9, "error": 0.8, "status": 0.5, "port": 0.5}
        return weights.get(self.kind, 0.2)


class IssueReading(msgspec.Struct, frozen=True):
    """How a known issue was read."""

    issue: KnownIssue
    patterns: tuple[Symptom, ...]
    commands: tuple[str, ...]
    """Commands of its solution, as bash gets them."""
    unset: tuple[str, ...] = ()
    """Placeholders of the reader's in these commands that need a value."""
    reproduction: StepReading | None = None
    """What brings the fault about, read as a step is; None where no proof is asked for."""


class ItemReading(msgspec.Struct, frozen=True):
    """How a checklist item was read."""

    item: Item
    checks: tuple[Check, ...]
    why: str = ""

    @property
    def manual(self) -> bool:
        """True if it is a sign-off."""
        return not self.checks


class MilestoneReading(msgspec.Struct, frozen=True):
    """How a whole milestone was read."""

    steps: tuple[StepReading, ...]
    testing: StepReading | None
    cleanup: StepReading | None
    prerequisites: tuple[PrerequisiteReading, ...]
    issues: tuple[IssueReading, ...]
    checklist: tuple[ItemReading, ...]
    passed_over: tuple[BlockReading, ...] = ()
    """Code of the prerequisites, which is not carried out: what they name must be there before."""

    @property
    def coverage(self) -> tuple[int, int]:
        """(outcomes that are checked, all outcomes that are not merely implied)."""
        parts = (*self.steps, self.testing) if self.testing else self.steps
        outcomes = [o for part in parts for o in part.outcomes if not o.implied]
        return sum(1 for o in outcomes if not o.manual), len(outcomes)
