"""What makes a sentence of a step an outcome, without any label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from msgspec.structs import replace

from milepost.reading.phrase import bits_of, cue_bits

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has to tell outcomes."""

    CUES: tuple[str, ...]
    PREFIX: Phrase
    STRONG: Phrase
    BARE: Phrase
    IMPERATIVE: Phrase
    WEAK: Phrase
    CLAIM: Phrase


def may_be_one(skeleton: str, phrases: Phrases) -> bool:
    """Whether a sentence has a cue of those that are outcomes, or may be some."""
    says: Says = phrases.triggers
    return bool(bits_of(skeleton) & (says.STRONG.bits | says.WEAK.bits | says.CLAIM.bits))


def may_claim(text: str, phrases: Phrases) -> bool:
    """Whether a paragraph may have a sentence that only claims something."""
    says: Says = phrases.triggers
    return bool(bits_of(text) & says.CLAIM.bits)


def may_tell(text: str, phrases: Phrases) -> bool:
    """Whether a paragraph may have an outcome without a label."""
    says: Says = phrases.triggers
    return bool(cue_bits(says.CUES) & bits_of(text))


def strength(sentence: Sentence, phrases: Phrases) -> Literal["strong", "weak"] | None:
    """Whether a sentence of prose is an outcome, or may be one."""
    says: Says = phrases.triggers
    if says.STRONG.search(sentence.skeleton):
        return "strong"
    return "weak" if says.WEAK.search(sentence.skeleton) else None


def without_prefix(sentence: Sentence, phrases: Phrases) -> Sentence:
    """The sentence without "Verify that" before it."""
    says: Says = phrases.triggers
    found = says.PREFIX.match(sentence.skeleton)
    if found is None:
        return sentence
    return replace(sentence, skeleton=sentence.skeleton[found.end() :])
