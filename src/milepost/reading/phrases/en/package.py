""" "`express` 4.x is installed", "version 2.31 of `requests` is installed"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("install",)
_VERSION = r"(?:version |v)?(?P<version>\d+(?:\.(?:\d+|x))*|(?P<spanned>{code}))"
_IS = r"(?: package| library| module)? (?:should |will |must |now )*(?:be |is |are |has been |have been )+(?:now )?installed\b(?! (?:as|globally|system|in|on|for|by|when|if|under|to|with|from|at))"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"(?P<name>{{code}}) {_VERSION}{_IS}", "install"),
    phrase(rf"\bversion (?P<version>\d+(?:\.(?:\d+|x))*|(?P<spanned>{{code}})) of (?P<name>{{code}}){_IS}", "install"),
    phrase(rf"(?P<kind>\b(?:the )?(?:npm |node |python |pip )?package )?(?P<name>{{code}}){_IS}", "install"),
)  # fmt: skip
