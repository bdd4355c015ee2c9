"""Whose output or status a phrase tells: the block's before it, or another command's."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.outcomes.marks import could_be_command
from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.sentence import Sentence


_NAMED = phrase(
    r"(?:(?:^|[,;:] |\b(?:and|but|that|then|while|where|when) )(?:(?:the|your|a|an|each|command|program|script|tool) )*"
    r"|\b(?:runs?|running|execut\w+|typ(?:e|ing)|calls?|calling|invok\w+|enter|entering|starting|of) (?:(?:the|your|command) )*)"
    r"(?P<mark>[\ue000\ue001])[^\ue000-\ue002]{0,100}$"
)
_CLAIMS_OTHER = phrase(
    r"^(?: now| also| still| both)? (?:exists?|is|are|was|were|has|have|contains?|holds?|includes?|listens)\b"
    r"[^\ue000-\ue002]*?(?:[,;:]|\b(?:and|but))(?: and| but)? (?:the|you|there|this|it|its|command|output)\b"
)
"""What stands before is told to be there, and the next clause has a subject of its own."""


def names_other(sentence: Sentence, start: int) -> bool:
    """Whether what is told from an index on is told of a command that the sentence names."""
    if not sentence.explicit or not start:
        return False
    named = _NAMED.search(sentence.skeleton[:start])
    if named is None or not could_be_command(sentence.at(named.start("mark")).text):
        return False
    return not _CLAIMS_OTHER.match(sentence.skeleton[named.end("mark") : start + 12])
