""" "The first line of `notes.txt` is `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("line",)
ORDINALS: dict[str, str] = {
    "first": "1p", "second": "2p", "third": "3p", "fourth": "4p", "fifth": "5p", "last": "'$p'", "final": "'$p'",
}  # fmt: skip
LINE = phrase(
    r"\b(?P<which>first|second|third|fourth|fifth|last|final) line (?:of|in) (?:the |your )?(?P<noun>file )?(?P<path>{code})(?P<after> file)? "
    r"(?:should |must |will |now )*(?:be|is|reads?|says?) (?:now |exactly |the text |the word |the line |: )*(?P<said>{said})(?=[.,;!]|$)",
    "line",
)  # fmt: skip
