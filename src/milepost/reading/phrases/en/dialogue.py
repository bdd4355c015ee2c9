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
ASKED: tuple[Phrase, ...] = (
    phrase(rf"\b{_ASKS}\b[^.;\ue000\ue001]{{0,60}}?[,:]? (?:please )?{_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}}),? {_ASKS}\b"),
    phrase(r"(?:^|, (?:and )?|^[^,\ue000\ue001]+ and )(?:(?:then|now|next|first),? )?(?:answer|reply|respond)(?: (?:to )?(?:it|the (?:prompt|question)))?(?: with)? (?P<said>{said})"),
    phrase(rf"\bat the prompt,? {_TYPE} (?P<said>{{said}})"),
    phrase(rf"\b{_TYPE} (?P<said>{{said}}) at the prompt\b"),
)  # fmt: skip
"""A sentence that says what to answer, and that it is asked for."""
ENTERED = phrase(
    r"^(?:(?:then|now|next|first|and|for example),? )*(?:enter|type|input) (?:the (?:name|number|value|word) )?(?P<said>{said})"
    r"(?: (?:as|for) (?:your|the|a) [\w ]{1,20})?(?: and (?:press|hit) (?:enter|return))?[.:]?$"
)
"""A sentence that says what to type; it is an answer only where the program asks."""
