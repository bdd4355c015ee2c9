"""Opening a room: its holder, its network, its supervisor; and closing it again."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from milepost.process.errors import CannotStart
from milepost.process.place import UMASK
from milepost.process.spawn import spawn, wait_for
from milepost.room import firewall, holder, inhabitants, layout
from milepost.room.diagnosis import cannot_start, diagnose, lone_root, missing
from milepost.room.supervisor import READY, SCRIPT, Supervisor

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence

    from milepost.room.diagnosis import Cause
    from milepost.room.handover import Handover
    from milepost.room.settings import RoomSettings

LIMIT: Final = 20.0
"""Seconds that a room may take to start, on a machine that is very busy."""

PATIENCE: Final = 1.0
"""Seconds in which the processes of a room are gone once they are told to end; again as many once
they are killed. What is not gone then hangs in the kernel, and ends without us."""

SEARCH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where the holder's programs are looked for; never where a guide could have put one."""


class Opening:
    """An open room as seen from this machine. Not thread-safe; `Room` sees to that."""

    def __init__(self, settings: RoomSettings, handover: Handover) -> None:
        """Open a room. Raises `CannotStart`; then nothing is left of it."""
        self._settings = settings
        self._programs = find_programs(settings)
        if (cause := own_namespace()) is not None:
            raise cannot_start(f"/proc/self/uid_map: {_uid_map()}", cause)
        self._deadline = time.monotonic() + LIMIT
        self._theirs: list[int] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        self._first: int | None = None
        life, self._life = self._pipe("write")
        requests, ours = self._pipe("write")
        answers, theirs = self._pipe("read")
        self._said, errors = self._pipe("read")
        os.set_blocking(self._said, False)
        self.supervisor = Supervisor(ours, answers)
        self.exchange = -1
        _open.add(self)
        try:
            self.holder = self._start_holder(handover, requests, (life, theirs, errors))
            os.close(theirs)
            self._theirs.remove(theirs)
            self._await_all(errors)
        except BaseException:
            self.close()
            raise
        finally:
            self._close_theirs()

    def _await_all(self, errors: int) -> None:
        """Wait until the room is there, closed and connected as it is to be."""
        awaited = {holder.NAMESPACES, holder.CLOSED, READY}
        up = None
        while awaited:
            lines = self.supervisor.listen(min(self._left(), 0.1))
            if self.supervisor.gone or self._processes[0].poll() is not None:
                raise self._failure()
            if holder.NAMESPACES in lines and self._settings.network != "off":
                up = self._start_network(errors)
            awaited -= set(lines)
        self.exchange = os.open(f"/proc/{self.holder}/root{holder.EXCHANGE}", os.O_PATH)
        self.supervisor.exchange = self.exchange
        if up is not None:
            self._await_network(up)

    def _pipe(self, ours: str) -> tuple[int, int]:
        """A pipe (read end, write end); the end that is not ours closes after the start."""
        read, write = os.pipe()
        self._theirs.append(read if ours == "write" else write)
        return read, write

    def _memory(self, text: bytes) -> int:
        """A descriptor that reads the text."""
        descriptor = os.memfd_create("milepost")
        os.write(descriptor, text)
        os.lseek(descriptor, 0, os.SEEK_SET)
        self._theirs.append(descriptor)
        return descriptor

    def _close_theirs(self) -> None:
        while self._theirs:
            os.close(self._theirs.pop())

    def _start_holder(
        self, handover: Handover, requests: int, standard: tuple[int, int, int]
    ) -> int:
        texts = {path: text.encode() for path, text in handover.files.items()}
        contents = {**layout.etc_files(), **texts}
        files = {path: self._memory(content) for path, content in contents.items()}
        files[layout.SUPERVISOR] = self._memory(SCRIPT)
        as_root = os.getuid() == 0
        sources = holder.staged(as_root, handover.folders)
        words = layout.arguments(
            layout.Layout(
                exchange=holder.EXCHANGE,
                fresh=holder.FRESH,
                binds=tuple(layout.Bind(path, source) for path, source in sources.items()),
                files=files,
                environment=handover.environment,
            ),
        )
        arguments = self._memory("".join(f"{word}\0" for word in words).encode())
        disk = min(self._settings.disk, _memory() // 2)
        mounts = self._memory(holder.mounts(as_root, disk, handover.folders).encode())
        rules = self._rules()
        orders = holder.Orders(
            programs=self._programs,
            as_root=as_root,
            disk=disk,
            folders=handover.folders,
            mounts=mounts,
            arguments=arguments,
            alone=self._settings.network == "off",
            rules=rules,
            command=(
                *("/bin/bash", "--norc", "--noprofile", layout.SUPERVISOR),
                *(str(requests), str(self._settings.processes)),
            ),
        )
        given = [*files.values(), mounts, arguments, requests, *([] if rules is None else [rules])]
        return self._spawn(
            holder.command(orders),
            stdin=standard[0],
            stdout=standard[1],
            stderr=standard[2],
            pass_fds=given,
            umask=UMASK,
        )

    def _spawn(self, argv: Sequence[str], **given: Any) -> int:
        """Start a program that ends with the room: its process id. Raises `CannotStart`."""
        with _starting:
            if _is_over.is_set():
                raise CannotStart("Milepost is ending")
            process = spawn(argv, environment={"PATH": SEARCH}, **given)
            self._processes.append(process)
        return process.pid

    def _rules(self) -> int | None:
        if self._settings.network != "on":
            return None
        trie = Path("/proc/net/fib_trie").read_text("ascii")
        return self._memory(firewall.rules(firewall.own_addresses(trie)).encode())

    def _start_network(self, errors: int) -> int:
        """Start slirp4netns; a descriptor that can be read when the network is up."""
        up, ready = self._pipe("read")
        self._theirs.append(up)
        command = holder.network_command(
            self._programs, self.holder, ready, as_root=os.getuid() == 0
        )
        self._spawn(command, stderr=errors, pass_fds=(ready,))
        self._theirs.remove(ready)
        os.close(ready)
        return up

    def _await_network(self, up: int) -> None:
        readable, _, _ = select.select([up], [], [], self._left())
        if not readable or not os.read(up, 1):
            raise self._failure()

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise cannot_start(f"it was not ready after {LIMIT:.0f} s", None)
        return left

    def _failure(self) -> Exception:
        """The error for what the holder's programs have said."""
        self._close_theirs()
        self._end_processes()
        words = os.read(self._said, 65536).decode("utf-8", "replace")
        return cannot_start(
            words, diagnose(words, restricted=is_restricted(), container=is_container())
        )

    def entrance(self) -> list[str]:
        """The command that goes before one that is to run in the room's network."""
        target = [self._programs["nsenter"], "-t", str(self.holder), "-n"]
        return target if os.getuid() == 0 else [*target, "-U", "--preserve-credentials"]

    def first_process(self) -> int | None:
        """The room's process 1, by its number on this machine; None if it is gone."""
        if self._first is None:
            self._first = inhabitants.first_process(self.holder)
        return self._first

    def close(self) -> None:
        """End the room and wait until nothing of it is left; safe to call twice."""
        self._end_processes()
        self.supervisor.close()
        for name in ("exchange", "_said"):
            if (descriptor := getattr(self, name)) >= 0:
                os.close(descriptor)
                setattr(self, name, -1)

    def _end_processes(self) -> None:
        self.kill()
        self.await_end(time.monotonic() + PATIENCE)

    def kill(self) -> None:
        """Tell all processes of the room to end."""
        for process in self._processes[:1]:
            if process.poll() is None:
                # Its shell, process 1 of its namespace; by itself it would end a little later.
                inhabitants.kill_children(process.pid)
        life, self._life = self._life, -1
        if life >= 0:
            os.close(life)

    def await_end(self, deadline: float) -> None:
        """Wait until they are gone; at the deadline, a time.monotonic(), insist once more."""
        for process in self._processes:
            if not wait_for(process, max(deadline - time.monotonic(), 0.0)):
                process.kill()  # and its child with it, as unshare was told
                wait_for(process, max(deadline + PATIENCE - time.monotonic(), 0.0))
            # With the holder, the first, its namespace has gone. Whoever put the network into it
            # has to see that end, else the namespace would wait; only then is it of no more use.
            deadline = time.monotonic()
        self._processes.clear()
        _open.discard(self)


_open: set[Opening] = set()
"""Rooms with processes, those that are just being opened included."""
_starting = threading.Lock()
"""Held while a room's program is started: none may be that nobody knows when Milepost ends."""
_is_over = threading.Event()


@atexit.register
def _end_all() -> None:
    """End what is left when Milepost does: the thread that opens or closes a room may hang."""
    _is_over.set()
    if _starting.acquire(timeout=PATIENCE):
        _starting.release()
    left = list(_open)
    for opening in left:
        opening.kill()
    deadline = time.monotonic() + PATIENCE
    for opening in left:
        opening.await_end(deadline)


def _memory() -> int:
    """Bytes of memory that this machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def find_programs(settings: RoomSettings) -> Mapping[str, str]:
    """Absolute paths of the programs that such a room needs. Raises `CannotStart`."""
    needed = set(holder.PROGRAMS)
    needed -= {"off": {"nft", "slirp4netns"}, "lan": {"ip", "nft"}, "on": {"ip"}}[settings.network]
    if os.getuid() != 0:
        needed -= {"setpriv"}
    found = {name: shutil.which(name, path=SEARCH) for name in needed}
    if absent := [name for name, path in found.items() if path is None]:
        raise missing(absent)
    return {name: path for name, path in found.items() if path is not None}


def own_namespace() -> Cause | None:
    """Why the user namespace that Milepost itself is in allows no room, if so."""
    return lone_root(os.getuid(), _uid_map(), holder.NOBODY)


def _uid_map() -> str:
    return Path("/proc/self/uid_map").read_text("ascii")


def is_restricted() -> bool:
    """Whether AppArmor keeps user namespaces from programs without a profile."""
    return _reads("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")


def is_container() -> bool:
    """Whether this machine is a container."""
    return (
        Path("/.dockerenv").exists()
        or Path("/run/.containerenv").exists()
        or _reads("/proc/self/status", "Seccomp:\t2")
    )


def _reads(path: str, text: str) -> bool:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        return text in Path(path).read_text("utf-8", "replace")
    return False
