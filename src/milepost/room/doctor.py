"""What of a room this machine has: each ingredient looked at, and a real room started."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.process.errors import CannotStart
from milepost.process.spawn import said_by
from milepost.room import diagnosis, holder
from milepost.room.handover import gather
from milepost.room.opening import (
    SEARCH,
    find_programs,
    is_container,
    is_restricted,
    own_namespace,
)
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from milepost.room.handover import Handover

DEFAULT: Final = RoomSettings()
TUN: Final = "/dev/net/tun"

_VERSIONED: Final[Mapping[str, str]] = {
    "bwrap": "clean room",
    "slirp4netns": "network of the room",
    "nft": "closing private networks",
}
_LIMIT: Final = 10.0


class Ingredient(msgspec.Struct, frozen=True):
    """One thing that a room is made of, as this machine has it."""

    name: str
    """What it is: a program, `user namespaces`, `/dev/net/tun`, `tools`, `room`, …"""
    ok: bool
    """Whether a room can be had as far as this goes."""
    found: str
    """What was seen: a version, a list, a time; empty if there is nothing to see."""
    cause: str = ""
    """Why it is not ok."""
    remedy: str = ""
    """What to do about it."""


def examine(
    settings: RoomSettings = DEFAULT, environ: Mapping[str, str] | None = None
) -> list[Ingredient]:
    """Look at every ingredient of such a room, then start one. Never raises `CannotStart`."""
    handover = gather(settings, os.environ if environ is None else environ)
    return [
        *_programs(settings),
        _namespaces(),
        *([] if settings.network == "off" else [_tun()]),
        _tools(handover),
        _registries(handover),
        _room(settings, environ),
    ]


def _programs(settings: RoomSettings) -> Iterator[Ingredient]:
    try:
        needed = set(find_programs(settings))
        absent: set[str] = set()
    except CannotStart:
        needed = set(holder.PROGRAMS)
        absent = {name for name in needed if shutil.which(name, path=SEARCH) is None}
    for name, purpose in _VERSIONED.items():
        if name in needed and name not in absent:
            yield Ingredient(name, True, _version(name))
        elif name in absent:
            package = diagnosis.PACKAGES[name]
            yield Ingredient(
                name, False, "", f"{name} ({purpose}) not found", f"sudo apt-get install {package}"
            )
    for name in sorted(absent - set(_VERSIONED)):
        error = diagnosis.missing([name])
        yield Ingredient(name, False, "", f"{name} not found", error.remedy)


def _version(name: str) -> str:
    path = shutil.which(name, path=SEARCH) or name
    try:
        said = said_by([path, "--version"], environment={"PATH": SEARCH}, timeout=_LIMIT)
    except CannotStart as error:
        return error.message
    return said.partition("\n")[0]


def _namespaces() -> Ingredient:
    """Whether this account can make the namespaces of a room."""
    unshare = shutil.which("unshare", path=SEARCH) or "unshare"
    argv = [unshare, "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "true"]
    name = "user namespaces"
    if (alone := own_namespace()) is not None:
        return Ingredient(name, False, "", alone.cause, alone.remedy)
    try:
        words = said_by(argv, environment={"PATH": SEARCH}, timeout=_LIMIT)
    except CannotStart as error:
        return Ingredient(name, False, "", error.message, error.remedy)
    if not words:
        return Ingredient(name, True, "in a container" if is_container() else "")
    cause = diagnosis.diagnose(words, restricted=is_restricted(), container=is_container())
    if cause is None:
        return Ingredient(name, False, words.strip(), "namespaces cannot be made", "")
    return Ingredient(name, False, words.strip(), cause.cause, cause.remedy)


def _tun() -> Ingredient:
    """Whether this account can open the device that carries the room's network."""
    try:
        os.close(os.open(TUN, os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        cause = diagnosis.TUN
        return Ingredient(TUN, False, error.strerror or "", cause.cause, cause.remedy)
    return Ingredient(TUN, True, "")


def _tools(handover: Handover) -> Ingredient:
    """Which tool folders under homes a room sees, and which folders of PATH it does not."""
    tools = handover.tools
    shown = ", ".join(tools.folders) or "none under a home"
    left_out = f"; left out of PATH: {', '.join(tools.left_out)}" if tools.left_out else ""
    return Ingredient("tools", True, shown + left_out)


def _registries(handover: Handover) -> Ingredient:
    """Which settings of package clients a room is handed; their names, never their values."""
    registries = handover.registries
    names = [*sorted(registries.variables), *sorted(registries.files), *sorted(registries.paths)]
    return Ingredient("registry settings", True, ", ".join(names) or "none")


def _room(settings: RoomSettings, environ: Mapping[str, str] | None) -> Ingredient:
    """Whether a room really starts and a program in it runs."""
    began = time.perf_counter()
    try:
        room = Room(settings, environ)
        try:
            process = room.start(["true"])
            process.end()
            process.close()
        finally:
            room.close()
    except CannotStart as error:
        return Ingredient("room", False, "", error.message, error.remedy)
    return Ingredient("room", True, f"started and ended in {time.perf_counter() - began:.2f} s")
