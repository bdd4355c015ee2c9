"""Status lines of answers, which curl prints only where it is told to."""

from __future__ import annotations

from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

STATUS_LINE = re.compile(r"\s*(?:< ?)?HTTP/[\d.]+ [1-5]\d\d\b")
NO_STATUS_LINE = "the command prints no status line"

_TOLD = re.compile(
    r" (?:-[a-zA-Z]*[iIvD][a-zA-Z]*|-[a-zA-Z]*w"
    r"|--(?:include|head|verbose|dump-header|trace\S*|write-out))(?![a-zA-Z-])"
)
_CONFIGURED = re.compile(r" (?:-[a-zA-Z]*K|--config)\b|\$[({]?\w*(?i:opt|arg|flag)")


def hides_status(commands: str) -> bool:
    """Whether all that commands do is to ask with curl, and to print what is answered alone."""
    simple = simple_commands(commands.replace("\\\n", " "))
    return bool(simple) and all(
        one.startswith("curl ") and not _TOLD.search(one) and not _CONFIGURED.search(one)
        for one in simple
    )
