"""What the blocks imply anyway: "the server starts without errors"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "success",
    "clean",
    "correct",
    "without",
    "no error",
    "no problem",
    "no issue",
    "installed",
    "running",
    "started",
)
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\b(?:server|app|application|program|script|command|commands|build|project|installation|install|everything|"
           r"code|service|container|it|process|migration|compilation|block|dependencies|packages|package|they|this)\b[^.,;\n\ue000]{0,30}?"
           r"\b(?:starts?|runs?|completes?|finish(?:es)?|succeeds?|compiles?|builds?|works?|installs?|executes?|is installed|are installed|exits?|"
           r"started|completed|installed)"
           r" (?:up )?(?:successfully|cleanly|correctly|without (?:any |an )?(?:errors?|issues?|problems?|failures?|warnings?))"),
    phrase(r"\b(?:with |there (?:are|should be|is) |you (?:should )?(?:see|get) )?no (?:errors?|error messages?|problems?|issues?)(?: (?:occur|appear|are (?:shown|"
           r"reported|printed|displayed)))?\b"),
    phrase(r"\b(?:the )?(?:dependencies|packages?|libraries) (?:are|is|have been|were) (?:now )?(?:successfully )?installed(?: successfully)?\b"),
    phrase(r"\b(?:the )?(?:server|service|application|app) (?:is|should be) (?:now )?(?:up and )?(?:running|started)\b(?! (?:on|at|in))"),
)  # fmt: skip
