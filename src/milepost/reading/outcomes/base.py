"""What one reading of a sentence yields, and what it may look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from milepost.reading.phrases import ENGLISH, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.sentence import Sentence


class Surroundings(msgspec.Struct, frozen=True):
    """What stands around a sentence."""

    phrases: Phrases = ENGLISH
    """Those of the guide's language."""
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

    __name__: str
    """Its module, of which the last part is also the name of its phrases."""
    NAME: str

    def find(self, sentence: Sentence, around: Surroundings) -> Iterator[Found]:
        """Every phrase of this class in the sentence."""
        ...
