"""The holder of a room: the process outside of it that owns its network and its memory.

A shell in a user, mount, network and process namespace of its own mounts what the room is made
of, starts bubblewrap as its child, and closes the private ranges. From the beginning a child of it
waits for the end of a pipe that Milepost alone holds open. When Milepost ends, however that comes
about, the child kills all others, whatever they wait for, and the shell ends. It is
process 1 of its namespace, so the kernel ends bubblewrap and every process of the room with it,
at whatever point of their start they are: bubblewrap's own death signal is set too late for that.
The namespaces, and all that was mounted in them, go with the last process. The network's
slirp4netns is started by Milepost, and put into that process namespace: it ends like the others.

Run by root, the holder takes on the number of an account without rights first: the kernel never
limits how many processes the account 0 has, and root's files would be the room's own.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STAGE: Final = "/dev/shm"
"""Where the holder, in its own mount namespace, keeps what it prepares for the room."""
EXCHANGE: Final = f"{STAGE}/exchange"
"""The exchange folder, as the holder finds it."""
FRESH: Final = f"{STAGE}/fresh"
"""The folders that the room can write to, as the holder finds them; they share one limit."""

NOBODY: Final = 65534
"""The account that the holder of root's rooms takes on."""

PROGRAMS: Final = (
    *("bwrap", "ip", "mkdir", "mount", "nft", "nsenter", "setpriv", "sh", "slirp4netns"),
    "unshare",
)
"""What a holder may need of this machine."""

UNSHARE: Final = "--user --map-root-user --net --pid --fork --kill-child --mount-proc"
"""With a /proc of its own: bubblewrap looks up there the numbers that its namespace gives out."""
SLIRP: Final = "--configure --mtu=65520 --disable-host-loopback --enable-sandbox --enable-seccomp"

_NO_IPV6: Final = "/proc/sys/net/ipv6/conf/default/disable_ipv6"
NAMESPACES: Final = "namespaces"
"""What a holder says when its namespaces are there."""
CLOSED: Final = "closed"
"""What a holder says when its room cannot reach what it must not."""


class Orders(msgspec.Struct, frozen=True):
    """What a holder is to do."""

    programs: Mapping[str, str]
    """Absolute paths of `PROGRAMS`, those that are there."""
    as_root: bool
    """Whether Milepost runs as root."""
    disk: int
    """Bytes that the room can write."""
    folders: Sequence[str]
    """Files and folders of this machine that the room sees besides the system's."""
    mounts: int
    """Descriptor with the text of `mounts`."""
    arguments: int
    """Descriptor with bubblewrap's arguments."""
    command: Sequence[str]
    """What bubblewrap is to start in the room."""
    alone: bool
    """Whether the room has no network but its own loopback."""
    rules: int | None
    """Descriptor with the firewall's rules, if there are any."""


def staged(as_root: bool, folders: Sequence[str]) -> dict[str, str]:
    """Where the holder finds each file or folder to be shown.

    What lies in a home that only root can enter is mounted where the holder, which is not
    root any more, can enter.
    """
    if not as_root:
        return {folder: folder for folder in folders}
    return {folder: f"{STAGE}/shown-{number}" for number, folder in enumerate(folders)}


def mounts(as_root: bool, disk: int, folders: Sequence[str]) -> str:
    """What the holder mounts, in the form of fstab(5)."""
    owner = f",uid={NOBODY},gid={NOBODY}" if as_root else ""
    safe = f"nosuid,nodev,mode=0755{owner}"
    lines = [
        f"milepost {STAGE} tmpfs size=64m,{safe} 0 0",
        f"milepost {FRESH} tmpfs size={disk},nr_inodes=1m,{safe},X-mount.mkdir 0 0",
    ]
    if as_root:
        lines += [
            f"{_escaped(source)} {target} none rbind,X-mount.mkdir 0 0"
            for source, target in staged(as_root, folders).items()
            if os.path.isdir(source)
        ]
    return "".join(f"{line}\n" for line in lines)


def _escaped(path: str) -> str:
    for character in "\\ \t\n":
        path = path.replace(character, f"\\{ord(character):03o}")
    return path


def command(orders: Orders) -> list[str]:
    """The command line of a holder."""
    programs = orders.programs
    inner = [programs["sh"], "-c", "\n".join(_inside(orders))]
    unshare = [programs["unshare"], *UNSHARE.split()]
    if not orders.as_root:
        return [*unshare, *inner]
    drop = [
        programs["setpriv"],
        *(f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *unshare,
        *inner,
    ]
    outer = [*_stage(orders), "exec " + shlex.join(drop)]
    return [programs["unshare"], "--mount", programs["sh"], "-c", "\n".join(outer)]


def _stage(orders: Orders) -> Iterable[str]:
    mount = shlex.quote(orders.programs["mount"])
    yield "set -e"
    yield f"{mount} --all --fstab /dev/fd/{orders.mounts}"
    for source, target in staged(orders.as_root, orders.folders).items():
        if orders.as_root and not os.path.isdir(source):
            yield f": > {target}"
            yield f"{mount} --bind {shlex.quote(source)} {target}"


def _inside(orders: Orders) -> Iterable[str]:
    programs = {name: shlex.quote(path) for name, path in orders.programs.items()}
    yield "set -e"
    if not orders.as_root:
        yield from _stage(orders)
    # What ends first ends the other: the room, or Milepost. A shell gives empty input to what it
    # starts in the background, so the pipe takes the place of the messages there. It has no number
    # of its own: any other one may be that of a file that is handed in.
    yield "( exec 2<&0; { read -r _ <&2 || kill -9 -1; } >&- & )"
    # Of the network that is to come only IPv4 leads anywhere; the kernel's own search for routers
    # would be taken for the guide's.
    yield f"if [ -w {_NO_IPV6} ]; then echo 1 >{_NO_IPV6}; fi"
    yield f"echo {NAMESPACES}"
    yield f"{programs['mkdir']} -m 1777 {EXCHANGE} {FRESH}/home {FRESH}/shm {FRESH}/tmp {FRESH}/var"
    inhabit = shlex.join(orders.command)
    yield f"{programs['bwrap']} --args {orders.arguments} -- {inhabit} &"
    yield "room=$!"
    if orders.alone:  # slirp4netns brings it up otherwise
        yield f"{programs['ip']} link set lo up"
    if orders.rules is not None:
        yield f"{programs['nft']} -f /dev/fd/{orders.rules}"
    yield f"echo {CLOSED}"
    yield "exec >&- 2>&-"
    yield "wait $room"


def network_command(
    programs: Mapping[str, str], holder: int, ready: int, *, as_root: bool
) -> list[str]:
    """The command line of the slirp4netns that serves the network of a holder.

    It writes to descriptor `ready` when it is up. It is in the holder's process namespace, so that
    it ends with the room even where it hangs; but in the network of this machine.
    """
    of_holder = f"/proc/{holder}/ns"
    enter = [programs["nsenter"], f"--pid={of_holder}/pid_for_children"]
    users = [f"--userns-path={of_holder}/user"]
    if not as_root:
        # Only who is root there may enter; who is there already cannot enter again.
        enter += [f"--user={of_holder}/user", "--preserve-credentials"]
        users = []
    return [
        *enter,
        *(programs["slirp4netns"], *SLIRP.split(), f"--ready-fd={ready}", *users),
        *("--netns-type=path", f"{of_holder}/net", "tap0"),
    ]
