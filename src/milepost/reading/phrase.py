"""Phrases: expressions over skeletons that are compiled late and asked only where they may hold.

Most phrases are in no sentence. Which parts of words a text has is found out once for a text, as
a set of bits; a phrase whose cues are not among them is not looked for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from milepost.text.patterns import compile_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CODE = "\ue000"
"""Stands for a code span."""
QUOTE = "\ue001"
"""Stands for quoted text."""
URL = "\ue002"
"""Stands for a URL in prose or a link's destination that is one."""
MARKS = CODE + QUOTE + URL
EXPLICIT = f"[{MARKS}]"

_MARKS = {
    "{code}": CODE,
    "{quote}": QUOTE,
    "{url}": URL,
    "{said}": f"[{CODE}{QUOTE}]",
    "{any}": EXPLICIT,
    "' ": r"['’] ",
}
"""What stands in a phrase for the marks of explicit parts."""

_UPPER = re.compile(r"\\.|\(\?P|[A-Z]")
_MOST: Final = 50_000
"""Words of which the cues are remembered."""
_RECENT: Final = 256
"""Texts of which they are: a sentence is asked for by many phrases, one after the other."""

_LONG: Final = 16
"""Characters up to which it is quicker to look up all parts of a word than to look for each cue."""

ALL_CUES: Final = -1
"""All bits: those of a text that has every cue."""
_ANY: Final = 1
"""The bit that every text has."""
_MOST_ANCHORS: Final = 256
_ANCHORS: Final = (2 << _MOST_ANCHORS) - 2
"""The bits of anchors; those of cues lie above them."""
_NONE: Final[Iterator[re.Match[str]]] = iter(())

_bits: dict[str, int] = {}
"""Every cue's bit."""
_parts: dict[int, dict[str, int]] = {}
"""The cues that are parts of words, by their length."""
_spaced: dict[int, list[tuple[str, int]]] = {}
"""Cues with a blank, by the bit of the word in them that tells where it is worth looking."""
_anchors: dict[tuple[str, bool, bool], int] = {}
"""These words' bits; with each, whether a word has to begin and to end with it."""
_words: dict[str, int] = {}
"""The cues of words that were met."""
_seen: dict[str, tuple[str, int]] = {}
"""The texts that were looked at last, each in lower case, with its cues."""


@cache
def cue_bits(cues: tuple[str, ...]) -> int:
    """A set of cues; a text has one of them if its own bits and these have one in common.

    They are to be made before the text is asked for its own.
    """
    found = 0
    for cue in cues:
        found |= _bits.get(cue) or _added(cue)
    return found


def _added(cue: str) -> int:
    """The bit of a new cue."""
    _words.clear()
    _seen.clear()
    bit = _bits[cue] = (2 << _MOST_ANCHORS) << len(_bits)
    words = cue.split()
    if words == [cue]:
        _parts.setdefault(len(cue), {})[cue] = bit
        return bit
    place = max(range(len(words)), key=lambda index: len(words[index]))
    begins = place > 0 or cue[0].isspace()
    ends = place < len(words) - 1 or cue[-1].isspace()
    key = words[place], begins, ends
    anchor = _anchors.get(key)
    if anchor is None:
        if len(_anchors) == _MOST_ANCHORS:
            raise ValueError("raise _MOST_ANCHORS: there are more cues of several words")
        anchor = _anchors[key] = 2 << len(_anchors)
    _spaced.setdefault(anchor, []).append((cue, bit))
    return bit


def bits_of(text: str) -> int:
    """The cues that a text has."""
    return (_seen.get(text) or _look(text))[1]


def among(phrases: Iterable[Phrase], text: str) -> list[Phrase]:
    """Those phrases that a text may have."""
    has = bits_of(text)
    return [one for one in phrases if has & one.bits]


def _look(text: str) -> tuple[str, int]:
    lower = text.lower()
    if len(lower) != len(text):
        # A few capitals have no small letter of their own.
        lower = "".join([small if len(small := char.lower()) == 1 else char for char in text])
    found = _ANY
    known = _words.get
    for word in lower.split():
        bits = known(word)
        if bits is None:
            bits = _cues_in(word)
        if bits:
            found |= bits
    anchors = found & _ANCHORS
    while anchors:
        anchor = anchors & -anchors
        anchors ^= anchor
        for cue, bit in _spaced[anchor]:
            if cue in lower:
                found |= bit
    if len(_seen) >= _RECENT:
        _seen.clear()
    _seen[text] = seen = (lower, found)
    return seen


def _cues_in(word: str) -> int:
    if len(_words) >= _MOST:
        _words.clear()
    found = 0
    size = len(word)
    if size > _LONG:
        found = sum([bit for cue, bit in _bits.items() if cue in word])
    else:
        for length, cues in _parts.items():
            for start in range(size - length + 1):
                found |= cues.get(word[start : start + length], 0)
    for (part, begins, ends), bit in _anchors.items():
        if (
            part in word
            and (not begins or word.startswith(part))
            and (not ends or word.endswith(part))
        ):
            found |= bit
    _words[word] = found
    return found


class Phrase:
    """A regular expression over skeletons, whatever their case.

    What it finds is in lower case; `sub` returns the whole text so, where it has the phrase. It is
    compiled for the first text that has its cues; from then on other methods stand for these.
    """

    def __init__(self, pattern: str, cues: tuple[str, ...] = ()) -> None:
        self.pattern = pattern
        self.cues = cues
        self.bits = cue_bits(cues) if cues else _ANY

    def search(self, text: str) -> re.Match[str] | None:
        return self._compile().search(text) if bits_of(text) & self.bits else None

    def match(self, text: str) -> re.Match[str] | None:
        return self._compile().match(text) if bits_of(text) & self.bits else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._compile().finditer(text) if bits_of(text) & self.bits else _NONE

    def sub(self, by: Callable[[re.Match[str]], str], text: str) -> str:
        return self._compile().sub(by, text) if bits_of(text) & self.bits else text

    def _compile(self) -> Phrase:
        """One expression for small letters is several times as fast as one for both."""
        lowered = _UPPER.sub(lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), self.pattern)
        compiled, bits = compile_kept(lowered), self.bits
        find, at_start, find_all = compiled.search, compiled.match, compiled.finditer
        put, known = compiled.sub, _seen.get

        def search(text: str) -> re.Match[str] | None:
            lower, has = known(text) or _look(text)
            return find(lower) if has & bits else None

        def match(text: str) -> re.Match[str] | None:
            lower, has = known(text) or _look(text)
            return at_start(lower) if has & bits else None

        def finditer(text: str) -> Iterator[re.Match[str]]:
            lower, has = known(text) or _look(text)
            return find_all(lower) if has & bits else _NONE

        def sub(by: Callable[[re.Match[str]], str], text: str) -> str:
            lower, has = known(text) or _look(text)
            return put(by, lower) if has & bits else text

        self.__dict__.update(search=search, match=match, finditer=finditer, sub=sub)
        return self


@cache
def phrase(pattern: str, *cues: str) -> Phrase:
    """A phrase's expression: `{code}`, `{quote}`, `{url}`, `{said}` (code or quote) are marks.

    `cues` are parts of words, in lower case, one of which is in every text that has the phrase.
    """
    for mark, expression in _MARKS.items():
        if mark in pattern:
            pattern = pattern.replace(mark, expression)
    return Phrase(pattern, cues)


NEVER: Final = phrase(r"(?!)", "\ue00f")
"""Stands in a language for a phrase that it does not have."""
