"""Ask a real bash about code that the grammar in process rejects."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.process.place import Place, Process

_SECONDS = 10.0
_FAULT = re.compile(r": line (\d+): (.*)")
_HEREDOC = re.compile(r"here-document at line (\d+) delimited by end-of-file \(wanted `(.*)'\)")


class SyntaxFault(msgspec.Struct, frozen=True):
    """What bash says against a block."""

    line: int
    """0-based line within the block."""
    message: str


def confirm_syntax(place: Place, code: str) -> SyntaxFault | None:
    """What `bash -n` of the place says against `code`; None if it reads it.

    An unclosed here-document, of which bash merely warns, is a fault too.
    """
    path = place.put("syntax", code.replace("\r\n", "\n").encode("utf-8", "replace"))
    process = place.start(["bash", "--norc", "--noprofile", "-O", "extglob", "-n", path])
    try:
        status, output = _outcome(process)
    finally:
        process.end(0.0)
        process.close()
    if heredoc := _HEREDOC.search(output):
        return SyntaxFault(int(heredoc[1]) - 1, f"here-document `{heredoc[2]}` is never closed")
    if not status:
        return None
    fault = _FAULT.search(output)
    return SyntaxFault(int(fault[1]) - 1, fault[2]) if fault else SyntaxFault(0, output.strip())


def _outcome(process: Process) -> tuple[int | None, str]:
    data = b""
    deadline = time.monotonic() + _SECONDS
    poll = select.poll()
    poll.register(process.output, select.POLLIN)
    while time.monotonic() < deadline:
        poll.poll(50)
        try:
            piece = os.read(process.output, 1 << 16)
        except BlockingIOError:
            continue
        if not piece:
            break
        data += piece
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    return process.poll(), data.decode("utf-8", "replace")
