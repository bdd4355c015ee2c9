"""What Milepost's caller has set for itself does not reach a room, or is part of its keys."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.programs import script

from milepost.process.host import Host
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from milepost.process.place import Place

LOOK = "umask; touch f; mkdir d; stat -c %a f d"
LIMITS = "ulimit -n; ulimit -c; ulimit -s; ls /proc/self/fd | tr '\\n' ' '"
"""What a login shell has, and what `ls` has open of itself."""


@pytest.fixture
def _strict_caller() -> Iterator[None]:
    umask = os.umask(0o077)
    names = (resource.RLIMIT_NOFILE, resource.RLIMIT_CORE, resource.RLIMIT_STACK)
    before = {name: resource.getrlimit(name) for name in names}
    resource.setrlimit(resource.RLIMIT_NOFILE, (900, before[resource.RLIMIT_NOFILE][1]))
    resource.setrlimit(resource.RLIMIT_CORE, (512, before[resource.RLIMIT_CORE][1]))
    resource.setrlimit(resource.RLIMIT_STACK, (4 << 20, before[resource.RLIMIT_STACK][1]))
    yield
    os.umask(umask)
    for name, limits in before.items():
        resource.setrlimit(name, limits)


def said(place: Place, code: str) -> list[str]:
    """The words that bash code prints in a place."""
    return script(place, code).output.split()


@pytest.mark.room
@pytest.mark.usefixtures("_strict_caller")
def test_a_room_has_the_umask_and_soft_limits_of_a_login_shell() -> None:
    room = Room(RoomSettings(network="off"))
    try:
        files, limits = said(room, LOOK), said(room, LIMITS)
        home = said(room, "stat -c %a /home/reader /home/reader/work")
    finally:
        room.close()
    assert files == ["0022", "644", "755"]
    assert limits == ["1024", "0", "8192", "0", "1", "2", "3", "4", "5"]
    assert home == ["755", "755"]


@pytest.mark.usefixtures("_strict_caller")
def test_a_rehearsal_on_this_machine_has_the_usual_umask_and_a_reader_his_own(
    tmp_path: Path,
) -> None:
    found = []
    for place in (Host(), Host(tmp_path)):
        with place:
            found.append(said(place, LOOK))
    assert found == [["0022", "644", "755"], ["0077", "600", "700"]]


def _under(*command: str) -> str:
    code = "from milepost.room.inherited import inherited; print(inherited())"
    found = subprocess.run(
        [*command, sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", *sys.path])},
        capture_output=True,
        check=True,
        text=True,
    )
    return found.stdout


def test_what_no_room_can_take_back_tells_callers_apart() -> None:
    usual = _under()
    assert _under("sh", "-c", 'ulimit -S -n 300; umask 077; exec "$@"', "-") == usual
    assert _under("sh", "-c", 'ulimit -n 300; exec "$@"', "-") != usual
    assert _under("nice", "-n", "3") != usual
