""" "All 12 tests pass", "three tests fail"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("test", "spec")
_TESTS = r"(?:new |unit |integration |of (?:the|your|these) |the |your |these |existing |automated )*(?:tests?|test cases?|specs?|test suites?)"
PASS: tuple[Phrase, ...] = (
    phrase(rf"\b(?:all |both |exactly )?(?:the |of the |your )?(?:(?P<count>{COUNT}) )?{_TESTS} (?:should |will |must |now |still |all )*(?:be )?"
           r"(?:pass(?:es|ing|ed)?|succeeds?|are green|is green|are passing|is passing|have passed)\b"),
    phrase(rf"\b(?P<count>{COUNT}) pass(?:ing|ed) {_TESTS}"),
)  # fmt: skip
FAIL = phrase(
    rf"\b(?:exactly )?(?P<count>{COUNT}) {_TESTS} (?:should |will |must |now )*fail(?:s|ing)?\b"
)
UNDONE = phrase(
    r"\b(?:fail\w*|todo|before|until|red|most|some|many|few|almost|nearly|half|but one|all but)\b|\b(?P<some>\d+) (?:out )?of (?:the )?(?!(?P=some)\b)\d"
)
