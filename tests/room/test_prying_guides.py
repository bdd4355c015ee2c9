"""Guides that pry: each tries to get out of its room, and none does.

A case is a script. It must say `tried` after its attempt, so that an attempt that was never made
is told from one that failed, and it must not say `GOT IT`. What it could have changed on this
machine is looked at afterwards.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.programs import await_output, await_that, carry_out, script
from tests.room.prying import CASES, Case

from milepost.room.inhabitants import descendants
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.room

SECRET = "a-secret-of-this-machine"
"""The value of a variable that is set on this machine and in no room."""


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    environ = {**os.environ, "MILEPOST_TEST_SECRET": SECRET}
    os.environ["MILEPOST_TEST_SECRET"] = SECRET
    with contextlib.closing(Room(RoomSettings(), environ)) as opened:
        yield opened
    del os.environ["MILEPOST_TEST_SECRET"]


def accept_and_note(server: socket.socket, visitors: list[str]) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = server.accept()
            visitors.append("somebody")
            connection.close()


@contextlib.contextmanager
def visited(server: socket.socket) -> Iterator[list[str]]:
    """Serve in the background; the list has an entry for each connection that came."""
    visitors: list[str] = []
    thread = threading.Thread(target=accept_and_note, args=(server, visitors))
    thread.start()
    try:
        yield visitors
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


@pytest.fixture(scope="module")
def facts(room: Room, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """Things of this machine that really are there for a guide to pry at."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "private").write_text("private")
    run = Path("/run") if os.access("/run", os.W_OK) else folder
    socket_file = run / f"milepost-test-{os.getpid()}.sock"
    home_file = Path.home() / f".milepost-test-{os.getpid()}"
    home_file.write_text("private")
    program = f"sleep 9{os.getpid()}"
    process = subprocess.Popen(program.split())
    files = socket.socket(socket.AF_UNIX)
    files.bind(str(socket_file))
    files.listen()
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(f"\0milepost-test-{os.getpid()}")
    abstract.listen()
    tools = {
        Path(folder).relative_to("/root").parts[0]
        for folder in room.handover.folders
        if folder.startswith("/root/")
    }
    with visited(files) as visitors, visited(abstract) as abstract_visitors:
        yield {
            "secret": SECRET,
            "tool_folders": "|".join(sorted(tools)) or "-",
            "home_file": home_file,
            "temporary_file": folder / "private",
            "socket": socket_file,
            "abstract": f"milepost-test-{os.getpid()}",
            "mark": f"milepost-test-{os.getpid()}",
            "put": room.put("put", b"as it was"),
            "host_pid": process.pid,
            "host_program": program,
        }
        assert process.poll() is None
        assert visitors == abstract_visitors == []
    process.kill()
    process.wait()
    socket_file.unlink()
    home_file.unlink()
    assert (folder / "private").read_text() == "private"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title.replace(" ", "-"))
def test_prying_guide_fails(room: Room, facts: dict[str, object], case: Case) -> None:
    ended = script(room, case.script.format(**facts))
    assert "tried" in ended.output
    assert "GOT IT" not in ended.output
    mark = str(facts["mark"])
    assert not [folder for folder in ("/", "/usr", "/etc", "/opt") if Path(folder, mark).exists()]
    assert script(room, f"cat '{facts['put']}'").output == "as it was"


def test_attempts_would_succeed_outside_of_a_room(facts: dict[str, object]) -> None:
    """The things to pry at are really there, so the cases above could fail."""
    assert Path(str(facts["home_file"])).read_text() == "private"
    assert Path(f"/proc/{os.getpid()}/environ").exists()
    with socket.socket(socket.AF_UNIX) as probe, pytest.raises(FileNotFoundError):
        probe.connect(str(facts["socket"]) + ".not-there")
    os.kill(int(str(facts["host_pid"])), 0)


ATTEMPT = (
    "python3 - <<'E'\n"
    "import socket\n"
    "for host in {hosts!r}:\n"
    "    try:\n"
    "        socket.create_connection((host, {port}), 3)\n"
    "        print('GOT IT', host)\n"
    "    except OSError as error:\n"
    "        print('kept in', host, error)\n"
    "E\n"
)


def own_addresses() -> list[str]:
    """Addresses of this machine that are not loopback, and its name."""
    said = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False).stdout
    return [address for address in said.split() if ":" not in address]


def test_servers_of_the_host_are_out_of_reach(room: Room) -> None:
    hosts = [
        "127.0.0.1",
        "localhost",
        "10.0.2.2",
        "0.0.0.0",
        socket.gethostname(),
        *own_addresses(),
    ]
    server = socket.create_server(("0.0.0.0", 0))
    port = server.getsockname()[1]
    with visited(server) as visitors:
        ended = script(room, ATTEMPT.format(hosts=hosts, port=port))
        assert ended.output.count("kept in") == len(hosts), ended.output
        assert visitors == []
        with socket.create_connection(("127.0.0.1", port)):
            await_that(lambda: visitors != [], "the server took a visitor from this machine")


