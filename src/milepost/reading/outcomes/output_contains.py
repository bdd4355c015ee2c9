""" "You should see `x`", "the output contains `x`", "it prints `x`"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import OutputContains, OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literals
from milepost.reading.outcomes.numbers import number
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "output contains"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]
    CONTINUED: Phrase
    OF_NAMED: re.Pattern[str]
    """What ends before a name whose value, and not the name, is seen."""
    A_LINE: re.Pattern[str]
    """What ends before a text that is a whole line."""
    OTHER_THINGS: re.Pattern[str]
    IS_SUBJECT: re.Pattern[str]
    """How it goes on after a text of which it is told what it is or did."""
    OWNS: re.Pattern[str]
    """What ends before a text whose own ID, name … is what is seen."""
    BEFORE: re.Pattern[str]
    """What may stand before it, of at most `_LONGEST` characters."""


_NAME = re.compile(r"[A-Za-z_$~./][\w.\[\]()/$-]*")
_LONGEST = 16
"""Characters before a code span that tell what it is the name of, at most."""


def _is_whole(sentence: Sentence, found: re.Match[str], around: Surroundings) -> bool:
    """Whether as many texts are named as the sentence says that there are, if it does."""
    count = found["count"] if "count" in found.re.groupindex else None
    said = sentence.said(*found.span("said"))
    return count is None or number(count, around.phrases) == len(said)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """One check for each code span or quoted text that is to be seen."""
    says: Says = around.phrases.output_contains
    if not around.has_command:
        return
    skeleton = sentence.skeleton
    any_found = False
    for pattern in among((*says.PHRASES, says.CONTINUED), skeleton):
        if pattern is says.CONTINUED and not any_found:
            continue
        for found in pattern.finditer(skeleton):
            start, end = found.span("said")
            if _is_of_others(sentence, found, says) or not _is_whole(sentence, found, around):
                continue
            any_found = True
            negated = bool(found["not"]) if "not" in found.re.groupindex else False
            for text in literals(sentence, start, end):
                # The whole phrase is claimed, so that its negation counts as understood.
                check: Check = OutputContains(text=text, negated=negated)
                if says.A_LINE.search(skeleton, 0, start) and not negated:
                    check = _line(text)
                yield Found(found.start(), found.end(), check)


def _is_of_others(sentence: Sentence, found: re.Match[str], says: Says) -> bool:
    """Whether what is said to be seen is something else, or something of another thing."""
    skeleton = sentence.skeleton
    start, end = found.span("said")
    if "listed" not in found.re.groupindex and (
        says.OTHER_THINGS.match(skeleton[end:])
        or says.BEFORE.search(skeleton, max(0, start - _LONGEST), start)
    ):
        return True
    if says.IS_SUBJECT.match(skeleton, found.end()) or says.OWNS.search(skeleton[:start]):
        return True
    text = sentence.at(start).text
    if says.OF_NAMED.search(skeleton[:start]) and _NAME.fullmatch(text):
        return True
    # "a `success` response" tells what kind of response it is.
    return skeleton.startswith(" response", end) and text.isalpha()


def _line(text: str) -> Check:
    """A line that ends with a text, after nothing but what a log puts before it."""
    words = r"\s+".join(map(re.escape, text.split()))
    return OutputMatches(expected=rf"(?:^|[\])}}|:>] )\s*{words}\s*$", mode="regex")
