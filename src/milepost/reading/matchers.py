"""One line of expected output that may be a matcher: what cram's endings and `[..]` mean."""

from __future__ import annotations

import re

from milepost.reading.blanks import opened

ANY_LINES = ("...", "…", "[...]")
"""A line of expected output that stands for any lines."""

_GLOB = re.compile(r"\\?\*|\\?\?|\\\\")


def line_matches(want: str, have: str) -> bool:
    """Whether a line of expected output, be it a matcher or text, holds for a line of output."""
    if want == have:
        return True
    if want.endswith(" (glob)"):
        return _glob(want.removesuffix(" (glob)")).fullmatch(have) is not None
    if want.endswith(" (re)"):
        try:
            return re.fullmatch(want.removesuffix(" (re)"), have) is not None
        except re.error:
            return False
    if want.endswith(" (esc)"):
        return want.removesuffix(" (esc)").encode().decode("unicode_escape", "replace") == have
    want = opened(want) if "<" in want else want
    if "[..]" in want:
        body = ".*".join(re.escape(part) for part in want.split("[..]"))
        return re.fullmatch(body, have) is not None
    return False


def _glob(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    at = 0
    for found in _GLOB.finditer(pattern):
        parts.append(re.escape(pattern[at : found.start()]))
        parts.append({"*": ".*", "?": "."}.get(found[0], re.escape(found[0][1:])))
        at = found.end()
    return re.compile("".join(parts) + re.escape(pattern[at:]))
