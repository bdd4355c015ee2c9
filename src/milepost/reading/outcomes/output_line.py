""" "The first line is `x`", "the output ends with `x`", "the output is `x`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from milepost.milestone.check import OutputLine, OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.phrase import among

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "output line"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    ORDINALS: dict[str, int]
    LINE: Phrase
    WHOLE: tuple[Phrase, ...]
    IS: tuple[Phrase, ...]
    A_LINE: Phrase
    STARTS: tuple[str, ...]
    """Beginnings of verbs that tell how it starts."""
    ENDS: tuple[str, ...]
    """The same of how it ends."""
    EQUALS: tuple[str, ...]
    """Verbs that tell all of it."""


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What a line is, how the output starts or ends, or what all of it is."""
    says: Says = around.phrases.output_line
    if not around.has_command:
        return
    taken: list[tuple[int, int]] = []
    for pattern in among((says.LINE, *says.WHOLE, *says.IS), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            text = sentence.at(found.start("said")).text
            check = _exact(text, found, around) if pattern in says.IS else _part(text, found, says)
            if check is not None:
                taken.append(found.span())
                yield Found(found.start(), found.end(), check)


def _part(text: str, found: re.Match[str], says: Says) -> Check | None:
    groups = found.groupdict()
    how = _how(groups["how"], says)
    said = literal(text)
    if said is None or (said != text.strip() and how in ("is", "ends with")):
        return None
    which = groups.get("which")
    line = says.ORDINALS[which] if which else None
    if line is None and "not" not in groups and says.A_LINE.search(found[0]):
        return None  # A line among others has no check of its own.
    return OutputLine(text=said, line=line, how=how, negated=bool(groups.get("not")))


def _exact(text: str, found: re.Match[str], around: Surroundings) -> Check | None:
    """The whole output of a single command; the last line where the block has several."""
    said = literal(text)
    if said is None or said != text.strip():
        return None
    negated = bool(found["not"])
    if around.several:
        return OutputLine(text=said, line=-1, negated=negated)
    return OutputMatches(expected=said, negated=negated)


def _how(verb: str, says: Says) -> Literal["is", "contains", "starts with", "ends with"]:
    if verb.startswith(says.STARTS):
        return "starts with"
    if verb.startswith(says.ENDS):
        return "ends with"
    return "is" if verb in says.EQUALS else "contains"
