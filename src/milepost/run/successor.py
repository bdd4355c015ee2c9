"""The state in which a terminal goes on when its shell has become a service."""

from __future__ import annotations

import os
import select
import shlex
import time
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.process.place import Place, Process
    from milepost.run.shell import State

_SECONDS = 5.0
_NAME = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
_OF_ITS_OWN = frozenset(("_", "PWD", "OLDPWD", "SHLVL"))
_EXPORTING = re.compile(r"\b(?:export|declare|typeset)\b[^;&|\n]*")
_ASSIGNED = re.compile(r"(?<![\w$-])([A-Za-z_]\w*)=")
_LOOK = """
pid=$1 child=
read -r -a children < "/proc/$pid/task/$pid/children"
(( ${#children[@]} )) && child=${children[-1]}
{ readlink -z "/proc/$child/cwd" || readlink -z "/proc/$pid/cwd"; cat "/proc/$child/environ"; } \
  >&4 2>/dev/null
"""
"""Asks in the place for directory and environment of the last child of the shell: /proc names
children in the order of their birth, and what runs in the foreground was born last."""


def state_of_service(place: Place, shell: int, code: bytes, before: State) -> State:
    """Directory and exported variables of what the shell runs now, the rest as it was `before`.

    `shell` is its process id in the place, `code` what it runs. What cannot be seen is taken from
    `before`, and so are variables that `code` sets for one command alone (`PORT=1 npm start`).
    """
    argv = ["bash", "--norc", "--noprofile", "-c", _LOOK, "milepost", str(shell)]
    process = place.start(argv)
    try:
        seen = _read_reports(process)
    finally:
        process.end(0.0)
        process.close()
    directory, _, environment = seen.partition(b"\0")
    if not directory or directory.endswith(b" (deleted)"):
        return before
    exports = _exports(environment, _set_for_one_command(os.fsdecode(code)))
    return msgspec.structs.replace(
        before, directory=os.fsdecode(directory), code=before.code + b"\n" + exports
    )


def _read_reports(process: Process) -> bytes:
    data = bytearray()
    deadline = time.monotonic() + _SECONDS
    poll = select.poll()
    poll.register(process.reports, select.POLLIN)
    while time.monotonic() < deadline:
        poll.poll(50)
        try:
            piece = os.read(process.reports, 1 << 16)
        except BlockingIOError:
            continue
        if not piece:
            break
        data += piece
    return bytes(data)


def _set_for_one_command(code: str) -> frozenset[str]:
    return frozenset(_ASSIGNED.findall(_EXPORTING.sub("", code)))


def _exports(environment: bytes, without: frozenset[str]) -> bytes:
    lines = []
    left_out = _OF_ITS_OWN | without
    for entry in os.fsdecode(environment).split("\0"):
        name, equals, value = entry.partition("=")
        if equals and _NAME.match(name) and name not in left_out:
            lines.append(f"declare -x {name}={shlex.quote(value)}\n")
    return os.fsencode("".join(lines))
