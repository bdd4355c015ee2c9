""" "`x` prints `y`", "running `x` shows `y`", "`x` succeeds", "run `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import CommandPrints, CommandPrintsNothing, CommandSucceeds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import is_call, is_command, literals
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "command"
CUES: tuple[str, ...] = (
    "print",
    "output",
    "show",
    "display",
    "report",
    "return",
    "list",
    "log",
    "give",
    "say",
    "contain",
    "includ",
    "run",
    "execut",
    "type",
    "succe",
    "pass",
    "complet",
    "finish",
    "work",
    "build",
    "compile",
    "exit",
)

_WHAT = (
    r"(?:the |a |an |your |its |version |line |lines |message |text |string |word |output |value |result |"
    r"containing |number |and |: ?)*"
)
PRINTS = (
    phrase(r"(?:\b(?:running|run|command|executing) )?(?P<command>{code})(?: command)? (?:should |will |must |now |again )*"
           r"(?P<not>(?:does not|doesn['’]t|no longer|must not|should not|not) )?"
           r"(?:(?P<verb>prints?|outputs?|displays?)|shows?|reports?|returns?|lists?|logs?|gives?|says?|contains?|includes?) " + _WHAT +
           r"(?P<said>{saids})(?! (?:file|folder|directory|branch|status|code)\b)"),
    phrase(r"\b(?:run|running|when you run|execute|executing|type) (?P<command>{code})(?: again)?,? (?:and |then )*(?:(?:you|it|the output|this|that) )?"
           r"(?:should |will |must |now )*(?:see|get|prints?|shows?|displays?|outputs?|returns?|contain) " + _WHAT + r"(?P<said>{saids})",
           "run", "execut", "type"),
    phrase(r"\b(?:output|result) of (?:running )?(?P<command>{code}) (?:should |will |must |now )*(?:be|is|contains?|includes?|shows?|lists?) " + _WHAT +
           r"(?P<said>{saids})", "output of", "result of"),
)  # fmt: skip
NOTHING = (
    phrase(r"(?:\b(?:running|run|command|executing) )?(?P<command>{code})(?: command)? (?:should |will |must |now |again )*"
           r"(?:prints?|outputs?|shows?|displays?|reports?|returns?|lists?|gives?|produces?) (?:nothing|no output)\b(?! (?:else|but|except|other))",
           "nothing", "no output"),
    phrase(r"\b(?:run|running|when you run|execute|executing|type) (?P<command>{code})(?: again)?,? (?:and |then )*(?:(?:you|it|the output|this|that) )?"
           r"(?:should |will |must |now )*(?:see|get|prints?|shows?|displays?|outputs?|returns?|produces?) (?:nothing|no output)\b(?! (?:else|but|except|other))",
           "nothing", "no output"),
)  # fmt: skip
SUCCEEDS = (
    phrase(r"(?:\b(?:running|command) )?(?P<command>{code})(?: command)? (?:should |will |must |now )*(?:succeeds?|passes|pass|"
           r"(?:runs?|completes?|finishes|works?|builds?|compiles|exits?) (?:successfully|cleanly|without (?:any )?(?:errors?|issues?|"
           r"problems?|failures?|warnings?)))\b", "succe", "pass", "run", "complet", "finish", "work", "build", "compil", "exit"),
    phrase(r"^(?:you can |then |now )?(?:run|running|execute) (?P<command>{code})(?: (?:and (?:check|verify|confirm) that it |and it |again,? and it )?"
           r"(?:succeeds?|passes|works|runs? (?:successfully|without (?:any )?errors?)))?\.?$", "run", "execut"),
)  # fmt: skip

_LATER = phrase(r"\b(?:file|folder|director\w+|branch|status|button|page|table)\b")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """What a named command prints, or that it succeeds."""
    skeleton = sentence.skeleton
    taken: list[tuple[int, int]] = []
    yield from _prints(sentence, taken)
    for patterns, kind in ((NOTHING, CommandPrintsNothing), (SUCCEEDS, CommandSucceeds)):
        for pattern in among(patterns, skeleton):
            for found in pattern.finditer(skeleton):
                command = sentence.at(found.start("command")).text
                if is_call(command) and not _claimed(taken, found.start("command")):
                    taken.append(found.span())
                    yield Found(found.start(), found.end(), kind(command=command))


def _prints(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Found]:
    skeleton = sentence.skeleton
    if len(sentence.explicit) < 2:
        return  # Both the command and what it prints must be explicit.
    for pattern in among(PRINTS, skeleton):
        for found in pattern.finditer(skeleton):
            command = sentence.at(found.start("command")).text
            start, end = found.span("said")
            sure = pattern is not PRINTS[0] or found["verb"]
            runs = is_call(command) if sure else is_command(command)
            if not runs or _claimed(taken, found.start("command")):
                continue
            if _LATER.match(skeleton[end:].lstrip()):
                continue
            taken.append(found.span())
            negated = bool(found["not"]) if "not" in found.re.groupindex else False
            for text in literals(sentence, start, end):
                check = CommandPrints(command=command, text=text, negated=negated)
                yield Found(found.start(), found.end(), check)


def _claimed(taken: list[tuple[int, int]], index: int) -> bool:
    return any(low <= index < high for low, high in taken)
