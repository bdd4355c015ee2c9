"""This machine as a place: programs run as told, and nothing is left behind."""

from __future__ import annotations

import errno
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.orphans import adopted

from milepost.process.errors import CannotStart
from milepost.process.host import MARK, Host
from milepost.process.others import end_marked, running
from milepost.process.sockets import (
    diagnosed_listeners,
    listening_sockets,
    open_diagnosis,
    parse_diagnosis,
    parse_listeners,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.process.host import HostProcess


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as opened:
        yield opened


def _output(process: HostProcess) -> str:
    data = b""
    while True:
        select.select([process.output], [], [], 10)
        piece = os.read(process.output, 65536)
        if not piece:
            return data.decode()
        data += piece


def _line(process: HostProcess) -> str:
    select.select([process.output], [], [], 10)
    return os.read(process.output, 65536).decode().strip()


def _await_gone(pid: int) -> None:
    """Wait until a process has ended; it may stay a zombie of somebody else."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state in "ZX":
            return
        select.select([], [], [], 0.005)
    raise AssertionError(f"process {pid} still runs")


def test_a_program_starts_in_the_workspace_with_the_fixed_environment(host: Host) -> None:
    process = host.start(["sh", "-c", "pwd; echo $TERM $COLUMNS $LANG $TZ ${LC_ALL-none}"])
    assert _output(process) == f"{host.workspace}\ndumb 80 C.UTF-8 UTC none\n"


def test_a_program_starts_in_a_directory(host: Host) -> None:
    assert _output(host.start(["sh", "-c", 'echo "$PWD ${OLDPWD-none}"'], cwd="/usr")) == (
        "/usr none\n"
    )


def test_what_is_written_to_control_and_reports_arrives(host: Host) -> None:
    process = host.start(["sh", "-c", "read x <&3; echo got $x >&4; cat"])
    os.write(process.control, b"this\n")
    select.select([process.reports], [], [], 10)
    assert os.read(process.reports, 100) == b"got this\n"
    assert _output(process) == ""


def test_a_program_gets_no_other_descriptor(host: Host) -> None:
    ours = os.dup2(0, 77, inheritable=True)
    try:
        process = host.start(
            ["bash", "-c", "for n in {5..250}; do [ -e /proc/$$/fd/$n ] && echo $n; done"]
        )
        assert _output(process) == ""
    finally:
        os.close(ours)


def test_ignored_signals_are_not_inherited(host: Host) -> None:
    # Python ignores PIPE; a guide's `yes | head` must end as at a prompt.
    status = _output(host.start(["bash", "-c", "yes | true; echo ${PIPESTATUS[0]}"]))
    assert status == "141\n"


@pytest.mark.parametrize(("code", "status"), [("exit 7", 7), ("kill -9 $$", 137)])
def test_the_exit_status_is_known(host: Host, code: str, status: int) -> None:
    process = host.start(["sh", "-c", code])
    _output(process)
    process.end()
    assert process.poll() == status


def test_a_put_file_is_replaced(host: Host) -> None:
    path = host.put("x", b"a longer text")
    assert host.put("x", b"short") == path
    assert Path(path).read_bytes() == b"short"


def test_an_unknown_program_cannot_start(host: Host) -> None:
    with pytest.raises(CannotStart, match="not on this machine") as caught:
        host.start(["no-such-program"])
    assert caught.value.remedy


def test_a_missing_directory_cannot_be_started_in(host: Host) -> None:
    with pytest.raises(CannotStart, match="does not exist"):
        host.start(["true"], cwd="/no/such/folder")


def test_a_program_that_ignores_term_is_killed_with_its_children(host: Host) -> None:
    process = host.start(["bash", "-c", "trap '' TERM; sleep 300 & echo $!; wait; wait"])
    child = int(_line(process))
    process.end(0.1)
    assert process.poll() is not None
    _await_gone(child)


def test_ending_waits_for_those_in_a_group_of_their_own(host: Host) -> None:
    process = host.start(["bash", "-c", "set -m; sleep 300 & echo $!; exit 3"])
    child = int(_line(process))
    while process.poll() is None:
        select.select([], [], [], 0.001)
    process.end()
    assert process.poll() == 3
    _await_gone(child)


def test_a_daemon_in_a_session_of_its_own_is_gone_after_close() -> None:
    with Host() as host:
        process = host.start(["sh", "-c", "setsid sleep 300 & echo $!; wait"])
        _line(process)
        token = host.environment[MARK]
    left = [
        path
        for path in Path("/proc").glob("[0-9]*/environ")
        if f"{MARK}={token}".encode() in _read(path)
    ]
    assert left == []


@pytest.mark.parametrize("is_same", [True, False], ids=["known", "its number given anew"])
def test_what_is_known_to_come_from_elsewhere_is_not_asked(is_same: bool) -> None:
    name, value = "MILEPOST_TEST_MARK", os.urandom(8).hex()
    process = subprocess.Popen(["sleep", "60"], env={name: value}, start_new_session=True)
    try:
        known = {pid: inode + (not is_same) for pid, inode in running().items()}
        assert process.pid in known
        end_marked(f"{name}={value}".encode(), known)
        assert (process.poll() is None) is is_same
        end_marked(f"{name}={value}".encode())
        assert process.wait(10) == -signal.SIGKILL
    finally:
        process.kill()
        process.wait()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_nothing_is_left_on_the_disk() -> None:
    host = Host()
    path = Path(host.put("x", b""))
    workspace = Path(host.workspace)
    (workspace / "locked").mkdir()
    (workspace / "locked" / "file").touch()
    (workspace / "locked").chmod(0)
    host.close()
    host.close()
    assert not workspace.exists()
    assert not path.exists()


def test_a_given_workspace_and_its_home_stay(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with Host(tmp_path, variables={"NAME": "value"}) as host:
        assert host.workspace == str(tmp_path.resolve())
        assert host.environment["HOME"] == os.environ["HOME"]
        assert _output(host.start(["sh", "-c", "echo $NAME; ls"])) == "value\nmine\n"
        assert not host.isolated
    assert (tmp_path / "mine").exists()


def test_without_a_workspace_the_home_is_fresh(host: Host) -> None:
    assert host.environment["HOME"] != os.environ.get("HOME")
    assert os.listdir(host.environment["HOME"]) == []


def test_what_a_killed_milepost_left_is_ended_by_the_next() -> None:
    code = (
        "import os, select, signal\n"
        "from milepost.process.host import Host\n"
        "host = Host()\n"
        "process = host.start(['sh', '-c', 'setsid sleep 300 & echo $!; wait'])\n"
        "select.select([process.output], [], [], 10)\n"
        "print(os.read(process.output, 100).decode().strip(), host.workspace, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL
    pid, workspace = killed.stdout.split()
    assert Path(workspace).exists()
    with Host():
        _await_gone(int(pid))
        assert not Path(workspace).exists()


def test_several_at_once_end_what_a_killed_milepost_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    registry = tmp_path / f"milepost-places-{os.getuid()}"
    registry.mkdir()
    for number in range(60):
        (registry / f"{os.getpid()}.0.{number}").write_text("")  # started at another time
    with ThreadPoolExecutor(4) as pool:
        for place in pool.map(lambda _: Host(), range(4)):
            place.close()
    assert list(registry.iterdir()) == []


def test_a_listener_is_seen_and_reached(host: Host) -> None:
    code = (
        "import socket, sys\n"
        "s = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\n"
        "s.accept()[0].sendall(b'hello')\n"
    )
    process = host.start([sys.executable, "-c", code])
    port = int(_line(process))
    assert [x.address for x in host.listeners() if x.port == port] == ["127.0.0.1"]
    with host.connect("127.0.0.1", port, 10) as connection:
        assert connection.recv(5) == b"hello"


TABLE = """  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid ... inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
   1: 0100007F:1F91 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
"""


@pytest.mark.skipif(sys.byteorder != "little", reason="the table is of a little-endian machine")
def test_listening_sockets_are_read_from_the_kernels_table() -> None:
    found = [(x.address, x.port, x.inode) for x in parse_listeners(TABLE)]
    assert found == [("127.0.0.1", 8080, 4711)]


def test_a_machine_without_tables_has_no_listeners(tmp_path: Path) -> None:
    assert listening_sockets(tmp_path) == frozenset()


def test_the_kernels_diagnosis_tells_what_its_tables_tell() -> None:
    with (
        open_diagnosis() as diagnosis,
        socket.create_server(("127.0.0.1", 0)) as four,
        socket.create_server(("::1", 0), family=socket.AF_INET6) as six,
    ):
        ours = {("127.0.0.1", four.getsockname()[1]), ("::1", six.getsockname()[1])}
        by_diagnosis, by_table = (
            {listener for listener in found if (listener.address, listener.port) in ours}
            for found in (
                diagnosed_listeners(diagnosis),
                listening_sockets(Path("/proc/self/net")),
            )
        )
        assert len(by_diagnosis) == 2
        assert by_diagnosis == by_table


def test_a_refused_diagnosis_is_an_error() -> None:
    refused = struct.pack("=IHHIIi", 20, 2, 0, 1, 0, -errno.EOPNOTSUPP)
    with pytest.raises(OSError, match="not supported"):
        parse_diagnosis(refused)


def test_without_a_diagnosis_the_tables_tell_the_listeners(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> socket.socket:
        raise OSError(errno.EPROTONOSUPPORT, "no such protocol")

    monkeypatch.setattr("milepost.process.sockets.open_diagnosis", refuse)
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert server.getsockname()[1] in {listener.port for listener in host.listeners()}


def test_a_place_that_was_not_closed_is_closed_when_the_interpreter_ends(tmp_path: Path) -> None:
    code = "from milepost.process.host import Host; Host().start(['sleep', '1000'])"
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)},
        check=True,
    )
    assert [path.name for path in tmp_path.rglob("*")] == [f"milepost-places-{os.getuid()}"]


@pytest.mark.parametrize("name", ["TMPDIR", "TEMP", "TMP"])
def test_a_place_is_made_where_temporary_folders_are(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, str(tmp_path))
    with Host() as host:
        assert host.scratch.parent == tmp_path


def test_a_place_is_not_made_where_nothing_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/nowhere")
    with Host() as host:
        assert host.scratch.is_dir()


def test_a_program_is_found_by_its_path_too(host: Host, tmp_path: Path) -> None:
    program = tmp_path / "own"
    program.write_text("#!/bin/sh\necho here\n")
    with pytest.raises(CannotStart):
        host.start([str(program)])
    program.chmod(0o700)
    assert _line(host.start([str(program)])) == "here"


OPENING = """
import threading, time
from milepost.interfaces.cli.main import _end
from milepost.process.errors import CannotStart
from milepost.process.host import Host
opened = []
def open_more():
    while True:
        opened.append(Host())
        opened[-1].start(["sleep", "1000"])
threading.excepthook = lambda _: None
threads = [threading.Thread(target=open_more, daemon=True) for _ in range(4)]
for thread in threads:
    thread.start()
while len(opened) < 8:
    time.sleep(0.001)
_end(130)
"""


def test_nothing_is_left_of_places_that_threads_open_while_milepost_ends(tmp_path: Path) -> None:
    with adopted() as orphans:
        for _ in range(5):
            ended = subprocess.run(
                [sys.executable, "-c", OPENING],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(sys.path),
                    "TMPDIR": str(tmp_path),
                },
                check=False,
            )
            assert ended.returncode == 130
            assert [path.name for path in tmp_path.rglob("*")] == [f"milepost-places-{os.getuid()}"]
        orphans.await_end()
