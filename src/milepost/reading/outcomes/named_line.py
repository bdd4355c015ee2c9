"""What "it" should say, where the words before name a line or field of the output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputContains, OutputMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has for this reading."""

    PART: Phrase
    SAYS: Phrase


def on_its_line(
    checks: tuple[Check, ...], sentences_of: Sequence[Sentence], phrases: Phrases
) -> tuple[Check, ...]:
    """Checks of what "it" should say, where that is a line or field that is named before."""
    says: Says = phrases.named_line
    last = sentences_of[-1]
    said = says.SAYS.search(last.skeleton)
    for sentence in sentences_of if said else ():
        part = says.PART.search(sentence.skeleton)
        if part is None or said is None or (sentence is last and said.start() < part.start()):
            continue
        name, text = sentence.at(part.start()).text, last.at(said.start("said")).text
        line = OutputMatches(expected=rf"\b{re.escape(name)}\b.*{re.escape(text)}", mode="regex")
        return tuple(line if check == OutputContains(text=text) else check for check in checks)
    return checks
