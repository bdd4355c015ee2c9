"""A room needs no root: the same holds when Milepost runs as an ordinary account."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.room

ACCOUNT = "4242"

TRY = """
import json, os
from milepost.room.room import Room
from milepost.room.settings import RoomSettings
from tests.programs import script
room = Room(RoomSettings(network="off", processes=150))
seen = {"outside": os.getuid(), "inside": int(script(room, "id -u").output)}
seen["put"] = script(room, "cat " + room.put("file", b"data")).output
seen["write"] = script(room, "touch /usr/x /etc/x /x; echo $?").output.split()[-1]
seen["limit"] = script(room, "ulimit -u").output.strip()
seen["root"] = script(room, "ls -A /root").output
process = room.start(["sleep", "60"])
process.end()
seen["status"] = process.poll()
process.close()
room.close()
print(json.dumps(seen))
"""


def as_account(python: str, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *("setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"),
            *(python, "-c", text),
        ],
        env={
            "PATH": "/root/bin:/root:/usr/bin:/bin",
            "HOME": "/nonexistent",
            "PYTHONPATH": os.pathsep.join([os.path.abspath("src"), os.getcwd(), *sys.path[1:]]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def usable_interpreter() -> str:
    """An interpreter of this version that another account can run."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        if os.path.exists(python) and not as_account(python, "import msgspec").returncode:
            return python
    pytest.skip("no interpreter here that another account can run")


@pytest.mark.skipif(os.getuid() != 0, reason="this account is an ordinary one: all tests show it")
def test_room_of_an_ordinary_account_holds_too() -> None:
    ended = as_account(usable_interpreter(), TRY)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {
        "outside": int(ACCOUNT),
        "inside": 1000,
        "put": "data",
        "write": "1",
        "limit": "150",
        "root": "",
        "status": 143,
    }
