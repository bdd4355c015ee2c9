"""A sentence that says where in a file the code goes: "replace `x` in `a.py` with:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "replace", "change", "after", "below", "beneath", "under", "before", "above", "find", "locate",
     "with", "swap",
)  # fmt: skip
"""One of these is in every such paragraph."""
_NOT_A_PART = (
    r"(?! (?:function|method|class|route|section|block|component|variable|object|array|list|handler|definition|"
    r"command|step|file|folder|package|module|hook|view|loop|element|field|property|key|entry)\b)"
)
"""Code that names a thing of several lines, and not the line itself."""
INSTEAD = phrase(
    rf"\b(?:replace|change|swap)\b (?:[^\n;\ue000\ue001]|[\ue000\ue001]{_NOT_A_PART})*\b(?:with|by|to|for)\b(?: (?:the following|this|these|the|new|one|code|lines?|block|content|version|below))*(?: in {{code}})?:?$"
)
"""One text takes the place of another."""
_ANCHOR = (
    r"\b (?:the |your |this |existing |closing )*(?:lines? )?"
    r"(?:(?:that|which) (?:says?|reads?|contains?|starts? with) |with |containing )?"
    rf"(?P<anchor>[\ue000\ue001]){_NOT_A_PART}"
)
PLACES: tuple[tuple[str, Phrase], ...] = (
    ("after", phrase(r"\b(?:after|below|beneath|underneath)" + _ANCHOR)),
    ("before", phrase(r"\b(?:before|above)" + _ANCHOR)),
)
PUTS = phrase(r"\b(?:add|insert|put|paste|place|include|write|append)\b")
FIND = phrase(r"\b(?:replace|change|find|locate|look for|swap|exchange|turn)\b")
WITH = phrase(
    r"^(?:and )?(?:then )?(?:(?:replace|change|swap|exchange|turn) (?:it|this|that|them|these|those)(?: lines?| code)? )?(?:with|by|to|into|for)\b[^.\n]{0,40}:?$"
)
DONT = phrase(r"\b(?:run|running|don['’]t|do not|instead of|you (?:can|could|may|might)|if you)\b")
