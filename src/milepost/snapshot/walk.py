"""Looking at all files of a place from inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from milepost.process.errors import CannotStart
from milepost.snapshot.inside import Folders, ask

if TYPE_CHECKING:
    from milepost.process.place import Place

GRAIN: Final = 0.02
"""Seconds within which a file may change twice without its times telling: clock ticks of 10 ms."""

_KINDS: Final = frozenset("fdlp")

_SCRIPT: Final = r"""
own=$$ above=$PPID
session() { local line; { read -r line <"/proc/$1/stat"; } 2>/dev/null || return
  line=${line##*) }; set -- $line; [ "$1" = Z ] || found=$4; }
found=; session "$above"; theirs=$found
found=; session 1; first=$found
[ "$1" = / ] && for entry in /proc/[0-9]*; do
  found=; session "${entry#/proc/}"
  case $found in ''|"$own"|"$theirs"|"$first") ;; *) printf '%s ' "${entry#/proc/}" ;; esac
done >&4
printf '\0' >&4
sent=0 noise=0
while read -r name bytes packets _ _ _ _ _ _ out count _; do
  [ "$name" = tap0: ] && sent=$count
done </proc/net/dev
if [ -r /proc/net/snmp6 ]; then
  while read -r name count; do [ "$name" = Icmp6OutMsgs ] && noise=$count; done </proc/net/snmp6
fi
printf '%s\0%s\0' $((sent - noise)) "$EPOCHREALTIME" >&4
cd -- "$1" && shift || exit
find "$@" -xdev \( -type d ! -perm -u=rx -exec chmod u+rx -- {} \; , -true \) \
  -printf '%y %m %s %T@ %C@ %i %n %D\0%l\0%p\0' >&4
"""
"""Processes that live besides Milepost's own, packets sent, the clock, then three fields a file.

Milepost's own are the session of the supervisor, that of process 1, and this script's; outside of
a room, processes are not looked at. The kernel
itself sends ICMPv6 on a new network; it is taken off. Folders that even their owner cannot enter
are opened for the walk; find tells the permissions that they had.
"""


class Stat(msgspec.Struct, frozen=True):
    """What tells that a file has not changed."""

    kind: str
    mode: int
    size: int
    mtime: str
    ctime: str
    inode: int
    links: int
    target: bytes


class Seen(msgspec.Struct, frozen=True):
    """A place at one moment."""

    files: dict[bytes, Stat]
    sockets: frozenset[bytes]
    """Paths of Unix sockets: they cannot be put back."""
    processes: frozenset[int]
    """Process ids, as the place has them, of all but Milepost's own; its terminals are among
    them."""
    packets: int
    """Packets that the place has sent to the network outside; only differences mean something."""
    time: float
    """The place's clock when the walk began, in seconds since 1970."""

    def is_settled(self, stat: Stat) -> bool:
        """Whether a later change of the file would show in its times."""
        return float(stat.ctime) < self.time - GRAIN


def walk(place: Place, folders: Folders) -> Seen:
    """Look at everything. Folders without `u+rx` are open afterwards; see `closed`.

    Raises `CannotStart`.
    """
    words = ask(place, _SCRIPT, folders.base, *folders.names).split(b"\0")
    try:
        processes, packets, clock = words[:3]
        fields = words[3:-1]
        files, sockets = _files(fields)
        return Seen(
            files=files,
            sockets=sockets,
            processes=frozenset(int(word) for word in processes.split()),
            packets=int(packets),
            time=float(clock),
        )
    except ValueError as error:
        raise CannotStart(f"the files of the place cannot be listed: {error}") from error


def closed(files: dict[bytes, Stat]) -> dict[bytes, int]:
    """Permissions of what even its owner cannot read or enter; the deepest first."""
    return {
        path: stat.mode
        for path, stat in sorted(files.items(), reverse=True)
        if is_closed(stat.kind, stat.mode)
    }


def is_closed(kind: str, mode: int) -> bool:
    """Whether even its owner cannot read it, or cannot enter it."""
    wanted = 0o500 if kind == "d" else 0o400
    return kind in "fd" and mode & wanted != wanted


def _files(fields: list[bytes]) -> tuple[dict[bytes, Stat], frozenset[bytes]]:
    files: dict[bytes, Stat] = {}
    sockets: set[bytes] = set()
    devices: set[bytes] = set()
    for facts, target, path in zip(fields[::3], fields[1::3], fields[2::3], strict=True):
        kind, mode, size, mtime, ctime, inode, links, device = facts.split()
        if b"/" not in path:
            devices.add(device)
        if device not in devices:
            continue  # something of this machine that is shown there
        if kind == b"s":
            sockets.add(path)
        if chr(kind[0]) not in _KINDS:
            continue
        name = kind.decode()
        files[path] = Stat(
            kind=name,
            mode=int(mode, 8),
            size=int(size) if name == "f" else 0,
            mtime=mtime.decode(),
            ctime=ctime.decode(),
            inode=int(inode),
            links=int(links) if name == "f" else 1,
            target=target,
        )
    return files, frozenset(sockets)
