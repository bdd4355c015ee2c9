"""Options of a block, out of directives, its info string and the sentence before it."""

from __future__ import annotations

from milepost.reading.phrase import CODE, phrase

TERMINALS: tuple[str, ...] = ("terminal", "shell", "console", "prompt", "tab")
OTHERS: tuple[str, ...] = (
    "another", "second", "new", "separate", "different", "third", "first", "original", "main",
)  # fmt: skip
NEW_TERMINAL = phrase(
    r"\b(?:in|open|using|from|start|launch)\b[^.]{0,25}?\b(?P<which>another|a second|second|a new|"
    r"new|a separate|separate|a different|a third)\b (?:terminal|shell|console|command prompt|"
    r"tab|terminal (?:window|tab))",
    "terminal",
    "shell",
    "console",
    "prompt",
    "tab",
)
FIRST_TERMINAL = phrase(
    r"\b(?:in|back (?:in|to)|return to|from)\b[^.]{0,15}?\bthe (?:first|original|main) "
    r"(?:terminal|shell)",
    "terminal",
    "shell",
)
CWD = phrase(
    r"\b(?:from|in|inside|within)\b (?:the |your |this )?(?:new |project's )?(?P<code>{code})"
    r"(?: (?:folder|directory|project))?(?:,| run| execute| and run|:)",
    CODE,
)
CWD_NAMED = phrase(
    r"\b(?:from|in|inside|within)\b (?:the |your )?(?:new )?(?P<code>{code}) (?:folder|directory)",
    " folder",
    " directory",
)
FOLDERS: tuple[str, ...] = ("folder", "directory")
THIRD: tuple[str, ...] = ("a third",)
