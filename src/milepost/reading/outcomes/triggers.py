"""What makes a sentence of a step an outcome, without any label."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec
from msgspec.structs import replace

from milepost.reading.phrase import among, cue_bits
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


_DIGIT = re.compile(r"\d")


class Says(Protocol):
    """What a language has to tell outcomes."""

    CUES: tuple[str, ...]
    PREFIX: Phrase
    STRONG: tuple[Phrase, ...]
    """One of these makes a sentence an outcome."""
    RESULT: tuple[Phrase, ...]
    """One of these does, if the sentence has an explicit part or a number."""
    BARE: Phrase
    IMPERATIVE: Phrase
    WEAK: Phrase
    CLAIM: Phrase
    BENEATH: Phrase
    """The beginning of a sentence that goes on about the block right above it."""


class Cues(msgspec.Struct, frozen=True):
    """Cues of outcomes, as bits."""

    tell: int
    """One of these is in every paragraph that has an outcome without a label."""
    claim: int
    """The same where a sentence only claims something."""
    beneath: int
    """The same where it is the first one below the block that it tells of."""
    force: int
    """The cues of every sentence of prose that is an outcome, or may be one."""


@cache
def trigger_cues(phrases: Phrases) -> Cues:
    """The cues of a language; to be asked for before a text's own."""
    says: Says = phrases.triggers
    claim = says.CLAIM.bits
    force = claim | says.WEAK.bits
    for phrase in (*says.STRONG, *says.RESULT):
        force |= phrase.bits
    return Cues(cue_bits(says.CUES), claim, says.BENEATH.bits, force)


Strength = Literal["strong", "weak", "result"]


def strength(sentence: Sentence, phrases: Phrases) -> Strength | None:
    """Whether a sentence of prose is an outcome, or may be one.

    What plainly claims a result is one, though no phrase says so that is known for it.
    """
    says: Says = phrases.triggers
    for phrase in among(says.STRONG, sentence.skeleton):
        if phrase.search(sentence.skeleton):
            return "strong"
    if (sentence.explicit or _DIGIT.search(sentence.skeleton)) and any(
        phrase.match(sentence.skeleton) for phrase in among(says.RESULT, sentence.skeleton)
    ):
        return "result"
    return "weak" if says.WEAK.search(sentence.skeleton) else None


def without_prefix(sentence: Sentence, phrases: Phrases) -> Sentence:
    """The sentence without "Verify that" before it."""
    says: Says = phrases.triggers
    found = says.PREFIX.match(sentence.skeleton)
    if found is None:
        return sentence
    return replace(sentence, skeleton=sentence.skeleton[found.end() :])
