"""The nearest phrase that would be read, for a sentence that reads as nothing.

It says what the sentence says, never its opposite: where that is not plain, there is no hint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.outcomes.marks import is_command
from milepost.reading.outcomes.numbers import number
from milepost.reading.paths import is_file, is_path
from milepost.reading.phrase import CODE

if TYPE_CHECKING:
    from milepost.reading.outcomes.veto import Says as VetoPhrases
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has to tell what a sentence is about, and to say it in a way that is read."""

    GONE: Phrase
    THERE: Phrase
    FILE: Phrase
    MORE: Phrase
    """In what is said of a file: more than that it is there."""
    LINES: Phrase
    """That it has a number of lines, `count`."""
    EMPTY: Phrase
    FOLDER: Phrase
    """A word that says that a path is a folder's."""
    OUTPUT: Phrase
    NOTHING_BUT: Phrase
    """A negation that says what alone is there."""
    UNSURE: Phrase
    """What turns a sentence round or takes some of it back, and is no plain negation."""
    PRINTS: str
    """Of a command and its output, in the place of `{}`, as the others here are."""
    SUCCEEDS: str
    CONTAINS: str
    """Of a text that the output contains."""
    CONTAINS_NOT: str
    A_PATH: str
    """A path as the subject of `EXISTS` and `IS_GONE`."""
    A_FILE: str
    """The same for what is no path by its form."""
    EXISTS: str
    IS_GONE: str


def hint(sentence: Sentence, phrases: Phrases) -> str | None:
    """A sentence of the same meaning that would be read, or None."""
    says: Says = phrases.hint
    vetoes: VetoPhrases = phrases.veto
    skeleton = sentence.skeleton
    code = next((part.text for part in sentence.explicit if part.kind == CODE), None)
    if code is None or vetoes.LEARNING.search(skeleton) or "://" in code:
        return None
    if says.NOTHING_BUT.search(skeleton) or says.UNSURE.search(skeleton):
        return None
    negations = sum(1 for _ in vetoes.NEGATION.finditer(skeleton))
    # Which of several texts a negation is of, and what two of them say together, is not known.
    if negations and (negations > 1 or len(sentence.explicit) > 1):
        return None
    negated = negations == 1
    if is_command(code):
        return None if negated else says.PRINTS.format(code, "…")
    if any(one.search(skeleton) for one in (says.FILE, says.THERE, says.GONE)) or is_path(code):
        return _of_path(code, skeleton, phrases, negated=negated)
    if not says.OUTPUT.search(skeleton):
        return None
    if negated:
        return says.CONTAINS_NOT.format(code)
    # That a text is there would be less than that it is there alone, or so many times.
    return None if vetoes.QUALIFIER.search(skeleton) else says.CONTAINS.format(code)


def _of_path(path: str, skeleton: str, phrases: Phrases, *, negated: bool) -> str | None:
    says: Says = phrases.hint
    subject = (says.A_PATH if is_path(path) else says.A_FILE).format(path)
    if says.EMPTY.search(skeleton):
        # Of a folder that test says nothing.
        told = not says.FOLDER.search(skeleton) and (is_file(path) or says.FILE.search(skeleton))
        return says.SUCCEEDS.format(f"test ! -s {path}") if told and not negated else None
    if says.GONE.search(skeleton):
        return says.IS_GONE.format(subject)
    if negated:
        return None
    if lines := says.LINES.search(skeleton):
        return says.PRINTS.format(f"wc -l < {path}", number(lines["count"], phrases))
    # Whatever else is said of a file, that it is there would be less.
    there = says.THERE.search(skeleton) and not says.MORE.search(skeleton)
    return says.EXISTS.format(subject) if there else None
