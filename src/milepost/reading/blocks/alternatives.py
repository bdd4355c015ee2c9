"""Alternatives: npm / yarn / pnpm, Linux / macOS / Windows, "or": one is taken.

Within one block by its comment lines; between blocks by what leads them in and what they run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from milepost.reading.base import Kind
from milepost.reading.sentence import phrase
from milepost.reading.shell_words import simple_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.base import BlockReading

_OR = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:or|alternatively)\b(?: (?:using|with|via|if you use) [\w .-]+?)?\s*[:,.]?"
    r"(?:\s*-+)?\s*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:or )?(?:on |for |using |with )?(?P<names>(?:npm|yarn|pnpm|bun|linux|ubuntu|debian|"
    r"mac(?:os)?|mac os|osx|os x|unix|windows(?: \(?(?:powershell|cmd|command prompt)\)?)?|powershell|"
    r"cmd)(?:\s*(?:/|,|and|&|or)\s*(?:linux|ubuntu|debian|mac(?:os)?|unix|windows|osx))*)"
    r"\s*(?:users?)?\s*:?\s*$",
    re.IGNORECASE,
)
MANAGERS = ("npm", "yarn", "pnpm", "bun")
"""Package managers that do the same; the first that is offered is taken."""

_EXEC = {"npx": "npm", "pnpx": "pnpm", "bunx": "bun"}
_SYSTEMS: tuple[tuple[str, str], ...] = (
    ("linux", r"\b(?:linux|ubuntu|debian|unix|wsl|bash)\b"),
    ("macos", r"\b(?:mac(?:os)?|mac os x?|osx|os x|unix|homebrew)\b"),
    ("windows", r"\b(?:windows|powershell|cmd(?:\.exe)?|command prompt)\b"),
)
_SYSTEM_WORDS = [(name, re.compile(words, re.IGNORECASE)) for name, words in _SYSTEMS]
_SYSTEM_LEAD = phrase(
    r"^(?:\W*)(?:(?:if you(?: are|'re|’re)? (?:on|using)|on|for|in|using|under) )?(?:an? |the )?"
    r"(?:linux|ubuntu|debian|mac(?:os)?|mac os x?|osx|os x|windows|powershell|unix|wsl|command prompt|cmd)"
    r"\b[^.\n]{0,60}$"
)
_OR_LEAD = phrase(
    r"^(?:or\b|alternatively\b|or,|if you (?:prefer|use|are using|'re using|’re using) "
    r"(?:yarn|pnpm|bun|npm|docker|conda|poetry|uv|pip)\b|(?:with|using) (?:yarn|pnpm|bun)\b)[^.\n]{0,90}$"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines of a block that are meant for this machine; the others are blank."""

    code: str
    notes: tuple[str, ...]


def within(code: str, system: str) -> Chosen:
    """One of the alternatives that comment lines of a block part."""
    if "#" not in code:
        return Chosen(code, ())
    lines = code.split("\n")
    notes: list[str] = []
    dropping = False
    manager: str | None = None
    ran = False
    for number, line in enumerate(lines):
        label = _LABEL.match(line)
        if _OR.match(line) and ran:
            dropping, reason = True, line.strip("# \t:.-")
            notes.append(f"line {number + 1} on is an alternative ({reason}) and is not run")
        elif label is not None:
            dropping, manager = _labelled(label["names"].lower(), system, manager)
            if dropping:
                notes.append(f"line {number + 1} on is for {label['names']} and is not run")
        elif not line.strip():
            if dropping and not any(_LABEL.match(rest) for rest in lines[:number]):
                dropping = False
        elif line.lstrip().startswith("#"):
            dropping = dropping and label is not None
        if dropping:
            lines[number] = ""
        elif line.strip() and not line.lstrip().startswith("#"):
            ran = True
    return Chosen("\n".join(lines), tuple(notes))


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
    readings: Sequence[BlockReading], leads: Sequence[str], near: Sequence[bool], system: str
) -> tuple[BlockReading, ...]:
    """The readings with every alternative that is not taken marked as skipped.

    `leads[i]` is the skeleton of the sentence before block i (only if it belongs to it alone);
    `near[i]` tells whether nothing but a short sentence parts it from the block before it.
    """
    out: list[BlockReading] = []
    for index, reading in enumerate(readings):
        reason = None
        if reading.executed and reading.kind in (Kind.COMMAND, Kind.TRANSCRIPT):
            reason = _reason(index, readings, out, leads, near, system)
        out.append(reading if reason is None else replace(reading, skipped=reason))
    return tuple(out)


def _reason(
    index: int,
    readings: Sequence[BlockReading],
    done: Sequence[BlockReading],
    leads: Sequence[str],
    near: Sequence[bool],
    system: str,
) -> str | None:
    lead = leads[index]
    if lead and _SYSTEM_LEAD.search(lead):
        named = systems(lead)
        if named and system not in named:
            return f"an alternative: it is for {' or '.join(sorted(named))}"
    if not index or not near[index]:
        return None
    first = index - 1
    while first and done[first].skipped and near[first]:
        first -= 1
    if not done[first].executed:
        return None
    if lead and _OR_LEAD.search(lead):
        return "an alternative to the block before it"
    mine, other = manager_of(readings[index]), manager_of(readings[first])
    if mine and other and mine != other:
        return f"an alternative: `{other}` was taken"
    return None
