"""Alternatives: npm / yarn / pnpm, Linux / macOS / Windows, "or": one is taken.

Within one block by its comment lines; between blocks by what leads them in and what they run.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

OR = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:or|alternatively)\b(?: (?:using|with|via|if you use) [\w .-]+?)?\s*[:,.]?"
    r"(?:\s*-+)?\s*$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\s*#+\s*(?:-+\s*)?(?:or )?(?:on |for |using |with )?(?P<names>(?:npm|yarn|pnpm|bun|linux|ubuntu|debian|"
    r"mac(?:os)?|mac os|osx|os x|unix|windows(?: \(?(?:powershell|cmd|command prompt)\)?)?|powershell|"
    r"cmd)(?:\s*(?:/|,|and|&|or)\s*(?:linux|ubuntu|debian|mac(?:os)?|unix|windows|osx))*)"
    r"\s*(?:users?)?\s*:?\s*$",
    re.IGNORECASE,
)
SYSTEM_LEAD = phrase(
    r"^(?:\W*)(?:(?:if you(?: are|'re|’re)? (?:on|using)|on|for|in|using|under) )?(?:an? |the |your |my |any )?(?:(?:apple silicon|intel|m\d|own|other|local) )?"
    r"(?:linux|ubuntu|debian|mac(?:os|book)?|mac os x?|osx|os x|windows|powershell|unix|wsl|command prompt|cmd)"
    r"\b[^.\n]{0,60}$",
    "linux", "ubuntu", "debian", "mac", "osx", "os x", "windows", "powershell", "unix", "wsl",
    "command prompt", "cmd",
)  # fmt: skip
OR_LEAD = phrase(
    r"^(?:or\b|alternatively\b|or,|if you (?:prefer|use|are using|'re using|’re using) "
    r"(?:yarn|pnpm|bun|npm|docker|conda|poetry|uv|pip)\b|(?:with|using) (?:yarn|pnpm|bun)\b)[^.\n]{0,90}$",
    "or", "alternatively", "if you", "with ", "using ",
)  # fmt: skip
SYSTEM_HEADING = phrase(
    r"^\W*(?:(?:on|for|with|using|under|in) )?(?:your |an? |the )?(?P<names>(?:linux|ubuntu|debian|mac(?:os|book)?|mac os(?: x)?|os x|osx|unix|windows(?: \d+)?|powershell|wsl\d?|command prompt|cmd)"
    r"(?:\s*(?:/|,|&|and|or)\s*(?:linux|ubuntu|debian|mac(?:os|book)?|mac os(?: x)?|os x|osx|unix|windows(?: \d+)?|powershell|wsl\d?|command prompt|cmd))*)(?: users?)?\W*$",
    "linux", "ubuntu", "debian", "mac", "osx", "os x", "unix", "windows", "powershell", "wsl",
    "command prompt", "cmd",
)  # fmt: skip
"""A heading that names nothing but systems: all that stands under it is for these."""
