"""What one reading of a sentence yields, and what it may look at."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.sentence import Sentence


class Surroundings(msgspec.Struct, frozen=True):
    """What stands around a sentence."""

    port: int | None = None
    """Port of the service that runs, where there is just one."""
    labelled: bool = True
    """It stands under a label, so all of it is meant as an outcome."""
    has_command: bool = True
    """Something that prints was carried out before it."""
    has_tests: bool = True
    """Something that may run tests was carried out before it."""
    several: bool = False
    """The block before it has several commands."""
    page: str | None = None
    """URL of the page that the reader has opened in a browser."""
    database: str | None = None
    """Command that opens the one database that the step's blocks use."""
    packages: tuple[str, ...] = ()
    """Packages that the step's own commands install."""
    answered: bool = False
    """The block before it shows the answer to a request, its status line included."""
    folders: tuple[str, ...] = ()
    """Folders that the step's own commands make, where that is plain to see."""


class Found(msgspec.Struct, frozen=True):
    """A phrase of a sentence that was understood."""

    start: int
    """Index of its first character in the skeleton."""
    end: int
    """Index after its last one."""
    check: Check | None
    """What it asks for; None where the blocks imply it."""


class Reading(Protocol):
    """One class of phrases."""

    NAME: str
    CUES: tuple[str, ...]
    """Parts of words, in lower case, one of which is in every phrase of this class."""

    def find(self, sentence: Sentence, around: Surroundings) -> Iterator[Found]:
        """Every phrase of this class in the sentence."""
        ...


NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "both": 2, "zero": 0,
}  # fmt: skip
"""Numbers as words."""

COUNT = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
"""Expression of a number in digits or words."""


def number(word: str) -> int:
    """A number in digits or words."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


SHOULD = (
    r"(?:now |then |also |should |must |will |can |is |be |has |have |been |to |already |still )*"
)
"""Auxiliaries that may stand before a verb or a participle."""

NOT = r"(?P<not>(?:does|do|is|are|was|were|should|must|will|has|have) ?(?:not|n['’]t) (?:be |been )?|(?:is |are |should )?no longer |never )"
"""A negation that belongs to the verb after it."""
