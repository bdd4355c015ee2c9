"""Programs of a place, carried through to their end; for tests."""

from __future__ import annotations

import contextlib
import os
import select
import time
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from milepost.process.place import Place, Process

PATIENCE = 20.0
"""Seconds after which something that a test waits for is taken to never come."""


class Ended(msgspec.Struct, frozen=True):
    """What a program left behind."""

    status: int
    output: str
    reports: str


def read_available(descriptor: int) -> bytes:
    """What can be read now, without waiting."""
    data = b""
    with contextlib.suppress(BlockingIOError):
        while piece := os.read(descriptor, 1 << 16):
            data += piece
    return data


def await_that(claim: Callable[[], bool], what: str) -> None:
    """Wait until a claim holds, looking often."""
    deadline = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < deadline, f"it did not come about that {what}"
        select.select([], [], [], 0.005)


def await_output(process: Process, words: bytes) -> bytes:
    """Wait until a program has said some words; all that it has said."""
    said = b""
    deadline = time.monotonic() + PATIENCE
    while words not in said:
        assert time.monotonic() < deadline, said
        select.select([process.output], [], [], 0.05)
        said += read_available(process.output)
    return said


def await_status(process: Process) -> int:
    """Wait until a program has ended."""
    await_that(lambda: process.poll() is not None, "the program ended")
    status = process.poll()
    assert status is not None
    return status


def carry_out(place: Place, argv: Sequence[str], *, cwd: str | None = None) -> Ended:
    """Start a program and hear it until it has ended."""
    process = place.start(argv, cwd=cwd)
    output = reports = b""
    deadline = time.monotonic() + PATIENCE
    try:
        while True:
            ended = process.poll() is not None
            output += read_available(process.output)
            reports += read_available(process.reports)
            if ended:
                break
            assert time.monotonic() < deadline, output
            select.select([process.output, process.reports], [], [], 0.01)
        status = await_status(process)
    finally:
        process.end(0)
        process.close()
    return Ended(status, output.decode("utf-8", "replace"), reports.decode("utf-8", "replace"))


def script(place: Place, text: str) -> Ended:
    """Carry out a script of bash."""
    return carry_out(place, ["bash", "-c", text])
