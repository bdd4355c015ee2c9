"""Every test of a terminal holds on this machine and in a room; a reader's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.process.host import Host
from milepost.run.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from milepost.process.place import Place


@pytest.fixture(params=["host", pytest.param("room", marks=pytest.mark.room)], scope="module")
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    opened: Place
    if request.param == "host":
        opened = Host()
    else:
        from milepost.room.room import Room

        opened = Room()
    yield opened
    opened.close()


@pytest.fixture
def terminal(place: Place) -> Iterator[Terminal]:
    opened = Terminal.open(place)
    yield opened
    opened.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty folder in which a reader works."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder
