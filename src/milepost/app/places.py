"""Where guides are carried out: rooms, or this machine itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from milepost.files.discover import MILESTONES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from milepost.process.place import Place
    from milepost.room.settings import RoomSettings

_WORKSPACE = "workspace"
"""Folder beside the guides from which a roadmap's first milestones start, if it is there."""


@dataclass(frozen=True, slots=True)
class Places:
    """What all places of a run have in common."""

    sandbox: bool = True
    """False: this machine itself, without a room."""
    network: Literal["on", "off", "lan"] = "on"
    pass_env: tuple[str, ...] = ()
    """Names of variables that are handed in."""
    tools: tuple[str, ...] = ()
    """Absolute paths of folders of programs that come first on PATH."""
    passed: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Their values, where they do not come from this process's own environment."""

    @property
    def environ(self) -> dict[str, str]:
        """The environment of which a place is handed parts."""
        return {**os.environ, **self.passed}

    @property
    def room(self) -> RoomSettings:
        """The settings of all rooms, but for what they are filled with."""
        from milepost.room.settings import RoomSettings

        return RoomSettings(network=self.network, pass_env=self.pass_env, tools=self.tools)

    def _path(self) -> dict[str, str]:
        """PATH with the brought tools, where there are any."""
        if not self.tools:
            return {}
        from milepost.room.brought import programs_of

        before = self.environ.get("PATH", os.defpath)
        return {"PATH": ":".join((*map(programs_of, self.tools), before))}

    def open(self, fill: Path | None) -> Place:
        """A fresh place, with what the folder `fill` holds as its workspace. Raises CannotStart."""
        if not self.sandbox:
            return self._open_host(fill)
        from milepost.room.room import Room

        return Room(replace(self.room, fill=fill), self.environ)

    def _open_host(self, fill: Path | None) -> Place:
        from milepost.process.host import Host

        host = Host(variables={**self.passed, **self._path()})
        if fill is not None:
            from milepost.snapshot.inside import ask

            try:
                ask(host, 'cp -a -- "$1/." "$2"', str(fill), host.workspace)
            except BaseException:
                host.close()
                raise
        return host


def workspace_of(guide: Path) -> Path | None:
    """The folder that a guide's roadmap ships for its readers to start from."""
    beside = guide.parent
    for root in (beside, beside.parent) if beside.name == MILESTONES else (beside,):
        if (root / _WORKSPACE).is_dir():
            return root / _WORKSPACE
    return None


def workspace_digest(guide: Path) -> str:
    """A digest of that folder; empty where there is none."""
    from milepost.snapshot.folder import folder_digest

    folder = workspace_of(guide)
    return "" if folder is None else folder_digest(folder)