def test_private_networks_are_refused_within_the_room(room: Room) -> None:
    hosts = [
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "10.0.2.2",
    ]
    ended = script(room, ATTEMPT.format(hosts=hosts, port=80))
    assert ended.output.count("kept in") == len(hosts)
    assert ended.output.count("No route to host") == len(hosts)
    assert "timed out" not in ended.output


def test_disk_cannot_be_filled(tmp_path: Path) -> None:
    free = os.statvfs("/").f_bavail
    with contextlib.closing(Room(RoomSettings(network="off", disk=16 << 20))) as room:
        places = "/tmp . /var/tmp /dev/shm"
        ended = script(
            room,
            f"for f in {places}; do head -c 30M /dev/zero > $f/big || echo full; done; "
            "du -cb /tmp/big big /var/tmp/big /dev/shm/big | tail -1",
        )
        assert ended.output.count("full") == 4
        assert int(ended.output.split()[-2]) <= 16 << 20
        assert script(room, f"cat '{room.put('after', b'still there')}'").output == "still there"
    assert abs(os.statvfs("/").f_bavail - free) < (1 << 30) // os.statvfs("/").f_frsize
    assert list(tmp_path.iterdir()) == []


def test_files_without_content_cannot_be_made_without_end() -> None:
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        found = script(room, "df --output=itotal /home /tmp | tail -2").output.split()
    assert all(0 < int(inodes) <= 1 << 20 for inodes in found)


FORKS = """
import os, time
made = []
try:
    while len(made) < 1000:
        child = os.fork()
        if not child:
            time.sleep(60)
        made.append(child)
except BlockingIOError:
    print("tried")
print(len(made))
for child in made:
    os.kill(child, 9)
"""

BOMB = "echo lit; bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 300"


def test_number_of_processes_is_limited_and_the_limit_cannot_be_lifted() -> None:
    with contextlib.closing(Room(RoomSettings(network="off", processes=150))) as room:
        limits = script(room, "ulimit -Su; ulimit -Hu; ulimit -u 1000 && echo 'GOT IT'").output
        assert limits.split()[:2] == ["150", "150"]
        assert "GOT IT" not in limits
        tried, made = carry_out(room, ["python3", "-c", FORKS]).output.split()
        assert tried == "tried"
        assert 100 < int(made) < 150


def test_fork_bomb_takes_nothing_but_its_room() -> None:
    with contextlib.closing(Room(RoomSettings(network="off", processes=150))) as room:
        bomb = room.start(["bash", "-c", BOMB])
        await_output(bomb, b"lit")
        seen = 0
        while seen < 100:
            seen = max(seen, inhabitants_of(room))
        assert max(inhabitants_of(room) for _ in range(20)) <= 160
        assert subprocess.run(["true"], check=False).returncode == 0
        bomb.close()
    assert inhabitants_of(room) == 0


def inhabitants_of(room: Room) -> int:
    """How many processes there are in a room, as this machine sees it."""
    return sum(process.depth > 1 for process in descendants(room.holder))


def test_links_that_lead_outside_lead_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("private")
    guide = tmp_path / "guide"
    (guide / "folder").mkdir(parents=True)
    (guide / "file").symlink_to(outside / "secret")
    (guide / "up").symlink_to("../../outside")
    (guide / "folder/plain").write_text("plain")
    os.mkfifo(guide / "pipe")
    with contextlib.closing(Room(RoomSettings(network="off", fill=guide))) as room:
        ended = script(room, "cat folder/plain; ls -A; cat file up/secret 2>&1 && echo 'GOT IT'")
        assert ended.output.startswith("plain")
        assert "private" not in ended.output
        assert "pipe" not in ended.output
        assert script(room, "readlink file").output == f"{outside}/secret\n"
        script(room, f"rm file; ln -s {outside}/made file; echo x > file; mkdir -p up/x")
    assert sorted(path.name for path in outside.iterdir()) == ["secret"]


def test_session_of_a_program_is_not_that_of_milepost(room: Room) -> None:
    assert carry_out(room, ["ps", "-o", "tty=", "-p", "1"]).output.strip() == "?"


def test_guide_that_kills_everything_ends_its_own_room_only(facts: dict[str, object]) -> None:
    with contextlib.closing(Room(RoomSettings(network="off"))) as room:
        process = room.start(["bash", "-c", "read -r -u 3; kill -9 -1; sleep 60"])
        os.write(process.control, b"\n")  # now that it is known to have started
        await_that(lambda: process.poll() is not None, "the program is gone")
        assert process.poll() == 128 + signal.SIGKILL
        process.end()
        process.close()
    os.kill(int(str(facts["host_pid"])), 0)
