""" "`x` prints `y`", "running `x` shows `y`", "`x` succeeds", "run `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.words import SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

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
    r"containing |container |image |pod |user |remote |branch |commit |tag |entry |named |called |number |and |: ?)*"
)
_LOOK = r"(?:(?:check|verify|confirm|make sure|ensure|validate)(?: that)? )?"
PRINTS: tuple[Phrase, ...] = (
    phrase(r"(?:\b(?:running|run|command|executing) )?(?P<command>{code})(?: command)? (?:should |will |must |now |again |also |then )*"
           r"(?P<not>(?:does not|doesn['’]t|no longer|must not|should not|not) )?"
           r"(?:(?P<verb>prints?|outputs?|displays?)|shows?|reports?|returns?|lists?|logs?|gives?|says?|contains?|includes?) " + _WHAT +
           rf"(?P<said>{SAIDS})(?! (?:file|folder|directory|branch|status|code)\b)",
           "print", "output", "display", "show", "report", "return", "list", "log", "give", "say", "contain", "includ"),
    phrase(r"\b(?:run|running|when you run|execute|executing|type) (?P<command>{code})(?: again)?[,:;]? (?:and |then )*" + _LOOK + r"(?:(?:you|it|(?:the|its) (?:output|command)|this|that) )?"
           r"(?:should |will |must |now |also |then )*(?:see|get|prints?(?: out)?|shows?|displays?|outputs?|returns?|contains?) " + _WHAT + rf"(?P<said>{SAIDS})",
           "run", "execut", "type"),
    phrase(r"(?:^[^\ue000-\ue002.;:]*\bcan ?not [^\ue000-\ue002.;:]* )?\bby running (?P<command>{code}),? which (?:should |will |must )+(?:print|output|show|display|return|report|say|give|fail with|list)s? " + _WHAT +
           r"(?:(?:http )?(?:\d{3} )?errors? (?:with |saying |message |the )*)?" + rf"(?P<said>{SAIDS})", "running"),
    phrase(r"\b(?:output|result) of (?:running )?(?P<command>{code}) (?:should |will |must |now |also )*(?P<not>(?:does not|doesn['’]t|no longer|not) )?(?:be|is|contains?|includes?|shows?|lists?) " + _WHAT +
           rf"(?P<said>{SAIDS})", "output of", "result of"),
)  # fmt: skip
NOTHING: tuple[Phrase, ...] = (
    phrase(r"(?:\b(?:running|run|command|executing) )?(?P<command>{code})(?: command)? (?:should |will |must |now |again )*"
           r"(?:prints?|outputs?|shows?|displays?|reports?|returns?|lists?|gives?|produces?) (?:nothing|no output)\b(?! (?:else|but|except|other))",
           "nothing", "no output"),
    phrase(r"\b(?:run|running|when you run|execute|executing|type) (?P<command>{code})(?: again)?,? (?:and |then )*" + _LOOK + r"(?:(?:you|it|the output|this|that) )?"
           r"(?:should |will |must |now )*(?:see|get|prints?|shows?|displays?|outputs?|returns?|produces?) (?:nothing|no output)\b(?! (?:else|but|except|other))",
           "nothing", "no output"),
)  # fmt: skip
SUCCEEDS: tuple[Phrase, ...] = (
    phrase(r"(?:\b(?:running|command) )?(?P<command>{code})(?: command)? (?:should |will |must |now )*(?:succeeds?|passes|pass|"
           r"(?:runs?|completes?|finishes|works?|builds?|compiles|exits?) (?:successfully|cleanly|without (?:any |an )?(?:errors?|issues?|"
           r"problems?|failures?|warnings?)))\b", "succe", "pass", "run", "complet", "finish", "work", "build", "compil", "exit"),
    phrase(r"\b(?:run|running|execute|executing) (?P<command>{code})(?: again)?, (?:and )?it (?:should |will |must |now )+(?:succeed|pass|(?:run|complete|finish|exit) (?:successfully|cleanly))\b",
           "succe", "pass", "cleanly"),
    phrase(r"^(?:you can |then |now )?(?:run|running|execute) (?P<command>{code})(?: (?:and (?:check|verify|confirm) that it |and it |again,? and it )?"
           r"(?:succeeds?|passes|works|runs? (?:successfully|without (?:any )?errors?)))?\.?$", "run", "execut"),
)  # fmt: skip
LATER = phrase(r"\b(?:file|folder|director\w+|branch|status|button|page|table)\b")
