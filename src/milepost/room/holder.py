"""The holder of a room: the process outside of it that owns its network and its exchange folder.

A shell in a user, mount and network namespace of its own closes the private ranges, starts
bubblewrap as its child, and waits for the end of a pipe that Milepost alone holds open. When
Milepost ends, however that comes about, the shell ends, and with it bubblewrap and every process
of the room; the namespaces and all that was mounted in them go with the last process.

Run by root, the holder takes on the number of an account without rights first: the kernel never
limits how many processes the account 0 has, and files of root would be the room's own.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STAGE: Final = "/dev/shm"
"""Where the holder, in its own mount namespace, keeps what it prepares for the room."""
EXCHANGE: Final = f"{STAGE}/exchange"

NOBODY: Final = 65534

PROGRAMS: Final = (
    "bwrap",
    "ip",
    "mount",
    "nft",
    "nsenter",
    "setpriv",
    "sh",
    "slirp4netns",
    "unshare",
)
"""What a holder may need of this machine."""

SLIRP: Final = "--configure --mtu=65520 --disable-host-loopback --enable-sandbox --enable-seccomp"


class Orders(msgspec.Struct, frozen=True):
    """What a holder is to do."""

    programs: Mapping[str, str]
    """Absolute paths of `PROGRAMS`, those that are there."""
    as_root: bool
    """Whether Milepost runs as root."""
    folders: Sequence[str]
    """Files and folders of this machine that the room sees besides the system's."""
    arguments: int
    """Descriptor with bubblewrap's arguments."""
    command: Sequence[str]
    """What bubblewrap is to start in the room."""
    rules: int | None
    """Descriptor with the firewall's rules, if there are any."""


def staged(orders_as_root: bool, folders: Sequence[str]) -> dict[str, str]:
    """Where the holder finds each file or folder to be shown.

    What lies in a home that only root can enter is mounted where the holder, which is not
    root any more, can enter.
    """
    if not orders_as_root:
        return {folder: folder for folder in folders}
    return {folder: f"{STAGE}/shown-{number}" for number, folder in enumerate(folders)}


def command(orders: Orders) -> list[str]:
    """The command line of a holder."""
    programs = orders.programs
    inner = [programs["sh"], "-c", "\n".join(_inside(orders))]
    unshare = [programs["unshare"], "--user", "--map-root-user", "--net"]
    if not orders.as_root:
        return [*unshare, "--mount", *inner]
    drop = [
        programs["setpriv"],
        *(f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *unshare,
        *inner,
    ]
    outer = [*_stage(orders), "exec " + shlex.join(drop)]
    return [programs["unshare"], "--mount", programs["sh"], "-c", "\n".join(outer)]


def _stage(orders: Orders) -> list[str]:
    mount = shlex.quote(orders.programs["mount"])
    lines = [
        "set -e",
        f"{mount} -t tmpfs -o size=64m,mode=0755,nosuid,nodev milepost {STAGE}",
        f"mkdir -m 0755 {EXCHANGE}",
    ]
    if orders.as_root:
        for source, target in staged(True, orders.folders).items():
            make = "mkdir" if os.path.isdir(source) else ": >"
            lines.append(f"{make} {target}; {mount} --rbind {shlex.quote(source)} {target}")
    return lines


def _inside(orders: Orders) -> list[str]:
    lines = ["set -e"] if orders.as_root else _stage(orders)
    lines += ["echo namespaces", f"{shlex.quote(orders.programs['ip'])} link set lo up"]
    if orders.rules is not None:
        lines.append(f"{shlex.quote(orders.programs['nft'])} -f /dev/fd/{orders.rules}")
    lines += [
        f"{shlex.quote(orders.programs['bwrap'])} --args {orders.arguments} "
        f"-- {shlex.join(orders.command)} </dev/null &",
        "exec >&- 2>&-",
        "read -r _ || :",
        "kill -9 $! || :",
        "wait",
    ]
    return lines


def network_command(programs: Mapping[str, str], holder: int, ready: int, life: int) -> list[str]:
    """The command line of the slirp4netns that serves the network of a holder.

    It writes to descriptor `ready` when it is up and ends when the pipe `life` does.
    """
    return [
        programs["slirp4netns"],
        *SLIRP.split(),
        *(f"--ready-fd={ready}", f"--exit-fd={life}"),
        *(f"--userns-path=/proc/{holder}/ns/user", str(holder), "tap0"),
    ]
