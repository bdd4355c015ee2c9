"""What the reader answers to a program that asks."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("enter", "type", "answer", "reply", "respond", "input")
_TYPE = r"(?:enter|type|answer|reply|respond|input)(?: in| with)?"
_ASKS = (
    r"(?:when|once|if|as soon as) (?:(?:you(?:'re| are)?|it|he|the (?:program|script|command|tool|question|prompt|app)|{code}) )?"
    r"(?:is |are |gets? )?(?:asked|asks|prompted|prompts|appears)"
)
_ABOUT = r"[^.;\ue000\ue001]{0,60}?(?:[\ue000\ue001][^.;\ue000\ue001]{0,20}?)?"
"""What it asks for, or its question."""
_NTH = r"(?:first|second|third|fourth|fifth|next|last|other)"
_PLACE = rf"(?:prompt|question|{_NTH}(?: (?:prompt|question|one|line|time))?)"
ASKED: tuple[Phrase, ...] = (
    phrase(rf"\b{_ASKS}\b{_ABOUT}[,:]? (?:please )?{_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}}),? {_ASKS}\b"),
    phrase(r"(?:^|, (?:and )?|^[^,\ue000\ue001]+ and )(?:(?:then|now|next|first),? )?(?:answer|reply|respond)(?: (?:to )?(?:it|the (?:prompt|question)))?(?: with)? (?P<said>{said})"),
    phrase(rf"\b(?:at|to) the (?:{_NTH} )?(?:prompt|question),? {_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}}) (?:at|to) the (?:{_NTH} )?(?:prompt|question)\b"),
)  # fmt: skip
"""A sentence that says what to answer, and that it is asked for."""
ENTERED = phrase(
    r"^(?:(?:then|now|next|first|and|for example),? )*(?:enter|type|input) (?:the (?:name|number|value|word) )?(?P<said>{said})"
)
"""A sentence that says what to type; it is an answer only where the program asks."""
_KEY = r"[,;]?(?: and| then| and then)? (?:press|hit) (?:the )?(?:enter|return|[\ue000\ue001])(?: key)?"
_AND = r"(?:[,;]? (?:and|then|and then|followed by|and after that|and finally)(?: then| also)?|,|;)"
MORE = phrase(
    rf"^(?:{_KEY})?(?: (?:as|for|at|to|in) [^.,;\ue000\ue001]{{1,40}}?)?(?:{_KEY})?{_AND}"
    rf"(?:,? {_ASKS}\b{_ABOUT}[,:]? {_TYPE}|(?: (?:at|for|to) the {_PLACE},?)?(?: {_TYPE})?)(?: (?:the )?(?:name|number|value|word))? (?P<said>{{said}})"
    r"(?! (?:will|is|are|was|has|should|shows?|starts?|runs?|does|prints?|appears?|works?|can|command)\b)"
)
"""What goes on behind an answer with the next one: "and then `x`"."""
END = phrase(rf"^(?: (?:as|for|at|to) [\w ]{{1,40}})?(?:{_KEY})?[.:]?$")
"""What may follow the last answer of such a sentence, up to its end."""
KEYS = frozenset({"enter", "return", "<enter>", "<return>", "[enter]", "⏎", "↵"})
