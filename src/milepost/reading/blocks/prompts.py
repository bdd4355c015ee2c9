"""Prompts of terminals: what stands before a command in a transcript."""

from __future__ import annotations

from milepost.reading.programs import all_commands
from milepost.text import lazy_re as re

PROMPT = re.compile(
    r"^\s{0,3}(?:\([\w.@/-]+\) ?)?(?:"
    r"(?:[\w.-]+@[\w.-]+(?:[: ][^\s$#%]*)? ?|\[[\w.-]+@[^\]]+\] ?|(?:bash|sh|zsh)-[\d.]+|"
    r"~(?:/[\w./-]*)? ?|[\w.-]+:~?[\w./-]*)?(?:\$|%(?! +[A-Z])|❯|➜)"
    r"|(?:[\w.-]+@[\w.-]+[: ][^\s$#%]*|\[[\w.-]+@[^\]]+\] ?)#)(?: (?P<text>.*))?$"
)
"""Prompts of ordinary users, and of root where a machine is named."""
_ROOT = re.compile(r"^# (?P<text>(?![A-Z]).+)$")
"""No command begins with a capital; a comment mostly does."""
_ANGLE = re.compile(r"^> (?P<text>.+)$")


def prompt_of(code: str, *, console: bool) -> re.Pattern[str] | None:
    """The prompt that a transcript uses; None where it has none."""
    if "$" in code or "%" in code or "❯" in code or "➜" in code or ("@" in code and "# " in code):
        first = next((m for line in code.split("\n") if (m := PROMPT.match(line))), None)
        if first is not None and first["text"]:
            return PROMPT
    if not console:
        return None
    full = next((line for line in code.split("\n") if line.strip()), "")
    if _ROOT.match(full):
        # Above commands without prompts, it is a comment.
        return None if all_commands(code) else _ROOT
    return _ANGLE if full.startswith("> ") else None
