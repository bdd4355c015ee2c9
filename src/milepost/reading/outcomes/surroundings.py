"""What stands around a sentence, of which only that is found out which the sentence may tell of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.databases import used_by
from milepost.reading.outcomes import (
    database,
    output_line,
    package,
    pairing,
    response_status,
    test_counts,
)
from milepost.reading.outcomes.base import Surroundings
from milepost.reading.outcomes.folders import made_folders
from milepost.reading.outcomes.ran import (
    has_answered,
    has_printed,
    has_several,
    may_have_tested,
)
from milepost.reading.outcomes.registry import cues_of
from milepost.reading.packages import installed_by
from milepost.reading.phrase import bits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.base import BlockReading
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class _Cues(msgspec.Struct, frozen=True):
    """The cues of those readings that ask for what only some do, as bits."""

    tests: int
    lines: int
    tables: int
    packages: int
    status: int
    folders: int


@cache
def _cues(phrases: Phrases) -> _Cues:
    """Those of a language; to be asked for before a text's own."""
    return _Cues(
        tests=cues_of(test_counts, phrases),
        lines=cues_of(output_line, phrases),
        tables=cues_of(database, phrases),
        packages=cues_of(package, phrases),
        status=cues_of(response_status, phrases),
        folders=cues_of(pairing, phrases),
    )


def surroundings(
    sentence: Sentence,
    before: Sequence[BlockReading],
    *,
    phrases: Phrases,
    port: int | None,
    labelled: bool,
    page: str | None,
) -> Surroundings:
    """What stands around a sentence, after the blocks `before` it."""
    may = _cues(phrases)
    has = bits_of(sentence.skeleton)
    return Surroundings(
        phrases=phrases,
        port=port,
        labelled=labelled,
        has_command=has_printed(before, labelled=labelled),
        has_tests=bool(has & may.tests) and may_have_tested(before, labelled=labelled),
        several=bool(has & may.lines) and has_several(before),
        page=page,
        database=used_by(before) if has & may.tables else None,
        packages=installed_by(before) if has & may.packages else (),
        answered=bool(has & may.status) and has_answered(before),
        folders=made_folders(before) if has & may.folders else (),
    )
