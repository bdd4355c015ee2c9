"""Alternatives: npm / yarn / pnpm, Linux / macOS / Windows, "oder": one is taken."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

OR = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:oder|alternativ)\b(?: (?:mit|über) [\w .-]+?)?\s*[:,.]?(?:\s*-+)?\s*$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:oder )?(?:auf |für |mit |unter )?(?P<names>(?:npm|yarn|pnpm|bun|linux|ubuntu|debian|"
    r"mac(?:os)?|mac os|osx|os x|unix|windows(?: \(?(?:powershell|cmd)\)?)?|powershell|cmd)"
    r"(?:\s*(?:/|,|und|&|oder)\s*(?:linux|ubuntu|debian|mac(?:os)?|unix|windows|osx))*)\s*:?\s*$",
    re.IGNORECASE,
)
SYSTEM_LEAD = phrase(
    r"^(?:\W*)(?:(?:wenn du (?:auf|mit)|auf|für|unter|mit) )?(?:(?:einem|deinem|ihrem|dem|eurem) )?"
    r"(?:linux|ubuntu|debian|mac(?:os|book)?|mac os x?|osx|os x|windows|powershell|unix|wsl|cmd)\b[^.\n]{0,60}$",
    "linux", "ubuntu", "debian", "mac", "osx", "os x", "windows", "powershell", "unix", "wsl", "cmd",
)  # fmt: skip
OR_LEAD = phrase(
    r"^(?:oder\b|alternativ\b|(?:mit|für) (?:yarn|pnpm|bun)\b)[^.\n]{0,90}$",
    "oder", "alternativ", "mit ", "für ",
)  # fmt: skip
SYSTEM_HEADING = phrase(
    r"^\W*(?:(?:auf|für|mit|unter|in) )?(?:deinem |dem |einem )?(?P<names>(?:linux|ubuntu|debian|mac(?:os|book)?|mac os(?: x)?|os x|osx|unix|windows(?: \d+)?|powershell|wsl\d?|command prompt|cmd)"
    r"(?:\s*(?:/|,|&|und|oder)\s*(?:linux|ubuntu|debian|mac(?:os|book)?|mac os(?: x)?|os x|osx|unix|windows(?: \d+)?|powershell|wsl\d?|command prompt|cmd))*)(?: users?)?\W*$",
    "linux", "ubuntu", "debian", "mac", "osx", "os x", "unix", "windows", "powershell", "wsl",
    "command prompt", "cmd",
)  # fmt: skip
"""A heading that names nothing but systems: all that stands under it is for these."""
