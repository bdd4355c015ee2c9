"""Why a room cannot be had on this machine, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WITHOUT: Final = "or run without a room: --no-sandbox"

PACKAGES: Final[Mapping[str, str]] = {
    "bwrap": "bubblewrap",
    "slirp4netns": "slirp4netns",
    "nft": "nftables",
    "ip": "iproute2",
    "unshare": "util-linux",
    "nsenter": "util-linux",
    "setpriv": "util-linux",
    "mkdir": "coreutils",
    "mount": "mount",
    "sh": "dash",
}
"""Program to the package that brings it on Debian and Ubuntu."""


class Cause(msgspec.Struct, frozen=True):
    """A known reason why a room does not start."""

    ingredient: str
    """What of the machine is at fault: `user namespaces`, `/dev/net/tun`, …"""
    cause: str
    """What is wrong, in one clause."""
    remedy: str
    """What to do about it."""


APPARMOR: Final = Cause(
    "user namespaces",
    "AppArmor forbids user namespaces to programs without a profile (as on Ubuntu 24.04)",
    "allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
)
FORBIDDEN: Final = Cause(
    "user namespaces",
    "the kernel forbids user namespaces to this account",
    "allow them: sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000",
)
CONTAINER: Final = Cause(
    "user namespaces",
    "this container's seccomp profile or capabilities forbid namespaces",
    "start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
    " --cap-add SYS_ADMIN --device /dev/net/tun",
)
TUN: Final = Cause(
    "/dev/net/tun",
    "the network device /dev/net/tun is not there or not open to this account",
    "sudo modprobe tun and sudo chmod 0666 /dev/net/tun; in a container, --device /dev/net/tun;"
    " or switch the network off: --network off",
)
PROC: Final = Cause(
    "user namespaces",
    "a new /proc cannot be mounted: this container masks parts of its own",
    "start the container with --security-opt systempaths=unconfined",
)
FIREWALL: Final = Cause(
    "nft",
    "the kernel has no nftables, so private networks cannot be closed",
    "sudo modprobe nf_tables; or say that the room may reach them: --network lan",
)

ALONE: Final = Cause(
    "user namespaces",
    "root is the only account of the user namespace that Milepost runs in (as in `unshare -r`), and"
    " a room is never root's",
    "run it outside of that namespace, without `unshare -r`; room by room Milepost makes its own",
)
OLD: Final = Cause(
    "bwrap",
    "this bubblewrap is too old to keep a room from making user namespaces",
    "install bubblewrap 0.8 or later",
)


def missing(programs: Iterable[str]) -> CannotStart:
    """The error for programs that are not installed."""
    names = sorted(programs)
    packages = sorted({PACKAGES[name] for name in names})
    return CannotStart(
        f"a clean room cannot be started: {', '.join(names)} not found",
        f"sudo apt-get install {' '.join(packages)} (or your system's packages of these names); "
        f"{WITHOUT}",
    )


def lone_root(uid: int, uid_map: str, account: int) -> Cause | None:
    """The cause why root (`uid` 0) cannot become an account without rights, if it cannot.

    `uid_map` is the text of `/proc/self/uid_map`, see user_namespaces(7).
    """
    if uid != 0:
        return None
    for line in uid_map.splitlines():
        inside, _, count = map(int, line.split())
        if inside <= account < inside + count:
            return None
    return ALONE


def diagnose(words: str, *, restricted: bool, container: bool) -> Cause | None:
    """The cause behind what a program of the room said, if it is a known one.

    `restricted`: AppArmor restricts user namespaces; `container`: this is a container.
    """
    text = words.lower()
    if "/dev/net/tun" in text:
        return TUN
    if "netlink" in text or "error: could not" in text or "could not process rule" in text:
        return FIREWALL
    if "disable-userns" in text:
        return OLD
    if any(words in text for words in ("mount proc", "mount /proc", "/newroot/proc")):
        return PROC
    denied = "not permitted" in text or "denied" in text or "no space left" in text
    if denied and restricted:
        return APPARMOR
    if denied and container:
        return CONTAINER
    return FORBIDDEN if denied else None


def cannot_start(words: str, cause: Cause | None) -> CannotStart:
    """The error for a room that did not start, out of what was said and what is known.

    What slirp4netns says of its work is left out.
    """
    heard = [line for line in words.splitlines() if "tapfd=" not in line]
    said = " ".join(" ".join(heard).split()) or "nothing was said about it"
    if cause is None:
        return CannotStart(
            f"a clean room cannot be started: {said}", f"see milepost doctor; {WITHOUT}"
        )
    return CannotStart(
        f"a clean room cannot be started: {cause.cause} ({said})", f"{cause.remedy}; {WITHOUT}"
    )
