"""What makes a sentence of a step an outcome, without any label."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT
from milepost.reading.phrases.en.words import CODES, SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "should", "must", "verify", "confirm", "validate", "check", "you'll", "you’ll", "you will",
    "output", "result", "response", "sure", "expected",
)  # fmt: skip
"""One of these words is in every sentence that is an outcome without a label."""
PREFIX = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|lastly|and|please|step \d+),? )*(?:to )?"
    r"(?:verify|confirm|check|validate|ensure|make sure|be sure|assert)(?: once more| again)?"
    r"(?: to see)?(?: (?:that|if|whether))? "
)
"""An imperative before what is to hold; it is left out before the rest is read."""
STRONG: tuple[Phrase, ...] = (
    phrase(r"(?:^|[,:;] |\b(?:and|then|now|please|next|to) )(?:verify|confirm|validate|check) (?:that|if|whether|the|your|it|all|[\ue000\ue001\ue002])",
           "verify", "confirm", "validate", "check"),
    phrase(r"\byou(?:(?:['’]ll| will| should)(?: now| also| then| again)*) (?:see|get|notice|observe|receive)\b",
           "you'll", "you’ll", "you will", "you should"),
    phrase(r"\byou should(?:n['’]t| not| no longer) see\b", "you should"),
    phrase(r"\b(?:output|result|response|console|terminal|command|server|script|program|it|this|that|test|tests|"
           r"[\ue000\ue002]) (?:command |file |folder |endpoint )?(?:should|must)(?: now| also| then)* (?:be|return|print|display|"
           r"respond|exit|exist|contain|show|output|pass|see|look|say|read|list|succeed|not|no longer)\b", "should", "must"),
    phrase(r"\bthe (?:output|result|response) (?:is|will be|looks?|contains|shows|includes)\b", "output", "result", "response"),
    phrase(r"^(?:expected|expected (?:output|result|outcome|response)|output|result|sample output|example output)\b.{0,40}$",
           "expected", "output", "result"),
)  # fmt: skip
BARE = phrase(
    r"^(?:expected|expected (?:output|result|outcome|response)|output|result|sample output|"
    r"example output):?$"
)
"""A label without anything after it."""
IMPERATIVE = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|lastly|and|please),? )*(?:verify|confirm|check|validate)\b"
)
WEAK = phrase(
    r"^(?:now |then )?(?:ensure|make sure|be sure)\b|\byou should (?:now )?have\b", "sure", "should"
)
"""An outcome only if it is read: mostly it states what is needed beforehand."""
_CLAIM_CUES = ("pass", "exist", "contain", "print", "respond", "return", "answer")
CLAIM = phrase(
    rf"^(?:(?:all |both )?(?:of )?(?:the )?(?:(?:{COUNT}) )?tests? (?:now |should )?pass(?:es)?"
    rf"|(?:the |a |an )?(?:new )?(?:files? |folders? |directory )?{CODES}(?: file| folder| directory)?(?: now)? (?:exists?|no longer exists?)"
    rf"|(?:the )?(?:file )?{{code}}(?: file)?(?: now)? (?:contains|no longer contains) {SAIDS}"
    rf"|the (?:command|program|script) (?:now )?prints {SAIDS}"
    r"|{any}(?: now)? (?:responds|returns|answers)(?: with)?(?: status)? \d{3}(?: and contains {said})?)[.!]?$",
    *_CLAIM_CUES,
)
"""A whole sentence that says no more than what now is the case."""
