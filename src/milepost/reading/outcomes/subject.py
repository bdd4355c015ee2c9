"""Whose output or status a phrase tells: the block's before it, or another command's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.outcomes.marks import could_be_command
from milepost.reading.phrase import CODE, QUOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has for this reading."""

    NAMED: Phrase
    CLAIMS_OTHER: Phrase
    OF_FILE: Phrase
    """A sentence about a file, its `path` first."""
    IT: Phrase
    """The beginning of one that goes on about what the sentence before is about."""


def names_other(sentence: Sentence, start: int, phrases: Phrases) -> bool:
    """Whether what is told from an index on is told of a command that the sentence names."""
    before = sentence.skeleton[:start]
    if CODE not in before and QUOTE not in before:
        return False
    says: Says = phrases.subject
    named = says.NAMED.search(before)
    if named is None or not could_be_command(sentence.at(named.start("mark")).text):
        return False
    return not says.CLAIMS_OTHER.match(sentence.skeleton[named.end("mark") : start + 12])


def goes_on_about_file(told: Sequence[Sentence], phrases: Phrases) -> bool:
    """Whether "it" or "its first line" in the last sentence is a file of a sentence before."""
    says: Says = phrases.subject
    for before, sentence in zip(reversed(told[:-1]), reversed(told), strict=False):
        if not says.IT.search(sentence.skeleton):
            return False
        if says.OF_FILE.search(before.skeleton):
            return True
    return False
