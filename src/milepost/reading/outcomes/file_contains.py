""" "`app.py` contains `x`", "`x` is in `app.py`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import FileContains, FileMatches, PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import CODE, QUOTE, among, phrase

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.sentence import Sentence

NAME = "file contains"
CUES: tuple[str, ...] = (
    "contain",
    "includ",
    "hold",
    "ha",
    "list",
    "start",
    "end",
    "mention",
    " in ",
    " to ",
    "inside",
)

_WHAT = (
    r"(?:the |a |an |your |one |line |lines |text |string |following |entry |entries |key |keys |"
    r"word |words |exactly |both |and |: ?)*"
)

PHRASES = (
    phrase(r"(?P<noun>\bfile )?(?P<path>{code})(?P<after> file)?,?(?: which| that)?(?P<there> (?:now )?(?:exists|is created|was created|has been created),? and(?: it)?)? (?:should |will |must |now |also )*"
           r"(?P<not>(?:does not|doesn['’]t|no longer|must not|should not) )?"
           r"(?:contains?|includes?|holds?|has|have|lists?|starts? with|ends? with|mentions?) " + _WHAT + r"(?P<said>{saids})"
           r"(?:,? (?:and|but) (?:it )?(?:no longer|does not|doesn['’]t) (?:contains?|includes?|holds?|has|have) " + _WHAT + r"(?P<gone>{saids}))?"),
    phrase(r"(?P<said>{said}) (?:should |will |must |now )*(?P<not>not )?(?:be |is |are |appears? |was added |has been "
           r"added |listed |found |stored |written |saved |present )+(?:in|to) (?:the |your )?(?P<noun>file )?"
           r"(?P<path>{code})(?P<after> file)?(?! (?:folder|directory|branch|table|database))"),
    phrase(r"\b(?:see|find) " + _WHAT + r"(?P<said>{saids}) (?:listed |added |entry |line )*(?:in|inside) (?:the |your )?"
           r"(?P<noun>file )?(?P<path>{code})(?P<after> file)?(?! (?:folder|directory|branch|table|database))"),
)  # fmt: skip

_EXACTLY = phrase(
    r"\b(?:contains?|holds?|has|have) exactly (?:the |text |string |word )*[\ue000\ue001]$",
    "exactly",
)
"""All that a file holds is one text."""

_OTHER = phrase(
    r"^ ?(?:file|folder|directory|function|class|method|field|package|dependency|module|table)\b"
)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """One check for each text that a file is said to hold."""
    skeleton = sentence.skeleton
    # Both the file and what it holds must be explicit.
    for pattern in among(PHRASES, skeleton) if len(sentence.explicit) > 1 else ():
        for found in pattern.finditer(skeleton):
            path = sentence.at(found.start("path")).text
            told = found["noun"] or found["after"]
            if not (is_file(path) or (told and could_be_path(path))):
                continue
            start, end = found.span("said")
            if start < found.start("path") and _other(sentence, start):
                continue
            if end == found.end() and _OTHER.match(skeleton[end:]):
                continue
            if found.groupdict().get("there"):
                yield Found(found.start(), found.end(), PathExists(path=path, kind="file"))
            for check in _checks(sentence, found, path):
                yield Found(found.start(), found.end(), check)


def _checks(sentence: Sentence, found: re.Match[str], path: str) -> Iterator[Check]:
    said = _texts(sentence, *found.span("said"))
    negated = bool(found["not"])
    if not negated and _EXACTLY.search(found[0]):
        yield FileMatches(path=path, expected=said[0])
        return
    for text in said:
        yield FileContains(path=path, text=text, negated=negated)
    if found.groupdict().get("gone"):
        for text in _texts(sentence, *found.span("gone")):
            yield FileContains(path=path, text=text, negated=True)


def _texts(sentence: Sentence, start: int, end: int) -> list[str]:
    return [sentence.at(i).text for i in range(start, end) if sentence.skeleton[i] in (CODE, QUOTE)]


def _other(sentence: Sentence, index: int) -> bool:
    """Whether the text is itself a file: then it lies in a folder, not in a file."""
    return is_file(sentence.at(index).text) and not sentence.at(index).text.startswith(".")
