"""What was carried out before a sentence that tells of it: whether it prints, tests or answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.runners import runs_tests
from milepost.reading.shell_words import code_lines
from milepost.reading.silent import prints_nothing, starts_dialogue
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRINTS = (Kind.COMMAND, Kind.TRANSCRIPT, Kind.REQUEST, Kind.QUERY)
_WITH_STATUS = re.compile(
    r"\bcurl (?:[^|\n]* )?(?:-[a-zA-Z]*[iIv][a-zA-Z]*|--include|--head|--verbose)\b"
)
_MAY_TEST = re.compile(r"\btests?[\w-]*\.(?:sh|py|js|ts|rb|bat)\b|\brun[-_ :]?tests?\b|\bctest\b")
_RUNS = re.compile(r"\b(?:dotnet|cargo|go) run\b|\b(?:npm|yarn|pnpm) (?:run )?(?:start|dev)\b")


def has_printed(blocks: Sequence[BlockReading], *, labelled: bool) -> bool:
    """Whether there is output that a sentence may tell of.

    After a file was written or code was shown, what is to be seen is printed by what runs it,
    which only prose tells of; a service may be what does.
    """
    if labelled or any([reading.options.background for reading in blocks]):  # noqa: C419 - quicker
        return _last_that_prints(blocks) is not None
    last = next((reading for reading in reversed(blocks) if reading.kind is not Kind.OUTPUT), None)
    if last is None or not prints(last):
        return False
    return not prints_nothing(last.code) and not starts_dialogue(last.code)


def prints(reading: BlockReading) -> bool:
    """Whether a block is carried out and may print something."""
    return reading.kind in _PRINTS and reading.executed


def has_several(blocks: Sequence[BlockReading]) -> bool:
    """Whether the last block that prints has more than one command."""
    last = _last_that_prints(blocks)
    if last is None:
        return False
    return len(last.commands) > 1 or "&&" in last.code or len(code_lines(last.code)) > 1


def has_answered(blocks: Sequence[BlockReading]) -> bool:
    """Whether the last block that prints shows the status line of one answer."""
    last = _last_that_prints(blocks)
    if last is None or last.kind is Kind.REQUEST:
        return last is not None
    return last.code.count("curl ") == 1 and _WITH_STATUS.search(last.code) is not None


def just_ran(blocks: Sequence[BlockReading]) -> bool:
    """Whether the last block that was carried out prints something."""
    last = _last_executed(blocks)
    return last is not None and last.kind in _PRINTS


def may_have_tested(blocks: Sequence[BlockReading], *, labelled: bool) -> bool:
    """Whether one of these blocks may run tests; under a label also one that is not known."""
    if any(map(_may_test, blocks)):
        return True
    return labelled and not any(_RUNS.search(reading.code) for reading in blocks)


def _may_test(reading: BlockReading) -> bool:
    options = reading.options
    return options.tests or runs_tests(reading.code) or bool(_MAY_TEST.search(reading.code))


def _last_executed(blocks: Sequence[BlockReading]) -> BlockReading | None:
    for reading in reversed(blocks):
        if reading.executed:
            return reading
    return None


def _last_that_prints(blocks: Sequence[BlockReading]) -> BlockReading | None:
    for reading in reversed(blocks):
        if prints(reading):
            return reading
    return None
