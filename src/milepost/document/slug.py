"""Anchors of headings, as GitHub makes them.

The algorithm is that of the `github-slugger` package: lower case, characters other than letters,
marks, digits, connector punctuation, hyphen and space dropped, spaces to hyphens, and `-1`, `-2`
… appended to an anchor that is taken.
"""

from __future__ import annotations

import unicodedata

from milepost.text import lazy_re as re

_ASCII_DROPPED = re.compile(r"[\x00-\x1f!-,./:-@\[-^`{-\x7f]")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
# Letters by Unicode's Alphabetic property that are symbols by category: circled and squared ones.
_ALPHABETIC_SYMBOLS = (range(0x24B6, 0x24EA), range(0x1F130, 0x1F14A), range(0x1F150, 0x1F16A))


def slug(text: str) -> str:
    """The anchor of a heading's plain text, before it is told from others of the same text."""
    lowered = text.lower()
    if lowered.isascii():
        kept = _ASCII_DROPPED.sub("", lowered)
    else:
        kept = "".join([character for character in lowered if _is_kept(character)])
    return kept.replace(" ", "-")


class Slugger:
    """Anchors of one document, in its headings' order."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """The anchor of the next heading."""
        base = result = slug(text)
        while result in self._taken:
            self._taken[base] += 1
            result = f"{base}-{self._taken[base]}"
        self._taken[result] = 0
        return result


def _is_kept(character: str) -> bool:
    if character in "- ":
        return True
    if unicodedata.category(character) in _KEPT:
        return True
    point = ord(character)
    return any(point in symbols for symbols in _ALPHABETIC_SYMBOLS)
