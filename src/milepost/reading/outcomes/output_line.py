""" "The first line is `x`", "the output ends with `x`", "the output is `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from milepost.milestone.check import OutputLine, OutputMatches
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literal
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.sentence import Sentence

NAME = "output line"
CUES: tuple[str, ...] = ("line", "output", "stdout", "start", "end", "begin", "exactly", "only")

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_NOT = r"(?P<not>(?:does not|doesn['’]t|do not|no longer|must not|should not|shouldn['’]t|not) (?:be )?)?"
_WHAT = r"(?:the |a |an |exactly |just |only |text |string |word |words |message |number |value |line |prompt |: ?)*"
_ENDS = r"(?=[.,;:!)]|$| and (?:the|it|you|there|exits?|nothing)\b)"

LINE = phrase(
    r"\b(?P<which>first|second|third|fourth|fifth|last|final) line(?: (?:of|in) (?:the |its |that |your )?(?:output|listing|log|logs|response|result|list))? "
    r"(?:should |will |must |now |also |then )*" + _NOT +
    r"(?P<how>be|is|reads?|says?|shows?|contains?|includes?|mentions?|(?:starts?|begins?) with|ends? (?:with|in)) " + _WHAT + r"(?P<said>{said})",
    "line",
)  # fmt: skip
WHOLE = (
    phrase(
        r"\b(?:output|terminal|console|result|stdout|logs?|response|it|this|program|script|command|listing|summary|runner|server|traceback|message|list|report)"
        r" (?:(?:should|will|now|then|also|must|that|which) )*" + _NOT + r"(?P<how>(?:starts?|begins?) with|ends? (?:with|in)) " + _WHAT + r"(?P<said>{said})",
        "start", "begin", "end",
    ),
    phrase(
        r"\byou (?:should |will |now |then |also )*(?:see|get) (?:an? |the |some )?(?:[\w-]+ ){0,3}(?:that |which )?(?P<how>(?:starts?|starting|begins?|beginning) with|(?:ends?|ending) (?:with|in)) " + _WHAT + r"(?P<said>{said})",
        "you",
    ),
)  # fmt: skip
IS = (
    phrase(r"\b(?:output|stdout) (?:(?:should|will|must|now|then) )*" + _NOT + r"(?:be|is) " + _WHAT + r"(?P<said>{said})" + _ENDS, "output", "stdout"),
    phrase(r"\b(?:output|terminal|console|it|this|program|script|command|listing) (?:(?:should|will|must|now|then) )*(?P<not>(?!))?(?:prints?|shows?|displays?|outputs?|says?|contains?) "
           r"(?:exactly|only|just|nothing (?:but|except)) " + _WHAT + r"(?P<said>{said})" + _ENDS, "exactly", "only", "just", "nothing"),
    phrase(r"^expected output:? (?P<not>(?!))?" + _WHAT + r"(?P<said>{said})[.]?$", "expected output"),
)  # fmt: skip

_A_LINE = phrase(
    r"\b(?:lines?|messages?|entry|entries|rows?)\b|\b(?!its\b|this\b|starts\b|begins\b|ends\b)[a-z]{3,}s (?:that|which) (?:start|begin|end)\b"
)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What a line is, how the output starts or ends, or what all of it is."""
    if not around.has_command:
        return
    taken: list[tuple[int, int]] = []
    for pattern in among((LINE, *WHOLE, *IS), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            text = sentence.at(found.start("said")).text
            check = _exact(text, found, around) if pattern in IS else _part(text, found)
            if check is not None:
                taken.append(found.span())
                yield Found(found.start(), found.end(), check)


def _part(text: str, found: re.Match[str]) -> Check | None:
    groups = found.groupdict()
    how = _how(groups["how"].lower())
    said = literal(text)
    if said is None or (said != text.strip() and how in ("is", "ends with")):
        return None
    which = groups.get("which")
    line = _ORDINALS[which.lower()] if which else None
    if line is None and "not" not in groups and _A_LINE.search(found[0]):
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


def _how(verb: str) -> Literal["is", "contains", "starts with", "ends with"]:
    if verb.startswith(("start", "begin")):
        return "starts with"
    if verb.startswith("end"):
        return "ends with"
    return "is" if verb in ("be", "is", "read", "reads", "say", "says") else "contains"
