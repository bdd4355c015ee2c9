""" "`app.py` contains `x`", "`x` is in `app.py`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.words import SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "contain",
    "includ",
    "hold",
    "ha",
    "list",
    "mention",
    " in ",
    " to ",
    "in ",
    "inside",
)
_WHAT = (
    r"(?:the |a |an |your |one |line |lines |text |string |following |entry |entries |key |keys |"
    r"word |words |exactly |both |and |: ?)*"
)
PHRASES: tuple[Phrase, ...] = (
    phrase(r"(?P<noun>\bfile )?(?P<path>{code})(?P<after> file)?,?(?: which| that)?(?P<there> (?:(?:should|must|will|now|also) )*(?:exists?|be (?:there|present|created)|is created|was created|has been created),? and(?: it)?)? (?:should |will |must |now |also )*"
           r"(?P<not>(?:does not|doesn['’]t|no longer|must not|should not) )?"
           r"(?:contains?|includes?|holds?|has|have|lists?|mentions?) " + _WHAT + rf"(?P<said>{SAIDS})"
           r"(?:,? (?:and|but) (?:it )?(?:no longer|does not|doesn['’]t) (?:contains?|includes?|holds?|has|have) " + _WHAT + rf"(?P<gone>{SAIDS}))?",
           "contain", "includ", "hold", "has", "have", "list", "start", "end", "mention"),
    phrase(r"(?P<said>{said}) (?:should |will |must |now )*(?P<not>not )?(?:be |is |are |appears? |was added |has been "
           r"added |listed |found |stored |written |saved |present )+(?:in|to) (?:the |your )?(?P<noun>file )?"
           r"(?P<path>{code})(?P<after> file)?(?! (?:folder|directory|branch|table|database))", " in ", " to "),
    phrase(r"^(?:in|inside) (?:the |your )?(?:[\w-]+ ){0,2}?(?P<noun>file )?(?P<path>{code})(?P<after> file)?,? you (?:should |will |can |now |also )*(?:see|find) " + _WHAT + rf"(?P<said>{SAIDS})(?=[.!]?$)", "see", "find"),
    phrase(r"\b(?:see|find) " + _WHAT + rf"(?P<said>{SAIDS}) (?:listed |added |entry |line )*(?:in|inside) (?:the |your )?"
           r"(?P<noun>file )?(?P<path>{code})(?P<after> file)?(?! (?:folder|directory|branch|table|database))", "see", "find"),
)  # fmt: skip
EXACTLY = phrase(
    r"\b(?:contains?|holds?|has|have) exactly (?:the |text |string |word )*[\ue000\ue001]$",
    "exactly",
)
"""All that a file holds is one text."""
OTHER = phrase(
    r"^ ?(?:file|folder|directory|function|class|method|field|package|dependency|module|table)\b",
    "file", "folder", "director", "function", "class", "method", "field", "package", "dependenc",
    "module", "table",
)  # fmt: skip
