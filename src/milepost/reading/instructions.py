"""What a step's prose tells the reader to do, and no block does: it is not carried out.

A command in a sentence may be an aside, an example or a warning; only a fence says that it is to
be run. So that nothing is left out in silence, such sentences are listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.model import Prose
from milepost.reading.base import Instruction, Kind
from milepost.reading.blocks.dialogue import answers_of
from milepost.reading.outcomes.marks import is_call
from milepost.reading.paths import is_file
from milepost.reading.phrase import bits_of, cue_bits
from milepost.reading.sentence import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.model import Step
    from milepost.reading.base import BlockReading
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.text.span import Span


class Says(Protocol):
    """What a language has to tell such sentences."""

    CUES: tuple[str, ...]
    """One of these is in every such sentence."""
    COMMAND: Phrase
    REPLACE: Phrase
    CONDITION: Phrase


_PRINTS = (Kind.COMMAND, Kind.TRANSCRIPT)


def instructions(
    step: Step, blocks: Sequence[BlockReading], judged: Sequence[Span], phrases: Phrases
) -> Iterator[Instruction]:
    """Such sentences, but for asides and those that `judged`, the step's outcomes, have."""
    for part in step.parts:
        if not isinstance(part, Prose) or part.quoted or not _may(part, phrases):
            continue
        for sentence in sentences(part.inlines, phrases):
            text = _told(sentence, phrases)
            if text is None or any(sentence.span in span for span in judged):
                continue
            code = (block.code for block in blocks if block.kind in _PRINTS)
            done = "\n".join([*code, *answers_of(blocks)])
            if text not in done:
                yield Instruction(sentence.span, sentence.text, text)


def _may(part: Prose, phrases: Phrases) -> bool:
    says: Says = phrases.instructions
    return bool(cue_bits(says.CUES) & bits_of(part.text))


def _told(sentence: Sentence, phrases: Phrases) -> str | None:
    """What is to be done: a command, or one text in the place of another."""
    says: Says = phrases.instructions
    if not sentence.explicit or not cue_bits(says.CUES) & bits_of(sentence.skeleton):
        return None
    if says.CONDITION.search(sentence.skeleton):
        return None
    found = says.COMMAND.search(sentence.skeleton)
    if found is not None:
        command = sentence.at(found.start("said")).text
        return command if is_call(command) else None
    found = says.REPLACE.search(sentence.skeleton)
    if found is None or not any(is_file(part.text) for part in sentence.explicit):
        return None
    return f"{sentence.at(found.start('said')).text} → {sentence.at(found.start('new')).text}"
