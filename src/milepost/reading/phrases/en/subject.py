"""Whose output or status a phrase tells: the block's before it, or another command's."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

NAMED = phrase(
    r"(?:(?:^|[,;:] |\b(?:and|but|that|then|while|where|when) )(?:(?:the|your|a|an|each|command|program|script|tool) )*"
    r"|\b(?:runs?|running|execut\w+|typ(?:e|ing)|calls?|calling|invok\w+|enter|entering|starting|of) (?:(?:the|your|command) )*)"
    r"(?P<mark>[\ue000\ue001])[^\ue000-\ue002]{0,100}$"
)
CLAIMS_OTHER = phrase(
    r"^(?: now| also| still| both)? (?:exists?|is|are|was|were|has|have|contains?|holds?|includes?|listens)\b"
    r"[^\ue000-\ue002]*?(?:[,;:]|\b(?:and|but))(?: and| but)? (?:the|you|there|this|it|its|command|output)\b"
)
"""What stands before is told to be there, and the next clause has a subject of its own."""
OF_FILE = phrase(
    r"^(?:(?:now|then|also|and),? )*(?:the |your |a |an |new |both )*(?:file )?(?P<path>{code})(?: file)? (?:should |will |must |now |also |then )*"
    r"(?:exists?|contains?|holds?|has|have|is (?:there|created|written|present|not|empty|\d+)|was (?:created|written))\b"
    r"|\b(?:creat|add|updat|writ|chang|modif|generat|edit|append|sav|replac)\w* [^;]*\b(?:file|manifest|config(?:uration)?|dockerfile|makefile)\b(?! (?:system|name|size))"
)
IT = phrase(
    r"^(?:(?:now|then|also|and|but),? )*(?:it(?! (?:should |will |must |now |also |then )*(?:prints?|outputs?|says?|reports?|logs?|returns?|exits?|displays?)\b)|its|the (?:first|second|third|fourth|fifth|last|final) line)\b"
)
