"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:for example,? )?here(?:['’]s| is) (?:an example of )?how (?:to|you(?:['’]d| can| could| would))\b"
)
NOT_RUN = phrase(
    r"^(?:(?:but|so|and|now|note|warning|caution|please)[,:]? )*(?:don['’]?t|do not|never|avoid) (?:ever |just |simply )?(?:run|do|use|execute|type|enter|try|running|doing|using|executing|typing) (?:this|these|the following|it|that|something like this|commands? (?:like|such as))\b[^.]*:?$"
    r"|\btempted to (?:run|do|use|execute|type|try)\b|^the (?:old|wrong|naive|insecure|deprecated) way (?:is|was|to)\b|^(?:under the hood|behind the scenes|internally)\b"
    r"|\b(?:equivalent to|same as|short for|shorthand for)(?: running| typing)?(?: the following)?:?$|\b(?:expands|translates|is expanded|is translated) (?:in)?to:?$"
    r"|^(?:if|when|should) (?:something|anything|things?|it|this) (?:goes|go|went|breaks?|fails?)\b|^if you (?:ever )?(?:make a mistake|want to start over|need to start over|get stuck)\b"
    r"|^to (?:undo|revert|roll back|remove|delete|stop) [\w ]{1,30} later\b|\blater,? (?:on )?(?:we|you) (?:will|['’]ll|can)\b",
    "n't", "n’t", "dont", "not", "never", "avoid", "tempted", "way", "hood", "scenes", "internally", "equivalent", "same as", "short", "expand", "translate", "if", "when", "should",
    "later",
)  # fmt: skip
"""What follows is not to be run here: advice against it, another way, for later, for another system."""
