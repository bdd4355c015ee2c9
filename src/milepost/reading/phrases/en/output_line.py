""" "The first line is `x`", "the output ends with `x`", "the output is `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("line", "output", "stdout", "start", "end", "begin", "exactly", "only")
ORDINALS: dict[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "final": -1,
}
_NOT = r"(?P<not>(?:does not|doesn['’]t|do not|no longer|must not|should not|shouldn['’]t|not) (?:be )?)?"
_WHAT = r"(?:the |a |an |exactly |just |only |text |string |word |words |message |number |value |line |prompt |: ?)*"
_ENDS = r"(?=[.,;:!)]|$| and (?:the|it|you|there|exits?|nothing)\b)"
LINE = phrase(
    r"\b(?P<which>first|second|third|fourth|fifth|last|final) line(?: (?:of|in) (?:the |its |that |your )?(?:output|listing|log|logs|response|result|list))? "
    r"(?:should |will |must |now |also |then )*" + _NOT +
    r"(?P<how>be|is|reads?|says?|shows?|contains?|includes?|mentions?|(?:starts?|begins?) with|ends? (?:with|in)) " + _WHAT + r"(?P<said>{said})",
    "line",
)  # fmt: skip
WHOLE: tuple[Phrase, ...] = (
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
IS: tuple[Phrase, ...] = (
    phrase(r"\b(?:output|stdout) (?:(?:should|will|must|now|then) )*" + _NOT + r"(?:be|is) " + _WHAT + r"(?P<said>{said})" + _ENDS, "output", "stdout"),
    phrase(r"\b(?:output|terminal|console|it|this|program|script|command|listing) (?:(?:should|will|must|now|then) )*(?P<not>(?!))?(?:prints?|shows?|displays?|outputs?|says?|contains?) "
           r"(?:exactly|only|just|nothing (?:but|except)) " + _WHAT + r"(?P<said>{said})" + _ENDS, "exactly", "only", "just", "nothing"),
    phrase(r"^expected output:? (?P<not>(?!))?" + _WHAT + r"(?P<said>{said})[.]?$", "expected output"),
)  # fmt: skip
A_LINE = phrase(
    r"\b(?:lines?|messages?|entry|entries|rows?)\b|\b(?!its\b|this\b|starts\b|begins\b|ends\b)[a-z]{3,}s (?:that|which) (?:start|begin|end)\b"
)
STARTS: tuple[str, ...] = ("start", "begin")
ENDS: tuple[str, ...] = ("end",)
EQUALS: tuple[str, ...] = ("be", "is", "read", "reads", "say", "says")
