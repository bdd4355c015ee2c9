"""What a step's prose tells the reader to do, and no block does: it is not carried out.

A command in a sentence may be an aside, an example or a warning; only a fence says that it is to
be run. So that nothing is left out in silence, such sentences are listed.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.model import Prose
from milepost.reading.base import Instruction, Kind
from milepost.reading.outcomes.marks import is_call
from milepost.reading.paths import is_file
from milepost.reading.phrase import bits_of, cue_bits, phrase
from milepost.reading.sentence import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.model import Step
    from milepost.reading.base import BlockReading
    from milepost.text.span import Span

CUES = cue_bits(("run", "execute", "enter", "type", "replace", "change"))
"""One of these is in every such sentence."""
_LED = r"^(?:(?:now|then|next|first|finally|lastly|afterwards|please|and),? |to [^,\ue000]{1,60}, |in [^,\ue000]{1,40}, |in {code}, )*"
COMMAND = phrase(
    _LED
    + r"(?:run|execute|enter|type)(?: the command| the following command)?:? (?P<said>{code})(?! (?:to see|if you)\b)"
)
REPLACE = phrase(
    _LED
    + r"(?:replace|change) (?:the (?:line |text |value )?)?(?P<said>{said}) (?:with|by|to) (?P<new>{said})"
)
_CONDITION = phrase(r"\b(?:if|you can|you may|you could|optional|optionally|instead|would|might)\b")
_PRINTS = (Kind.COMMAND, Kind.TRANSCRIPT)


def instructions(
    step: Step, blocks: Sequence[BlockReading], judged: Sequence[Span]
) -> Iterator[Instruction]:
    """Such sentences, but for asides and those that `judged`, the step's outcomes, have."""
    for part in step.parts:
        if not isinstance(part, Prose) or part.quoted or not _may(part):
            continue
        done = "\n".join(block.code for block in blocks if block.kind in _PRINTS)
        for sentence in sentences(part.inlines):
            if any(sentence.span in span for span in judged):
                continue
            if (text := _told(sentence)) is not None and text not in done:
                yield Instruction(sentence.span, sentence.text, text)


def _may(part: Prose) -> bool:
    return bool(bits_of(part.text) & CUES)


def _told(sentence: Sentence) -> str | None:
    """What is to be done: a command, or one text in the place of another."""
    if not sentence.explicit or _CONDITION.search(sentence.skeleton):
        return None
    found = COMMAND.search(sentence.skeleton)
    if found is not None:
        command = sentence.at(found.start("said")).text
        return command if is_call(command) else None
    found = REPLACE.search(sentence.skeleton)
    if found is None or not any(is_file(part.text) for part in sentence.explicit):
        return None
    return f"{sentence.at(found.start('said')).text} → {sentence.at(found.start('new')).text}"
