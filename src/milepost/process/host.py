"""This machine as a place (`--no-sandbox`): nothing is held back, but nothing is left behind.

Programs are spawned with `posix_spawn`: a fork of a Python process costs about a millisecond more.
It knows no working directory, so `/bin/sh` changes it and is replaced by the program.

Every program inherits `MILEPOST_PLACE=<token>`. On close, whatever still carries the token is
killed, even if it left its session. The token names its owner by process id and start time, and
is kept as a file while the place is open: if the owner was killed, the next place to open
finds the file and ends what the owner left. The file is long because opening, closing and that
sweep keep one order, which has to be seen at one place.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import signal
import threading
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from milepost.process.errors import CannotStart
from milepost.process.handed import HandedFiles
from milepost.process.others import KILLS, end_marked, group, kill, members, running, start_time
from milepost.process.place import UMASK
from milepost.process.temporary import is_writable, temporary_folder

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from milepost.process.place import Listener

MARK = "MILEPOST_PLACE"
FIXED = {
    "TERM": "dumb",
    "COLUMNS": "80",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    # A reader's terminal shows what a Python server prints at once; a pipe would hold it back.
    "PYTHONUNBUFFERED": "1",
}
_MISLEADING = ("LANGUAGE", "LINES", "SHLVL", "BASH_ENV", "ENV", "PROMPT_COMMAND")
_DEFAULT_SIGNALS = (
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGPIPE,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGXFSZ,
)
_ENTER = 'cd -- "$0" && unset OLDPWD && exec "$@"'
_REHEARSE = f"umask {UMASK:03o} && {_ENTER}"
_LAST_MAPPED = 4
_LOWEST_SPARE_DESCRIPTOR = 10


class HostProcess:
    """A program on this machine; see `milepost.process.place.Process`."""

    def __init__(self, pid: int, control: int, reports: int, output: int) -> None:
        self._pid = pid
        self._control = control
        self._reports = reports
        self._output = output
        self._status: int | None = None
        self._open = True
        self._gone = False

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def control(self) -> int:
        return self._control

    @property
    def reports(self) -> int:
        return self._reports

    @property
    def output(self) -> int:
        return self._output

    def poll(self) -> int | None:
        if self._status is None:
            try:
                pid, status = os.waitpid(self._pid, os.WNOHANG)
            except ChildProcessError:
                # Another thread has just taken note of its end.
                return self._status if self._status is not None else 128 + signal.SIGKILL
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self._status = code if code >= 0 else 128 - code
        return self._status

    def signal(self, number: signal.Signals) -> None:
        # The leader's process group in one call, then those that made a group of their own.
        if self._status is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, number)
        for pid in members(self._pid):
            if self._status is not None or group(pid) != self._pid:
                kill(pid, number)

    def end(self, grace: float = 2.0) -> None:
        if self._gone or self._gone_within(0.0):
            self._gone = True
            return
        self.signal(signal.SIGTERM)
        self.signal(signal.SIGCONT)  # what is stopped would not see it
        if not self._gone_within(grace):
            for _ in range(KILLS):
                self.signal(signal.SIGKILL)
                if self._gone_within(1.0):
                    break
        self._gone = True

    def close(self) -> None:
        if self._open:
            self._open = False
            for descriptor in (self._control, self._reports, self._output):
                os.close(descriptor)

    def _gone_within(self, seconds: float) -> bool:
        """Wait until the leader is reaped and its session is empty."""
        deadline = time.monotonic() + seconds
        pause = 0.0005
        while self.poll() is None or members(self._pid):
            if time.monotonic() >= deadline:
                return False
            time.sleep(pause)
            pause = min(pause * 2, 0.02)
        return True


class Host:
    """This machine; see `milepost.process.place.Place`.

    With a `workspace`, programs run there with the user's own home and umask. Without one,
    workspace and home are fresh temporary folders, so that a rehearsal writes nothing into the
    user's home.
    """

    def __init__(
        self, workspace: Path | None = None, *, variables: Mapping[str, str] | None = None
    ) -> None:
        registry = _registry()
        owner = _owner(os.getpid())
        _sweep(registry, owner)
        self._others = _before_any()
        self._token = f"{owner}.{os.urandom(4).hex()}"
        temporary = temporary_folder()
        self._root = temporary / f"milepost-{self._token}"
        # Making a file costs 0.1 ms on a disk and 0.02 ms in memory.
        memory = Path("/dev/shm") if is_writable("/dev/shm") else temporary
        self._files = memory / f"milepost-{self._token}-files"
        self._handed = HandedFiles(str(self._files), 0o600)
        self._entry = registry / self._token
        self._processes: list[HostProcess] = []
        self._diagnosis: socket.socket | None = None
        self._lock = threading.Lock()
        self._closing = False
        self._closed = False
        with _opening:
            if _is_over.is_set():
                raise CannotStart("Milepost is ending")
            # An interrupt may come at any instruction of opening and of closing.
            _open.add(self)
            # First the entry, then what it names: whatever happens, it will be swept.
            self._entry.write_text(f"{self._root}\n{self._files}\n", encoding="utf-8")
            for folder in (self._root, self._files):
                folder.mkdir(mode=0o700)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in _MISLEADING and not name.startswith("LC_")
        }
        environment |= FIXED
        environment.update(variables or {})
        self._enter = _REHEARSE if workspace is None else _ENTER
        if workspace is None:
            home = self._root / "home"
            home.mkdir()
            environment["HOME"] = str(home)
            workspace = self._root / "workspace"
            workspace.mkdir()
        environment[MARK] = self._token
        self._workspace = str(workspace.resolve())
        environment["PWD"] = self._workspace
        environment.pop("OLDPWD", None)
        self._environment = environment

    @property
    def isolated(self) -> bool:
        return False

    @property
    def workspace(self) -> str:
        return self._workspace

    @property
    def environment(self) -> Mapping[str, str]:
        return self._environment

    @property
    def scratch(self) -> Path:
        """A folder of this place alone: it goes with it, even if its owner is killed."""
        return self._root

    def put(self, name: str, data: bytes) -> str:
        self._handed.write(name, data)
        return f"{self._files}/{name}"

    def start(self, argv: Sequence[str], *, cwd: str | None = None) -> HostProcess:
        folder = cwd or self._workspace
        program = _find(argv[0], self._environment.get("PATH", os.defpath))
        if program is None:
            raise CannotStart(
                f"`{argv[0]}` is not on this machine", f"install `{argv[0]}`, or put it on PATH"
            )
        if not os.path.isdir(folder):
            raise CannotStart(f"the folder `{folder}` does not exist")
        with contextlib.ExitStack() as child_ends:
            control_in, control = _pipe(child_ends, inherit=0)
            reports_out, reports = _pipe(child_ends, inherit=1)
            output_in, output = _pipe(child_ends, inherit=1)
            actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_DUP2, output_in, 1),
                (os.POSIX_SPAWN_DUP2, output_in, 2),
                (os.POSIX_SPAWN_DUP2, control_in, 3),
                (os.POSIX_SPAWN_DUP2, reports_out, 4),
                *((os.POSIX_SPAWN_CLOSE, number) for number in _inherited()),
            ]
            try:
                with self._lock:
                    if self._closing:
                        raise CannotStart("this place is closed")
                    pid = os.posix_spawn(
                        "/bin/sh",
                        ["sh", "-c", self._enter, folder, program, *argv[1:]],
                        self._environment | {"PWD": folder},
                        file_actions=actions,
                        setsid=True,
                        setsigmask=(),
                        setsigdef=_DEFAULT_SIGNALS,
                    )
                    process = HostProcess(pid, control, reports, output)
                    self._processes.append(process)
            except (OSError, CannotStart) as error:
                for descriptor in (control, reports, output):
                    os.close(descriptor)
                if isinstance(error, CannotStart):
                    raise
                raise CannotStart(f"`{argv[0]}` cannot be started: {error.strerror}") from error
        return process

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        import socket  # few guides ask for one

        return socket.create_connection((host, port), timeout)

    def listeners(self) -> frozenset[Listener]:
        from milepost.process.sockets import (
            diagnosed_listeners,
            listening_sockets,
            open_diagnosis,
        )

        try:
            if self._diagnosis is None:
                self._diagnosis = open_diagnosis()
            return diagnosed_listeners(self._diagnosis)
        except OSError:  # a kernel without it, or one that may not be asked
            return listening_sockets(Path("/proc/self/net"))

    def close(self) -> None:
        with self._lock:
            self._closing = True
        if self._closed:
            return
        if self._diagnosis is not None:
            self._diagnosis.close()
        for process in self._processes:
            process.end(0.0)
            process.close()
        end_marked(f"{MARK}={self._token}".encode(), self._others)
        self._handed.close()
        _remove(self._root)
        _remove(self._files)
        self._entry.unlink(missing_ok=True)
        self._closed = True
        _open.discard(self)

    def __enter__(self) -> Host:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_opening = threading.Lock()
_open: set[Host] = set()
"""Places that are open, those included that are just being opened."""
_is_over = threading.Event()


@atexit.register
def _close_all() -> None:
    """Close what is left when Milepost ends, whatever its threads do meanwhile."""
    with _opening:
        _is_over.set()
        left = list(_open)
    for host in left:
        host.close()


def _pipe(child_ends: contextlib.ExitStack, *, inherit: int) -> tuple[int, int]:
    """A pipe: (the child's end, numbered above what it maps; our end, non-blocking)."""
    ends = os.pipe2(os.O_CLOEXEC)
    theirs = fcntl.fcntl(ends[inherit], fcntl.F_DUPFD_CLOEXEC, _LOWEST_SPARE_DESCRIPTOR)
    os.close(ends[inherit])
    child_ends.callback(os.close, theirs)
    ours = ends[1 - inherit]
    os.set_blocking(ours, False)
    return theirs, ours


def _inherited() -> list[int]:
    """Descriptors that whoever started Milepost left open for all its descendants."""
    found = []
    for number in map(int, os.listdir("/proc/self/fd")):
        with contextlib.suppress(OSError):  # the listing's own is closed by now
            if number > _LAST_MAPPED and os.get_inheritable(number):
                found.append(number)
    return found


def _find(program: str, path: str) -> str | None:
    """The file of a program by its name or path; None where there is none."""
    folders = [""] if os.path.dirname(program) else path.split(os.pathsep)
    files = (os.path.join(folder, program) for folder in folders)
    return next((file for file in files if os.path.isfile(file) and os.access(file, os.X_OK)), None)


def sweep() -> None:
    """End what places whose owner was killed have left on this machine, if there were any."""
    if _registry_path().exists():
        _sweep(_registry(), _owner(os.getpid()))


def _registry_path() -> Path:
    return temporary_folder() / f"milepost-places-{os.getuid()}"


def _registry() -> Path:
    folder = _registry_path()
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.is_symlink():
        raise CannotStart(
            f"`{folder}` belongs to somebody else", "remove it, or set TMPDIR to another folder"
        )
    return folder


@cache
def _owner(pid: int) -> str:
    """What names this process, whose number it is, for good."""
    return f"{pid}.{start_time(pid)}"


@cache
def _before_any() -> Mapping[int, int]:
    """The processes that ran before there was a place: they came from none."""
    return running()


def _sweep(registry: Path, owner: str) -> None:
    """End what places whose owner was killed have left on this machine."""
    for name in os.listdir(registry):
        pid, _, rest = name.partition(".")
        start = rest.partition(".")[0]
        if not pid.isdecimal() or owner == f"{pid}.{start}" or start_time(int(pid)) == start:
            continue
        end_marked(f"{MARK}={name}".encode())
        entry = registry / name
        try:
            folders = entry.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            continue  # Another Milepost sweeps at the same time.
        for folder in folders:
            _remove(Path(folder))
        entry.unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    """Remove a place's temporary folder, also where a guide took its own permissions away."""
    import shutil  # It brings in compression; while a place opens, that would be waited for.

    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for path, folders, _ in os.walk(folder):
            for name in (".", *folders):
                with contextlib.suppress(OSError):
                    os.chmod(os.path.join(path, name), 0o700, follow_symlinks=False)
        shutil.rmtree(folder, ignore_errors=True)
