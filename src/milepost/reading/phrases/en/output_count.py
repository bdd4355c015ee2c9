""" "Prints 18 lines", "the output has three lines"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("line",)
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"\b(?:the )?(?:output|listing|command|it|log) (?:should |will |must )?(?:has|have|prints?|"
           rf"shows?|contains?|lists?|displays?|is|be) (?:exactly )?(?P<count>{COUNT}) lines?\b"
           r"(?! (?:of|in|from|per|at|like|that|with|starting))"),
    phrase(rf"\byou (?:should|will) (?:now )?see (?:exactly )?(?P<count>{COUNT}) lines? of output\b"),
)  # fmt: skip
