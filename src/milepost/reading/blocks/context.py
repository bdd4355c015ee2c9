"""What the reading of one block may look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.document.info_string import InfoString, info_string
from milepost.reading.base import Kind, Options
from milepost.reading.blocks.foreign import SCRUT, labels
from milepost.reading.blocks.options import read_options
from milepost.reading.phrase import bits_of
from milepost.reading.sentence import Sentence, sentences
from milepost.reading.shell_words import simple_commands
from milepost.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.milestone.model import Block, Prose
    from milepost.reading.base import BlockReading
    from milepost.reading.phrases import Phrases
    from milepost.text.span import Span

SHELL = frozenset(
    {"bash", "sh", "shell", "zsh", "ksh", "azurecli", "azurecli-interactive", "azure-cli"}
)
"""Languages of blocks that bash runs."""

CONSOLE = SCRUT | frozenset(
    {"console", "shell-session", "shellsession", "sh-session", "bash-session", "terminal"}
)
"""Languages of blocks that show what a terminal showed."""

FOREIGN = frozenset(
    {"powershell", "ps1", "pwsh", "ps", "bat", "batch", "cmd", "dos", "doscon", "fish", "winbatch"}
)
"""Languages of shells that are not this machine's."""

PLAIN = frozenset({"", "text", "txt", "plaintext", "plain", "none", "log"})
"""Languages that say nothing about what a block is."""


class ReadSettings(msgspec.Struct, frozen=True):
    """What a reading may depend on besides the guide."""

    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Values of the reader's placeholders by name, from `--set NAME=value`."""
    os: str = "linux"
    """The system that commands are read for: `linux`, `macos` or `windows`."""


class Seen(msgspec.Struct):
    """What the blocks before this one made; grows as a milestone is read."""

    follows: bool = False
    """Whether other milestones come before this one, whose files are there."""
    files: dict[str, str] = msgspec.field(default_factory=dict)
    """Files that earlier blocks wrote, by path, with their content."""
    copies: Mapping[Span, str] = {}
    """Blocks that a later sentence makes files, with the files' paths."""
    ports: list[int] = msgspec.field(default_factory=list)
    """Ports of services that earlier blocks started, in order."""
    codes: list[str] = msgspec.field(default_factory=list)
    """What earlier blocks run and write, in order."""
    trail: list[str] = msgspec.field(default_factory=list)
    """Folders that earlier commands went down into, where that is plain to see."""
    starts: dict[str, str] = msgspec.field(default_factory=dict)
    """Commands that started interactive programs last, by the program's name."""
    interactive: str | None = None
    """The interactive program in which the last command left the terminal."""
    queries_left_out: bool = False
    """Whether queries that may belong to this program were left to the reader since it began."""

    def go(self, code: str) -> None:
        """Follow the `cd` commands of a block."""
        for command in simple_commands(code):
            if command == "cd ..":
                del self.trail[-1:]
            elif command.startswith("cd "):
                path = command[3:].strip().strip("'\"").rstrip("/")
                if path.startswith(("/", "~", "$", "-")):
                    self.trail.clear()
                self.trail.extend(part for part in path.split("/") if part not in ("", ".", ".."))


class BlockContext(msgspec.Struct, eq=False, dict=True):
    """One block and what stands around it."""

    block: Block
    settings: ReadSettings
    seen: Seen
    phrases: Phrases
    """Those of the guide's language."""
    before: tuple[BlockReading, ...] = ()
    """The step's blocks before it, as read."""
    adjacent: bool = False
    """Whether nothing stands between it and the block before it."""
    near: bool = False
    """Whether at most a short paragraph parts it from the block before it."""
    testing: bool = False
    """Whether it stands in Testing."""
    next: Block | None = None
    """The step's block after it, if nothing but one paragraph or label stands between."""
    after: Prose | None = None
    """The paragraph right after it."""

    @lazy
    def info(self) -> InfoString:
        return info_string(self.block.node)

    @lazy
    def bare(self) -> bool:
        """Whether neither a directive nor the info string says more than a language."""
        info = self.block.node.info
        return not self.block.directives and (not info or info.isalnum())

    @lazy
    def language(self) -> str:
        """In lower case; empty where none is named."""
        return self.block.node.info.lower() if self.bare else self.info.language or ""

    @lazy
    def code(self) -> str:
        """Content without its last line ending."""
        return self.block.node.content.rstrip("\n")

    @lazy
    def labels(self) -> dict[str, str]:
        """What another tool's comment above it says, by name."""
        return labels(self.block.node)

    @lazy
    def line(self) -> int:
        """1-based line of the first line of code."""
        node = self.block.node
        return node.log.source.line(node.span.start) + node.fenced

    @lazy
    def lead(self) -> tuple[Sentence, ...]:
        """Sentences of the paragraph before it."""
        lead = self.block.lead
        return sentences(lead.inlines, self.phrases) if lead is not None else ()

    def lead_says(self, bits: int) -> bool:
        """Whether the paragraph before it has one of these cues.

        Much cheaper than to ask its sentences.
        """
        lead = self.block.lead
        return lead is not None and bool(bits_of(lead.text) & bits)

    @lazy
    def lead_has_code(self) -> bool:
        """Whether the paragraph before it has a code span."""
        lead = self.block.lead
        if lead is None:
            return False
        data = self.block.node.log.source.data
        return data.find(b"`", lead.span.start, lead.span.end) >= 0

    @property
    def last_sentence(self) -> Sentence | None:
        """The sentence right before it."""
        return self.lead[-1] if self.lead else None

    @property
    def under_label(self) -> bool:
        """Whether a label or heading such as *Expected Output* alone stands above it."""
        lead = self.block.lead
        if lead is not None:
            return not lead.text.strip(" :\n")
        return fold(self.block.section) in OUTCOME_LABELS

    def directive(self, key: str) -> str | None:
        """Value of a directive's key or of the same key in the info string."""
        if self.bare:
            return None
        found = None
        for directive in self.block.directives:
            found = directive.get(key) or found
        return found or self.info.get(key)

    def flag(self, key: str) -> bool:
        """Whether a directive or the info string has the key."""
        if self.bare:
            return False
        return any(d.has(key) for d in self.block.directives) or self.info.has(key)

    @lazy
    def previous_executed(self) -> int | None:
        """Index of the nearest block before it that prints something when it is carried out."""
        for index in range(len(self.before) - 1, -1, -1):
            reading = self.before[index]
            if reading.executed and reading.kind in (
                Kind.COMMAND,
                Kind.TRANSCRIPT,
                Kind.REQUEST,
                Kind.QUERY,
            ):
                return index
        return None

    @lazy
    def options(self) -> Options:
        """Options that hold whatever the kind."""
        return read_options(self)
