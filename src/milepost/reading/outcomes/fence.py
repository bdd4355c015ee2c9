"""What an announced fence asks for, together with the sentence that announces it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from milepost.milestone.check import OutputContains, OutputLine, OutputMatches, PathExists
from milepost.reading.alone import stands_alone
from milepost.reading.blocks.announced import FILES_NOTE, NOT_COMPARED
from milepost.reading.blocks.places import (
    ENDS_WITH,
    LAST_LINE,
    LAST_LINES,
    PLACE_NOTE,
    STARTS_WITH,
)
from milepost.reading.masks import ALL, mask, wholly_volatile
from milepost.reading.outcomes import veto
from milepost.reading.outcomes.marks import literal
from milepost.reading.outcomes.page import shown_on_page
from milepost.reading.outcomes.sentence import SentenceReading
from milepost.reading.phrase import CODE, QUOTE
from milepost.reading.volatile import volatile
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Check
    from milepost.reading.base import BlockReading
    from milepost.reading.outcomes.base import Surroundings
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

_WORD_OR_DASH = re.compile(r"[\w-]")


class Says(Protocol):
    """What a language has to tell what a sentence is about."""

    TERMINAL: Phrase


def asked_by(reading: BlockReading) -> tuple[Check, ...]:
    """What an announced fence asks for."""
    if FILES_NOTE in reading.notes:
        return tuple(
            PathExists(path=path, kind="folder" if path.endswith("/") else "file")
            for path in reading.code.split("\n")
        )
    if why_not_compared(reading):
        return ()
    places = [note for note in reading.notes if note.startswith(PLACE_NOTE)]
    if places:
        return (_at(places[0].removeprefix(PLACE_NOTE), reading.code.strip()),)
    options = reading.options
    return (
        OutputMatches(
            expected=reading.code,
            mode=options.match,
            masks=options.masks,
            share=options.share,
        ),
    )


def _at(place: str, text: str) -> OutputLine | OutputMatches:
    """A line or some at the place of the output that its announcement names."""
    if "\n" in text:
        at_end = place in (ENDS_WITH, LAST_LINES)
        return OutputMatches(expected=f"...\n{text}" if at_end else f"{text}\n...")
    if place == ENDS_WITH:
        return OutputLine(text=text, how="ends with")
    if place == STARTS_WITH:
        return OutputLine(text=text, how="starts with")
    return OutputLine(text=text, line=-1 if place in (LAST_LINE, LAST_LINES) else 1)


def why_not_compared(reading: BlockReading) -> str:
    """Why an announced fence is left to a person; empty where it is not."""
    note = next((note for note in reading.notes if note.startswith(NOT_COMPARED)), "")
    return note.removeprefix(NOT_COMPARED)


def with_fence(
    read: SentenceReading, fence: BlockReading, sentence: Sentence, around: Surroundings
) -> tuple[SentenceReading, tuple[OutputContains, ...]]:
    """The sentence with the fence that it announces, and those parts of it that it names."""
    says: Says = around.phrases.fence
    checks, why = read.checks, read.why
    if around.page is not None and not says.TERMINAL.search(sentence.skeleton):
        shown_there = shown_on_page(around.page, fence)
        names = (why if checks else "", "fence" if shown_there else "")
        told = ", ".join(filter(None, names)) or veto.ON_SCREEN
        return msgspec.structs.replace(read, checks=(*checks, *shown_there), why=told), ()
    asked = asked_by(fence)
    named: tuple[OutputContains, ...] = ()
    unread = read.unread
    if asked and _denies_more(sentence, fence, around.phrases):
        return SentenceReading((), "a negation that is not understood"), ()
    if asked:
        shown = tuple(c for c in checks if _is_shown(c, fence))
        lost = [c.text for c in checks if isinstance(c, OutputContains) and c not in shown]
        checks, unread = shown, (*lost, *unread)
        named = tuple(c for c in _named_in(fence, sentence, around.phrases) if c not in checks)
        why = ", ".join(n for n in (why if checks else "", "fence") if n)
    elif not checks:
        why = why_not_compared(fence) or why
    checks = (*checks, *asked, *named)
    return msgspec.structs.replace(read, checks=checks, why=why, unread=unread), named


def _named_in(
    reading: BlockReading, sentence: Sentence, phrases: Phrases
) -> tuple[OutputContains, ...]:
    """The explicit parts of a sentence that stand in the example too, and the same each time."""
    if reading.options.share == 1.0 or veto.negations(sentence.skeleton, phrases):
        return ()
    if veto.is_guess(sentence.skeleton, phrases):
        return ()
    texts = [part.text for part in sentence.explicit if part.kind in (CODE, QUOTE)]
    return tuple(
        OutputContains(text=text)
        for text in dict.fromkeys(texts)
        if len(text) > 1 and literal(text) == text and _stands_in(text, reading.code)
    )


def _is_shown(check: Check, reading: BlockReading) -> bool:
    """Whether an example of output agrees with what the sentence that announces it says."""
    if not isinstance(check, OutputContains) or check.negated:
        return True
    return FILES_NOTE in reading.notes or check.text in reading.code


def _stands_in(text: str, example: str) -> bool:
    """Whether a text that is the same each time stands in an example by itself."""
    if volatile(text, "") or wholly_volatile(mask(text, ALL)):
        return False
    return stands_alone(text, example, before=_WORD_OR_DASH, after=_WORD_OR_DASH)


def _denies_more(sentence: Sentence, fence: BlockReading, phrases: Phrases) -> bool:
    """Whether a sentence says that something is not there which the fence does not show."""
    named = [part.text for part in sentence.explicit if part.kind in (CODE, QUOTE)]
    if all(text in fence.code for text in named):
        return False
    return bool(veto.negations(sentence.skeleton, phrases))
