"""Options of a block, out of directives, its info string and the sentence before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.base import DEFAULT, Options
from milepost.reading.blocks.foreign import folder
from milepost.reading.phrase import CODE, cue_bits, phrase

if TYPE_CHECKING:
    from milepost.milestone.check import Mode
    from milepost.reading.blocks.context import BlockContext

_DURATION = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|m|min|h)?\s*$")
_UNITS = {"ms": 0.001, "s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_MATCHES: dict[str, Mode] = {
    "exact": "exact", "similar": "similar", "contains": "contains", "regex": "regex",
    "json": "json", "table": "table",
}  # fmt: skip

_TERMINALS = cue_bits(("terminal", "shell", "console", "prompt", "tab"))
_OTHERS = cue_bits(
    ("another", "second", "new", "separate", "different", "third", "first", "original", "main")
)
_NEW_TERMINAL = phrase(
    r"\b(?:in|open|using|from|start|launch)\b[^.]{0,25}?\b(?P<which>another|a second|second|a new|"
    r"new|a separate|separate|a different|a third)\b (?:terminal|shell|console|command prompt|"
    r"tab|terminal (?:window|tab))",
    "terminal",
    "shell",
    "console",
    "prompt",
    "tab",
)
_FIRST_TERMINAL = phrase(
    r"\b(?:in|back (?:in|to)|return to|from)\b[^.]{0,15}?\bthe (?:first|original|main) "
    r"(?:terminal|shell)",
    "terminal",
    "shell",
)
_CWD = phrase(
    r"\b(?:from|in|inside|within)\b (?:the |your |this )?(?:new |project's )?(?P<code>{code})"
    r"(?: (?:folder|directory|project))?(?:,| run| execute| and run|:)",
    CODE,
)
_CWD_NAMED = phrase(
    r"\b(?:from|in|inside|within)\b (?:the |your )?(?:new )?(?P<code>{code}) (?:folder|directory)",
    " folder",
    " directory",
)


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
    for sentence in reversed(context.lead):
        found = _CWD_NAMED.search(sentence.skeleton) or _CWD.search(sentence.skeleton)
        if found is None:
            continue
        name = sentence.at(found.start("code")).text
        whole = found.group(0).lower()
        told = "folder" in whole or "directory" in whole or name.endswith("/")
        if told and re.fullmatch(r"[\w.~/@-]+", name):
            return name.rstrip("/") or "/"
    return None


def _terminal(context: BlockContext) -> str | None:
    if not context.lead_says(_TERMINALS) or not context.lead_says(_OTHERS):
        return None
    for sentence in context.lead:
        found = _NEW_TERMINAL.search(sentence.skeleton)
        if found:
            word = found["which"].lower().removeprefix("a ")
            return "3" if "third" in word else "2"
        if _FIRST_TERMINAL.search(sentence.skeleton):
            return "1"
    return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
