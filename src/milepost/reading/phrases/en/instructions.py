"""What a step's prose tells the reader to do, and no block does: it is not carried out.

A command in a sentence may be an aside, an example or a warning; only a fence says that it is to
be run. So that nothing is left out in silence, such sentences are listed.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("run", "execute", "enter", "type", "replace", "change")
"""One of these is in every such sentence."""
_LED = r"^(?:(?:now|then|next|first|finally|lastly|afterwards|please|and),? |to [^,\ue000]{1,60}, |in [^,\ue000]{1,40}, |in {code}, )*"
COMMAND = phrase(
    _LED
    + r"(?:run|execute|enter|type)(?: the command| the following command)?:? (?P<said>{code})(?! (?:to see|if you)\b)"
)
REPLACE = phrase(
    _LED
    + r"(?:replace|change) (?:the (?:line |text |value )?)?(?P<said>{said}) (?:with|by|to) (?P<new>{said})"
)
CONDITION = phrase(r"\b(?:if|you can|you may|you could|optional|optionally|instead|would|might)\b")
