"""A room needs no root: the same holds when Milepost runs as an ordinary account."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.orphans import adopted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.room

ACCOUNT = "4242"

TRY = """
import json, os
from milepost.room.room import Room
from milepost.room.settings import RoomSettings
from tests.programs import await_output, script
room = Room(RoomSettings(network=os.environ["NETWORK"], processes=150))
seen = {"outside": os.getuid(), "inside": int(script(room, "id -u").output)}
seen["put"] = script(room, "cat " + room.put("file", b"data")).output
seen["write"] = script(room, "touch /usr/x /etc/x /x; echo $?").output.split()[-1]
seen["limit"] = script(room, "ulimit -u").output.strip()
seen["root"] = script(room, "ls -A /root").output
devices = script(room, "sed 1,2d /proc/net/dev").output.splitlines()
seen["devices"] = [line.partition(":")[0].strip() for line in devices]
process = room.start(["bash", "-c", "echo ready; exec sleep 60"])
await_output(process, b"ready")
process.end()
seen["status"] = process.poll()
process.close()
room.close()
print(json.dumps(seen))
"""


WITH_TUN = """
mount -t tmpfs tmpfs "$0" && mknod -m 666 "$0/tun" c 10 200 && mount --bind "$0/tun" /dev/net/tun
exec "$@"
"""
"""In a mount namespace: the network's device is open to all, as most systems have it."""


def as_account(
    python: str, text: str, before: Sequence[str] = (), network: str = "off"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *before,
            *("setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"),
            *(python, "-c", text),
        ],
        env={
            "PATH": "/root/bin:/root:/usr/bin:/bin",
            "HOME": "/nonexistent",
            "NETWORK": network,
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
@pytest.mark.parametrize(("network", "devices"), [("off", ["lo"]), ("on", ["lo", "tap0"])])
def test_room_of_an_ordinary_account_holds_too(
    tmp_path: Path, network: str, devices: list[str]
) -> None:
    open_tun = ["unshare", "--mount", "sh", "-c", WITH_TUN, str(tmp_path)]
    with adopted() as orphans:
        ended = as_account(usable_interpreter(), TRY, open_tun, network)
        orphans.await_end()
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {
        "outside": int(ACCOUNT),
        "inside": 1000,
        "put": "data",
        "write": "1",
        "limit": "150",
        "root": "",
        "devices": devices,
        "status": 143,
    }
