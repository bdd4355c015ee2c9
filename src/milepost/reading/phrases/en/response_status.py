""" "The response status is 200", of the request that stands before it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("status", "response", "responds", "returns", "answers", "receive", "get ")
_STATUS = (
    r"(?P<status>[1-5]\d\d\b|{code})"
    r"(?: (?:ok|created|accepted|no content|not found|bad request|unauthorized|forbidden|conflict|internal server error))?"
)
_END = r"(?=$|[.,;:)]| (?:status|response|code|error|and|when|for|on|from|with|because)\b)"
"""What may follow, so that "200 entries" is no status."""
_A = r"(?:an? |the )?(?:http )?(?:status )?(?:code )?(?:of )?"
PHRASES: tuple[Phrase, ...] = (
    phrase(r"(?<!exit )\b(?:http )?status(?: code)? (?:of the (?:response|request|answer) )?(?:is|should be|will be|must be|equals) (?:an? )?" + _STATUS),
    phrase(r"\b(?:response|answer|reply) (?:should |will |must |now )*(?:is|be|has|have|comes back (?:as|with)|with) " + _A + _STATUS + _END),
    phrase(r"^(?:an? |the )?(?:http )?" + _STATUS + r" (?:status |response |code |error )+(?:should be|is|will be|was) (?:now )?(?:returned|received|sent)\b"),
    phrase(r"\b(?:you (?:should |will |now )*(?:get|receive|see)|(?:server|api|request|endpoint|service|it|this|command|call) (?:should |will |must |now )*"
           r"(?:returns?|responds? with|answers?(?: with)?|repl(?:y|ies) with)) " + _A + _STATUS + _END),
)  # fmt: skip
