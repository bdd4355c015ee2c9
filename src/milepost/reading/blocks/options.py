"""Options of a block, out of directives, its info string and the sentence before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import DEFAULT, Options
from milepost.reading.blocks.foreign import folder
from milepost.reading.phrase import cue_bits
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mode
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase


class Says(Protocol):
    """What a language has for this reading."""

    TERMINALS: tuple[str, ...]
    """Parts of words, one of which names a terminal."""
    OTHERS: tuple[str, ...]
    """The same for words that tell which one."""
    NEW_TERMINAL: Phrase
    FIRST_TERMINAL: Phrase
    CWD: Phrase
    CWD_NAMED: Phrase
    FOLDERS: tuple[str, ...]
    """Words that name a folder."""
    THIRD: tuple[str, ...]
    """Words for the third terminal; all others are the second."""


_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|m|min|h)?\s*$")
_UNITS = {"ms": 0.001, "s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_MATCHES: dict[str, Mode] = {
    "exact": "exact", "similar": "similar", "contains": "contains", "regex": "regex",
    "json": "json", "table": "table",
}  # fmt: skip


def read_options(context: BlockContext) -> Options:
    """What directives say, and prose where they are silent."""
    if context.bare:
        terminal = _terminal(context)
        cwd = folder(context)
        return Options(terminal=terminal, cwd=cwd) if terminal or cwd else DEFAULT
    terminal = context.directive("terminal")
    background = context.flag("background") and context.directive("background") != "false"
    if terminal is None and not background:
        terminal = _terminal(context)
    return Options(
        background=background,
        ready=context.directive("ready"),
        timeout=seconds(context.directive("timeout")),
        status=_number(context.directive("exit")),
        terminal=terminal,
        cwd=context.directive("cwd") or folder(context),
        retry=_number(context.directive("retry")),
        match=_MATCHES.get(context.directive("match") or "", "exact"),
        network=context.directive("network") not in ("off", "false", "none"),
    )


def seconds(text: str | None) -> float | None:
    """A duration such as `30s`, `2m` or `500ms` in seconds; None where it is none."""
    found = _DURATION.match(text) if text else None
    return float(found[1]) * _UNITS[found[2] or "s"] if found else None


def directory(context: BlockContext) -> str | None:
    """The directory that the sentence before a command names, as the guide says it."""
    if not context.lead_has_code:
        return None
    says: Says = context.phrases.options
    for sentence in reversed(context.lead):
        found = says.CWD_NAMED.search(sentence.skeleton) or says.CWD.search(sentence.skeleton)
        if found is None:
            continue
        name = sentence.at(found.start("code")).text
        whole = found[0]
        told = name.endswith("/") or any(word in whole for word in says.FOLDERS)
        if told and re.fullmatch(r"[\w.~/@-]+", name):
            return name.rstrip("/") or "/"
    return None


def _terminal(context: BlockContext) -> str | None:
    says: Says = context.phrases.options
    if not (
        context.lead_says(cue_bits(says.TERMINALS)) and context.lead_says(cue_bits(says.OTHERS))
    ):
        return None
    for sentence in context.lead:
        found = says.NEW_TERMINAL.search(sentence.skeleton)
        if found:
            return "3" if found["which"] in says.THIRD else "2"
        if says.FIRST_TERMINAL.search(sentence.skeleton):
            return "1"
    return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
