"""What a room is handed when it opens is part of what its steps are recalled by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.run.test_supply import plan

from milepost.app.memory import memory
from milepost.room.settings import RoomSettings
from milepost.run.memory import Left
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOM = RoomSettings(network="off")


def key(home: Path, settings: RoomSettings, **variables: str) -> str:
    """The key before the first step, on a machine with such a home and such variables."""
    environ = {
        "HOME": str(home),
        "PATH": f"{home}/.cargo/bin:/usr/bin:/bin",
        "MILEPOST_CACHE_DIR": str(home / "cache"),
        **variables,
    }
    with memory(environ, settings, lambda _: "") as known:
        return known.start_key(plan("a.md"), Left((), ""), RunSettings(), ())


def tool(home: Path) -> None:
    (home / ".cargo" / "bin").mkdir(parents=True)


CHANGES: dict[str, tuple[RoomSettings, dict[str, str], Callable[[Path], object] | None]] = {
    "the network": (replace(ROOM, network="lan"), {}, None),
    "the size of its disk": (replace(ROOM, disk=1 << 20), {}, None),
    "its limit on processes": (replace(ROOM, processes=64), {}, None),
    "a passed variable": (replace(ROOM, pass_env=("TOKEN",)), {"TOKEN": "x"}, None),
    "a registry": (ROOM, {"PIP_INDEX_URL": "https://example.org/simple"}, None),
    "a registry's file": (ROOM, {}, lambda home: (home / ".npmrc").write_text(
        "registry=https://example.org/npm\n"
    )),
    "a folder of tools": (ROOM, {}, tool),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_room_is_handed_is_part_of_its_keys(
    tmp_path: Path,
    change: tuple[RoomSettings, dict[str, str], Callable[[Path], object] | None],
) -> None:
    settings, variables, prepare = change
    before = key(tmp_path, ROOM)
    assert key(tmp_path, ROOM, OTHER="x") == before
    if prepare is not None:
        prepare(tmp_path)
    assert key(tmp_path, settings, **variables) != before
