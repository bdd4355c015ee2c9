"""Text in a shell fence that is no command: "From `man grep`", "run `make` and it will print:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

FROM = phrase(
    r"^(?:(?:here is |this is )?(?:an |a )?(?:excerpt|extract|quote|part|portion|snippet) )?(?:from|of) "
    r"(?:the )?(?:manual |man page |help )?(?:of |for )?{code}(?: (?:man(?:ual)? )?page| manual| help)?:?\.?$"
)
WILL_PRINT = phrase(
    r"\b(?:run|execute|type|call)\b[^\n]*{code}[^\n]*(?:\band\b|,)[^\n]*\b(?:will|should) (?:then )?"
    r"(?:print|output|display|show|return) (?:this|the following)(?: (?:message|output|text|result|line)s?)?:$"
)
