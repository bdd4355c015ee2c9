"""What is in a room: the arguments of bubblewrap.

Nothing of this machine is there unless it is named here, and all of it is read-only.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.room.settings import HOME, MEBIBYTE, USER, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXCHANGE: Final = "/run/milepost/files"
"""Where a room sees the files that `put` made."""
SUPERVISOR: Final = "/run/milepost/supervisor"

ISOLATION: Final = (
    "--unshare-user --uid 1000 --gid 1000 --cap-drop ALL --disable-userns --new-session "
    "--die-with-parent --unshare-pid --unshare-ipc --unshare-uts --hostname room"
)

SYSTEM: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix")
"""System folders, each as it is on this machine: a folder, or a link to one."""

ETC: Final = (
    "alternatives bash.bashrc ca-certificates ca-certificates.conf crypto-policies "
    "debian_version default/locale fonts gai.conf groff host.conf inputrc java* ld.so.cache "
    "ld.so.conf ld.so.conf.d localtime locale.alias locale.conf login.defs lsb-release magic "
    "magic.mime man_db.conf manpath.config maven mime.types networks nsswitch.conf os-release "
    "perl php* pki/ca-trust pki/java pki/tls/cert.pem pki/tls/certs pki/tls/openssl.cnf profile "
    "profile.d protocols python* redhat-release ruby* services shells skel ssl terminfo timezone"
)
"""Entries of `/etc`, and beginnings of names. None names a password, a key, a host or a person."""

HIDDEN: Final = ("/etc/ssl/private",)
"""Folders within shown ones that may hold secrets; they are empty in a room."""


class Bind(msgspec.Struct, frozen=True):
    """A file or folder of this machine that a room sees, read-only, at the same path."""

    path: str
    """Its absolute path, in both."""
    source: str
    """Where the holder of the room finds it."""


class Layout(msgspec.Struct, frozen=True):
    """All that differs between the contents of two rooms."""

    exchange: str
    """The exchange folder, as the holder of the room finds it."""
    binds: tuple[Bind, ...]
    """Tool folders and the like."""
    files: Mapping[str, int]
    """Small files: path in the room to the descriptor that their content is read from."""
    environment: Mapping[str, str]
    """The complete environment of the room's programs."""
    fresh: str
    """The folder of the folders that the room can write to, as the holder of the room finds it."""


_USUAL_FOLDERS = ("Desktop", "Documents", "Downloads")
"""What a newcomer's home has; many guides begin with `cd ~/Desktop`."""


def texts(network: bool) -> dict[str, str]:
    """The files of `/etc` that every room has of its own."""
    made = {
        "/etc/passwd": (
            "root:x:0:0:root:/root:/usr/sbin/nologin\n"
            f"{USER}:x:1000:1000:{USER}:{HOME}:/bin/bash\n"
            "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
        ),
        "/etc/group": f"root:x:0:\n{USER}:x:1000:\nnogroup:x:65534:\n",
        "/etc/hosts": "127.0.0.1 localhost room\n::1 localhost\n",
        "/etc/hostname": "room\n",
    }
    if network:
        made["/etc/resolv.conf"] = "nameserver 10.0.2.3\n"
    return made


def etc_files() -> dict[str, bytes]:
    """The shown entries of `/etc` that are files: path to content.

    They are copied: bubblewrap takes a fifth of a millisecond for every mount.
    """
    found: dict[str, bytes] = {}
    for path in _entries():
        if os.path.isfile(path):
            with contextlib.suppress(PermissionError), open(path, "rb") as file:
                found[path] = file.read()
    return found


def _entries() -> Iterable[str]:
    names = sorted(os.listdir("/etc"))
    for pattern in ETC.split():
        if pattern.endswith("*"):
            yield from (f"/etc/{name}" for name in names if name.startswith(pattern[:-1]))
        else:
            yield f"/etc/{pattern}"


def arguments(layout: Layout) -> list[str]:
    """The arguments of bubblewrap up to the command that it is to start."""
    return [
        *ISOLATION.split(),
        *_system(),
        *_fresh(layout.fresh),
        *_etc(),
        *_binds(layout.binds),
        *_files(layout.files),
        *("--ro-bind", layout.exchange, EXCHANGE),
        *_sealed(("/run", "/root", "/dev", "/")),
        *("--chdir", WORKSPACE),
        *_environment(layout.environment),
    ]


def _system() -> Iterable[str]:
    for name in SYSTEM:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), name)
        elif path.is_dir():
            yield from ("--ro-bind", name, name)


def _fresh(folder: str) -> Iterable[str]:
    small = str(MEBIBYTE)
    yield from ("--proc", "/proc", "--dev", "/dev")
    for name, path in (("home", "/home"), ("tmp", "/tmp"), ("var", "/var"), ("shm", "/dev/shm")):
        yield from ("--bind", f"{folder}/{name}", path)
    yield from ("--dir", HOME, "--dir", WORKSPACE)
    for folder in _USUAL_FOLDERS:
        yield from ("--dir", f"{HOME}/{folder}")
    yield from ("--perms", "1777", "--dir", "/var/tmp", "--symlink", "../run", "/var/run")
    yield from ("--size", small, "--tmpfs", "/run", "--size", small, "--tmpfs", "/root")


def _etc() -> Iterable[str]:
    for path in _entries():
        if os.path.isdir(path):
            yield from ("--ro-bind", path, path)
    for name in HIDDEN:
        if Path(name).is_dir():
            yield from ("--size", "4096", "--tmpfs", name, "--remount-ro", name)


def _binds(binds: Iterable[Bind]) -> Iterable[str]:
    for bind in binds:
        yield from ("--ro-bind", bind.source, bind.path)


def _files(files: Mapping[str, int]) -> Iterable[str]:
    for path, descriptor in files.items():
        yield from ("--perms", "0644", "--file", str(descriptor), path)


def _environment(variables: Mapping[str, str]) -> Iterable[str]:
    yield "--clearenv"
    for name, value in variables.items():
        yield from ("--setenv", name, value)


def _sealed(folders: Iterable[str]) -> Iterable[str]:
    for folder in folders:
        yield from ("--remount-ro", folder)
