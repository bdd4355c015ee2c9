"""Find out whether this machine can run guides: start a real clean room and look around in it.

The field names of the records are the machine format's keys (schema milepost.doctor/1); keys may be
added, never changed in meaning.
"""

from __future__ import annotations

import os
import select
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from milepost.app.needs import Need, Needs
from milepost.probes.browser import PROGRAMS
from milepost.process.errors import CannotStart
from milepost.process.host import Host
from milepost.result.model import Status
from milepost.room.doctor import examine as ingredients
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.process.place import Place
    from milepost.room.doctor import Ingredient

TOOLS: Final = (
    "bash",
    "git",
    "node",
    "npm",
    "python3",
    "curl",
    "sqlite3",
    "psql",
    "script",
    "chromium",
)
"""Programs that guides use most, and what is needed to type into interactive programs (`script`)
and to look at pages that scripts make (`chromium`); a missing one is no fault of the machine."""

PATIENCE: Final = 20.0
"""Seconds that the tools of a room have to tell their versions."""

_ASK = f"""for tool do
  case $tool in
    chromium) place=$(type -P -- {" ".join(PROGRAMS)} | head -n 1) ;;
    *) place=$(command -v -- "$tool") ;;
  esac
  [ -n "$place" ] || continue
  version=$("$place" --version 2>&1 </dev/null)
  printf '%s\\t%s\\t%s\\n' "$tool" "$place" "${{version%%$'\\n'*}}"
done"""


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a run needs of this machine."""

    name: str
    """What was looked at: `Linux`, a program, `user namespaces`, `room`."""
    status: Status
    found: str | None = None
    """What is there."""
    reason: str | None = None
    """Why it is not as it should be."""
    remedy: str | None = None
    """What to do about it."""


class ToolFound(msgspec.Struct, frozen=True, kw_only=True):
    """A program that guides often use, as they see it."""

    name: str
    path: str | None
    """Where it is in a clean room (on this machine, where no room starts); None if nowhere."""
    version: str | None
    """The first line that it says of its version."""


class RoomView(msgspec.Struct, frozen=True, kw_only=True):
    """What a clean room takes from this machine."""

    path: tuple[str, ...]
    """The folders of its PATH."""
    folders: tuple[str, ...]
    """Folders under homes that it sees, because they hold tools."""
    left_out: tuple[str, ...]
    """Folders of this machine's PATH that it does not have."""


class Examination(msgspec.Struct, frozen=True, kw_only=True):
    """What `milepost doctor --format json` prints."""

    schema: Literal["milepost.doctor/1"] = "milepost.doctor/1"
    ready: bool
    """Whether guides can be run in a clean room with network."""
    checks: tuple[Examined, ...]
    tools: tuple[ToolFound, ...]
    room: RoomView | None
    """None where no room starts."""
    needs: tuple[Need, ...] = ()
    """What the guides ask for; looked for in a clean room, and where no room starts on this machine
    itself."""

    @property
    def unmet(self) -> tuple[Need, ...]:
        """What they ask for and do not find."""
        return tuple(need for need in self.needs if need.unmet)


def examine(
    folder: Path | None = None,
    paths: Sequence[str] = (),
    pass_env: tuple[str, ...] = (),
    tools: tuple[str, ...] = (),
) -> Examination:
    """Look at this machine, and for what the guides of `paths` need.

    `pass_env` names variables of this environment that are handed in, `tools` folders of programs
    that come first on PATH. Raises MilepostError for what cannot be read as a guide.
    """
    needs = Needs(folder or Path.cwd(), paths)
    checks = [_system()]
    if checks[0].status is not Status.PASSED:
        return _without_room(checks, needs)
    checks += [_examined(part) for part in ingredients() if part.name != "tools"]
    ready = all(check.status is Status.PASSED for check in checks)
    settings = RoomSettings(network="on" if ready else "off", pass_env=pass_env, tools=tools)
    try:
        view, programs, found = _look_around(settings, needs)
    except CannotStart as error:
        checks.append(_blocked("room without network", error))
        return _without_room(checks, needs)
    return Examination(ready=ready, checks=tuple(checks), tools=programs, room=view, needs=found)


def _without_room(checks: Sequence[Examined], needs: Needs) -> Examination:
    with Host() as place:
        found = tuple(needs.probe(place))
    return Examination(ready=False, checks=tuple(checks), tools=(), room=None, needs=found)


def _system() -> Examined:
    system = os.uname()
    if system.sysname == "Linux":
        return Examined(name="Linux", status=Status.PASSED, found=system.release)
    return Examined(
        name="Linux",
        status=Status.BLOCKED,
        found=system.sysname,
        reason="guides run on Linux only",
        remedy="Run them in a Linux machine or container; check and explain work here.",
    )


def _examined(part: Ingredient) -> Examined:
    return Examined(
        name=part.name,
        status=Status.PASSED if part.ok else Status.BLOCKED,
        found=part.found or None,
        reason=part.cause or None,
        remedy=part.remedy or None,
    )


def _blocked(name: str, error: CannotStart) -> Examined:
    return Examined(
        name=name, status=Status.BLOCKED, reason=error.message, remedy=error.remedy or None
    )


def _look_around(
    settings: RoomSettings, needs: Needs
) -> tuple[RoomView, tuple[ToolFound, ...], tuple[Need, ...]]:
    """What a room sees of this machine, its tools, and what is needed. Raises CannotStart."""
    room = Room(settings)
    try:
        seen = room.handover.tools
        view = RoomView(path=seen.path, folders=seen.folders, left_out=seen.left_out)
        return view, tuple(_tools(room)), tuple(needs.probe(room))
    finally:
        room.close()


def _tools(place: Place) -> Iterator[ToolFound]:
    said = {}
    for line in _output(place, ["bash", "-c", _ASK, "bash", *TOOLS]).splitlines():
        name, _, rest = line.partition("\t")
        said[name] = rest.partition("\t")
    for name in TOOLS:
        path, _, version = said.get(name, ("", "", ""))
        yield ToolFound(name=name, path=path or None, version=version or None)


def _output(place: Place, argv: list[str]) -> str:
    """What a program of a place prints until it ends, or until patience does."""
    process = place.start(argv)
    try:
        deadline = time.monotonic() + PATIENCE
        pieces = []
        while time.monotonic() < deadline:
            ready, _, _ = select.select([process.output], [], [], 0.1)
            piece = os.read(process.output, 65536) if ready else b""
            pieces.append(piece)
            if not piece and (ready or process.poll() is not None):
                break
        return b"".join(pieces).decode("utf-8", "replace")
    finally:
        process.end(0.5)
        process.close()
