"""Alternatives: npm / yarn / pnpm, Linux / macOS / Windows, "or": one is taken.

Within one block by its comment lines; between blocks by what leads them in and what they run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec.structs import replace

from milepost.reading.base import Kind
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.model import Tab
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases


class Says(Protocol):
    """What a language has for this reading."""

    OR: re.Pattern[str]
    LABEL: re.Pattern[str]
    SYSTEM_LEAD: Phrase
    SYSTEM_HEADING: Phrase
    OR_LEAD: Phrase


MANAGERS = ("npm", "yarn", "pnpm", "bun")
"""Package managers that do the same; the first that is offered is taken."""

_EXEC = {"npx": "npm", "pnpx": "pnpm", "bunx": "bun"}
_SYSTEMS: tuple[tuple[str, str], ...] = (
    ("linux", r"\b(?:linux|ubuntu|debian|unix|wsl|bash)\b"),
    ("macos", r"\b(?:mac(?:os|book)?|mac os x?|osx|os x|unix|homebrew)\b"),
    ("windows", r"\b(?:windows|powershell|cmd(?:\.exe)?|command prompt)\b"),
)
_SYSTEM_WORDS = [(name, re.compile(words, re.IGNORECASE)) for name, words in _SYSTEMS]

_FOR_WINDOWS = frozenset({"winget", "choco", "scoop"})
"""Installers that Windows alone has."""


class Chosen(msgspec.Struct, frozen=True):
    """The lines of a block that are meant for this machine; the others are blank."""

    code: str
    notes: tuple[str, ...]


def within(code: str, system: str, phrases: Phrases) -> Chosen:
    """One of the alternatives that comment lines of a block part."""
    if "#" not in code:
        return Chosen(code, ())
    parting = _Parting(system, phrases.alternatives)
    lines = [parting.line(number, line) for number, line in enumerate(code.split("\n"), 1)]
    return Chosen("\n".join(lines), tuple(parting.notes))


class _Parting:
    """Goes through the lines of a block and blanks those of alternatives that are not taken."""

    def __init__(self, system: str, says: Says) -> None:
        self.system = system
        self.says = says
        self.notes: list[str] = []
        self.dropping = False
        self.labelled = False
        self.manager: str | None = None
        self.ran = False

    def line(self, number: int, line: str) -> str:
        """The line, or an empty one."""
        label = self.says.LABEL.match(line)
        comment = line.lstrip().startswith("#")
        if label is not None:
            self._label(number, label["names"])
        elif self.ran and self.says.OR.match(line):
            self.dropping, self.labelled = True, False
            said = line.strip("# \t:.-")
            self.notes.append(f"line {number} on is an alternative ({said}) and is not run")
        elif comment or (not line.strip() and not self.labelled):
            self.dropping = False
        if self.dropping:
            return ""
        self.ran = self.ran or bool(line.strip() and not comment)
        return line

    def _label(self, number: int, names: str) -> None:
        self.labelled = True
        self.dropping, self.manager = _labelled(names.lower(), self.system, self.manager)
        if self.dropping:
            self.notes.append(f"line {number} on is for {names} and is not run")


def _labelled(names: str, system: str, manager: str | None) -> tuple[bool, str | None]:
    """(whether the part is left out, the manager that is taken)."""
    word = names.split()[0]
    if word in MANAGERS:
        return (manager is not None and word != manager), manager or word
    return system not in systems(names), manager


def systems(text: str) -> frozenset[str]:
    """The systems that a text names."""
    return frozenset(name for name, words in _SYSTEM_WORDS if words.search(text))


def manager_of(reading: BlockReading) -> str | None:
    """The package manager that every command of a block uses."""
    found = set()
    for command in simple_commands(reading.code):
        word = command.split()[0]
        found.add(_EXEC.get(word, word))
    manager = found.pop() if len(found) == 1 else None
    return manager if manager in MANAGERS else None


def between(
    readings: Sequence[BlockReading],
    contexts: Sequence[BlockContext],
    near: Sequence[bool],
    system: str,
) -> tuple[BlockReading, ...]:
    """The readings with every alternative that is not taken marked as skipped.

    `near[i]` tells whether nothing but a short sentence parts it from the block before it.
    """
    out: list[BlockReading] = []
    for index, reading in enumerate(readings):
        reason = None
        if reading.executed and reading.kind in (Kind.COMMAND, Kind.TRANSCRIPT):
            reason = _reason(index, readings, out, contexts, near, system)
        elif reading.executed and reading.kind is Kind.FILE and reading.block.tab is not None:
            # Tabs may show several files; the same file in two of them is one or the other.
            same = [one for one in out if one.kind is Kind.FILE and one.path == reading.path]
            reason = _other_tab(reading.block.tab, same, system)
        out.append(reading if reason is None else replace(reading, skipped=reason))
    return tuple(out)


def _reason(
    index: int,
    readings: Sequence[BlockReading],
    done: Sequence[BlockReading],
    contexts: Sequence[BlockContext],
    near: Sequence[bool],
    system: str,
) -> str | None:
    tab = readings[index].block.tab
    if tab is not None and (reason := _other_tab(tab, done, system)) is not None:
        return reason
    context = contexts[index]
    if (other := _other_system(readings[index], context, system)) is not None:
        return f"an alternative: it is for {other}"
    says: Says = context.phrases.alternatives
    if not index or not near[index]:
        return None
    first = index - 1
    while first and done[first].skipped and near[first]:
        first -= 1
    if not done[first].executed:
        return None
    if _lead(context, says.OR_LEAD):
        return "an alternative to the block before it"
    mine = manager_of(readings[index])
    other = manager_of(readings[first]) if mine else None
    if mine and other and mine != other:
        return f"an alternative: `{other}` was taken"
    return None


def _other_system(reading: BlockReading, context: BlockContext, system: str) -> str | None:
    """The systems that a block is for, by its installer or what leads it in, if not this one."""
    if (other := _other_installer(reading, context, system)) is not None:
        return other
    says: Says = context.phrases.alternatives
    heading = context.block.section
    told = _lead(context, says.SYSTEM_LEAD)
    if told is None and says.SYSTEM_HEADING.search(heading.lower()):
        told = heading
    named = systems(told) if told else frozenset()
    return " or ".join(sorted(named)) if named and system not in named else None


def _other_installer(reading: BlockReading, context: BlockContext, system: str) -> str | None:
    """The system whose installer a block runs, where it is another one.

    Homebrew may be there on Linux too: only where it is told to be for macOS, or one of the ways.
    """
    programs = {command.split()[0] for command in simple_commands(reading.code)}
    if not programs or system == "windows":
        return None
    if programs <= _FOR_WINDOWS:
        return "windows"
    if programs != {"brew"} or system != "linux":
        return None
    lead = context.last_sentence
    said = f"{context.block.section}\n{lead.text if lead else ''}"
    named = systems(said)
    return "macos" if "macos" in named and "linux" not in named else None


def _lead(context: BlockContext, phrase: Phrase) -> str | None:
    """The sentence right before a block, where it has the phrase."""
    sentence = context.last_sentence if context.lead_says(phrase.bits) else None
    return sentence.skeleton if sentence and phrase.search(sentence.skeleton) else None


def _other_tab(tab: Tab, done: Sequence[BlockReading], system: str) -> str | None:
    """Why a tab is not the one of its group that is taken."""
    named = systems(tab.title)
    if named and system not in named:
        return f"an alternative: it is for {' or '.join(sorted(named))}"
    for reading in done:
        taken = reading.block.tab
        if taken is None or taken.group != tab.group or taken == tab:
            continue
        if reading.executed and reading.kind in (Kind.COMMAND, Kind.TRANSCRIPT, Kind.FILE):
            return f"an alternative: the tab `{taken.title}` was taken"
    return None
