"""One line of expected output that may be a matcher: what cram's endings and `[..]` mean.

Scrut's names for them are understood too.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from milepost.reading.blanks import opened
from milepost.reading.normalise import normalise
from milepost.reading.numbers import shown_shorter

if TYPE_CHECKING:
    from collections.abc import Callable

ANY_LINES = ("...", "…", "[...]", "<...>")
"""A line of expected output that stands for any lines; the last one is byexample's."""

_GLOB = re.compile(r"\\?\*|\\?\?|\\\\")


def line_matches(want: str, have: str) -> bool:
    """Whether a line of expected output, be it a matcher or text, holds for a line of output."""
    if want == have:
        return True
    body, _, kind = want.rpartition(" (")
    if (matches := _MATCHERS.get(kind)) is not None:
        return matches(body, have)
    want = opened(want) if "<" in want else want
    if "[..]" in want:
        body = ".*".join(re.escape(part) for part in want.split("[..]"))
        return re.fullmatch(body, have) is not None
    return shown_shorter(want, have)


def _by_glob(pattern: str, have: str) -> bool:
    if pattern.endswith((" (esc)", " (escaped)")):
        pattern = normalise(_unescaped(pattern.rpartition(" (")[0]))
    return _glob(pattern).fullmatch(have) is not None


def own_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A guide's own pattern; raises `re.error`.

    What Python thinks of its style, such as of a `[[`, is for nobody who reads a result.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(pattern, flags)


def _by_expression(pattern: str, have: str) -> bool:
    try:
        return own_pattern(pattern).fullmatch(have) is not None
    except re.error:
        return False


def _by_escapes(text: str, have: str) -> bool:
    return have in (found := _unescaped(text), normalise(found))


def _unescaped(text: str) -> str:
    return text.encode().decode("unicode_escape", "replace")


def _glob(pattern: str) -> re.Pattern[str]:
    parts: list[str] = []
    at = 0
    for found in _GLOB.finditer(pattern):
        parts.append(re.escape(pattern[at : found.start()]))
        parts.append({"*": ".*", "?": "."}.get(found[0], re.escape(found[0][1:])))
        at = found.end()
    return re.compile("".join(parts) + re.escape(pattern[at:]))


_MATCHERS: dict[str, Callable[[str, str], bool]] = {
    "glob)": _by_glob,
    "re)": _by_expression,
    "regex)": _by_expression,
    "esc)": _by_escapes,
    "escaped)": _by_escapes,
    "equal)": str.__eq__,
}
"""What the word in brackets at a line's end means: cram's names, and Scrut's."""
