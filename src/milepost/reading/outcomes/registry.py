"""The readings of a sentence, in their order: an earlier one has the first claim on its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from milepost.reading.outcomes import (
    available,
    command,
    database,
    directory,
    environment,
    exit_status,
    file_contains,
    file_format,
    file_line,
    file_state,
    git,
    http,
    implied,
    named_state,
    output_contains,
    output_count,
    output_empty,
    output_line,
    package,
    page,
    pairing,
    path_count,
    path_exists,
    port,
    response_status,
    test_counts,
    value,
)
from milepost.reading.phrase import cue_bits

if TYPE_CHECKING:
    from milepost.reading.outcomes.base import Reading
    from milepost.reading.phrases import Phrases

READINGS: tuple[Reading, ...] = (
    page,
    http,
    exit_status,
    command,
    database,
    value,
    path_count,
    package,
    file_line,
    file_format,
    file_contains,
    file_state,
    git,
    path_exists,
    available,
    environment,
    directory,
    port,
    response_status,
    test_counts,
    output_empty,
    output_count,
    output_line,
    named_state,
    output_contains,
    pairing,
    implied,
)

WITHOUT_EXPLICIT: tuple[Reading, ...] = (
    exit_status,
    git,
    port,
    response_status,
    test_counts,
    value,
    output_empty,
    output_count,
    pairing,
    implied,
)
"""Those that may understand a sentence that has no code span, quoted text or URL."""


def cues_of(reading: Reading, phrases: Phrases) -> int:
    """The bits of the cues of a reading; none where the language does not have it."""
    says = getattr(phrases, reading.__name__.rpartition(".")[2], None)
    return cue_bits(says.CUES) if says is not None else 0


@cache
def readings(phrases: Phrases, *, explicit: bool) -> tuple[tuple[int, Reading], ...]:
    """The readings that a language has, each with the bits of its cues.

    `explicit` tells whether the sentence has a code span, quoted text or URL.
    """
    known = READINGS if explicit else WITHOUT_EXPLICIT
    cues = [(cues_of(reading, phrases), reading) for reading in known]
    return tuple((bits, reading) for bits, reading in cues if bits)
