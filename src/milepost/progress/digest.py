"""Digests of records, of guides, and of what a guide's checks depend on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from milepost.reading.base import Kind
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.progress.model import Record
    from milepost.reading.base import ItemReading, MilestoneReading, StepReading

_ENTERS = re.compile(r"cd |\b(?:cd|pushd|popd|activate|deactivate)\b")
_ASSIGNS = re.compile(r"(?:^|[\s;&])[A-Za-z_]\w*\+?=")
_RUNS = (Kind.COMMAND, Kind.TRANSCRIPT, Kind.TEST, Kind.FILE, Kind.PATCH)


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def body_of(record: Record) -> bytes:
    """A record as the bytes that its digest is taken of: JSON with sorted keys, no white space."""
    return msgspec.json.encode(record, order="sorted")


def checks_digest(reading: MilestoneReading) -> str:
    """Digest of what decides whether a milestone is done.

    Checks of outcomes and where they start, the blocks of Testing, the checklist, and the tools
    and variables that are needed. Lines, headings, prose and known issues are no part of it.
    """
    parts: list[Any] = []
    for step in reading.steps:
        parts += [("outcome", checks) for checks in _outcomes(step)]
        # Where a check of a file starts is decided by the folders that the step enters.
        parts += [("enters", text) for text in _folders(step)]
    parts += [("value", text) for text in _values(reading)]
    if reading.testing is not None:
        parts += [("testing", block) for block in _blocks(reading.testing)]
        parts += [("testing outcome", checks) for checks in _outcomes(reading.testing)]
    for item in reading.checklist:
        parts.append(("item", item_key(item) if item.manual else item.checks))
    for one in reading.prerequisites:
        if one.kind in ("tool", "variable", "package"):
            parts.append(("needs", (one.kind, one.name, one.version)))
    return sha256(b"\n".join(sorted(msgspec.json.encode(part, order="sorted") for part in parts)))


def asked(reading: MilestoneReading) -> Iterator[str]:
    """What that digest is taken of, in lines for people, in the guide's order."""
    for step in reading.steps:
        for outcome in step.outcomes:
            yield from (f"step {step.step.number}: {check.reads_as}" for check in outcome.checks)
        yield from (f"step {step.step.number} enters: {text}" for text in _folders(step))
    yield from (f"sets: {text}" for text in _values(reading))
    if reading.testing is not None:
        for _, kind, path, code, *_ in _blocks(reading.testing):
            yield f"testing, {path or kind}:"
            yield from (f"    {line}" for line in code.rstrip("\n").split("\n"))
        for outcome in reading.testing.outcomes:
            yield from (f"testing: {check.reads_as}" for check in outcome.checks)
    for number, item in enumerate(reading.checklist, 1):
        for words in [check.reads_as for check in item.checks] or [item.item.text]:
            yield f"checklist {number}: {words}"
    for one in reading.prerequisites:
        if one.kind in ("tool", "variable", "package"):
            yield f"needs: {one.name} {one.version or ''}".rstrip()


def item_key(item: ItemReading) -> str:
    """What a signature of a checklist item is bound to: its words."""
    return words_key(item.item.text)


def words_key(text: str) -> str:
    """Digest of a text's words, white space left out of account."""
    return sha256(" ".join(text.split()).encode())


def _outcomes(step: StepReading) -> Iterator[Any]:
    for outcome in step.outcomes:
        if outcome.checks:
            yield outcome.checks


def _blocks(step: StepReading) -> Iterator[Any]:
    for index, block in enumerate(step.blocks):
        if block.executed and block.kind in _RUNS:
            commands = [(c.text, c.expected, c.status) for c in block.commands]
            options = block.options
            yield index, block.kind, block.path, block.code, commands, options.cwd, options.status


def _folders(step: StepReading) -> Iterator[str]:
    """What decides in which folder, and in which environment, a reader stands."""
    for block in step.blocks:
        if block.executed and block.options.cwd is not None:
            yield block.options.cwd
        for command in block.commands if block.executed else ():
            yield from filter(_ENTERS.search, command.text.split("\n"))


def _values(reading: MilestoneReading) -> Iterator[str]:
    """Assignments, where one of them may say which folder that is."""
    steps = [*reading.steps, *([reading.testing] if reading.testing else [])]
    if not any("$" in text for step in steps for text in _folders(step)):
        return
    for step in steps:
        for block in step.blocks:
            for command in block.commands if block.executed else ():
                yield from filter(_ASSIGNS.search, command.text.split("\n"))
