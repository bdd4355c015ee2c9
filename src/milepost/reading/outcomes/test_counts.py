""" "All 12 tests pass", "three tests fail"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import TestsPass
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "tests"
CUES: tuple[str, ...] = ("test", "spec")

_TESTS = r"(?:new |unit |integration |of (?:the|your|these) |the |your |these |existing |automated )*(?:tests?|test cases?|specs?|test suites?)"
PASS = (
    phrase(rf"\b(?:all |both |exactly )?(?:the |of the |your )?(?:(?P<count>{COUNT}) )?{_TESTS} (?:should |will |must |now |still |all )*(?:be )?"
           r"(?:pass(?:es|ing|ed)?|succeeds?|are green|is green|are passing|is passing|have passed)\b"),
    phrase(rf"\b(?P<count>{COUNT}) pass(?:ing|ed) {_TESTS}"),
)  # fmt: skip
FAIL = phrase(
    rf"\b(?:exactly )?(?P<count>{COUNT}) {_TESTS} (?:should |will |must |now )*fail(?:s|ing)?\b"
)
_UNDONE = phrase(r"\b(?:fail\w*|todo|before|until|red)\b")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What the block before it says of its tests."""
    if not around.has_command or not around.has_tests:
        return
    for found in FAIL.finditer(sentence.skeleton):
        yield Found(found.start(), found.end(), TestsPass(failed=number(found["count"])))
    if _UNDONE.search(sentence.skeleton):
        return
    for pattern in among(PASS, sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            count = number(found["count"]) if found["count"] else None
            yield Found(found.start(), found.end(), TestsPass(count=count))
            return
