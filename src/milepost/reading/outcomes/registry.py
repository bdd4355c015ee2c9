"""The readings of a sentence, in their order: an earlier one has the first claim on its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.outcomes import (
    available,
    command,
    database,
    directory,
    environment,
    exit_status,
    file_contains,
    git,
    http,
    implied,
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

if TYPE_CHECKING:
    from milepost.reading.outcomes.base import Reading

READINGS: tuple[Reading, ...] = (
    page,
    http,
    exit_status,
    command,
    database,
    value,
    path_count,
    package,
    file_contains,
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
