"""What a room offers beyond the promises of every place."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from tests.programs import await_output, carry_out, script

from milepost.process.errors import CannotStart
from milepost.process.spawn import said_by, spawn
from milepost.room import doorkeeper
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.room

OFF = RoomSettings(network="off")


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with contextlib.closing(Room(OFF)) as opened:
        yield opened


def test_workspace_is_the_same_in_every_room_and_empty(room: Room) -> None:
    assert room.workspace == "/home/reader/work"
    assert carry_out(room, ["ls", "-A", room.workspace]).output == ""


def test_user_has_a_name_and_a_home_that_can_be_written_to(room: Room) -> None:
    ended = script(room, "id -un; hostname; echo x > ~/file && cat ~/file; rm ~/file; cd ~; pwd")
    assert ended.output == "reader\nroom\nx\n/home/reader\n"


@pytest.mark.parametrize("folder", ["/tmp", "/var/tmp", "/dev/shm", "/home/reader"])
def test_folder_can_be_written_to(room: Room, folder: str) -> None:
    assert script(room, f"f=$(mktemp -p {folder}) && rm $f").status == 0


def test_tools_of_this_machine_run(room: Room) -> None:
    ended = script(room, "python3 -c 'print(6 * 7)'; bash -c 'echo bash'; git --version")
    assert ended.output.startswith("42\nbash\ngit version")


def test_python_environment_can_be_made(room: Room) -> None:
    ended = script(room, "python3 -m venv v && v/bin/python -c 'import sys; print(sys.prefix)'")
    assert ended.output == "/home/reader/work/v\n"
    script(room, "rm -r v")


def test_only_named_variables_are_passed() -> None:
    environ = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere", "GIVEN": "a\nb", "KEPT": "secret"}
    settings = RoomSettings(network="off", pass_env=("GIVEN", "NOT_THERE"))
    with contextlib.closing(Room(settings, environ)) as room:
        assert script(room, 'echo "$GIVEN"').output == "a\nb\n"
        assert "secret" not in script(room, "env; cat /proc/*/environ").output


def test_file_that_a_setting_names_is_shown_and_its_neighbours_are_not(tmp_path: Path) -> None:
    (tmp_path / "ca").mkdir()
    (tmp_path / "ca/a b.pem").write_text("certificate")
    (tmp_path / "ca/ca.pem").write_text("certificate")
    (tmp_path / "ca/secret").write_text("secret")
    environ = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere", "PIP_CERT": f"{tmp_path}/ca/ca.pem"}
    with contextlib.closing(Room(OFF, environ)) as room:
        ended = script(room, f"cat $PIP_CERT; ls -A {tmp_path}/ca; echo x > $PIP_CERT || echo kept")
    assert ended.output.startswith("certificateca.pem\n")
    assert ended.output.endswith("kept\n")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/x"])
def test_put_takes_plain_file_names_only(room: Room, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        room.put(name, b"")


def test_word_with_a_nul_cannot_be_part_of_a_command(room: Room) -> None:
    with pytest.raises(CannotStart, match="NUL"):
        room.start(["echo", "a\0b"])


def test_name_is_resolved_as_the_room_does(room: Room) -> None:
    process = room.start(["python3", "-u", "-m", "http.server", "8123", "--bind", "127.0.0.1"])
    await_output(process, b"Serving")
    room.connect("room", 8123, 5).close()
    room.connect("LOCALHOST", 8123, 5).close()
    process.end()
    process.close()


@pytest.mark.parametrize("host", ["no-such-name.invalid", "-x", "a\0b"])
def test_unknown_name_says_so(room: Room, host: str) -> None:
    with pytest.raises(socket.gaierror, match="no address"):
        room.connect(host, 80, 5)


def test_two_rooms_listen_on_the_same_port_at_once(room: Room) -> None:
    command = ["python3", "-u", "-m", "http.server", "8124"]
    with contextlib.closing(Room(OFF)) as other:
        processes = [place.start(command) for place in (room, other)]
        for place, process in zip((room, other), processes, strict=True):
            await_output(process, b"Serving")
            assert {found.port for found in place.listeners()} == {8124}
            process.end()
            process.close()


def test_connection_from_a_room_that_is_gone_says_so() -> None:
    with contextlib.closing(Room(OFF)) as room:
        with pytest.raises(ConnectionRefusedError):
            room.connect("127.0.0.1", 1, 5)
        assert room._doorway is not None
        room._doorway._process.send_signal(signal.SIGKILL)
        room._doorway._process.wait()
        with pytest.raises(OSError, match=r"ended|Broken pipe|reset"):
            room.connect("127.0.0.1", 1, 5)


@pytest.mark.parametrize("network", ["off", "lan"])
def test_loopback_works_whatever_the_network(network: str) -> None:
    settings = RoomSettings(network="lan" if network == "lan" else "off")
    with contextlib.closing(Room(settings)) as room:
        assert "LOOPBACK,UP" in script(room, "ip link show lo").output
        assert ("tap0" in script(room, "ip link").output) is (network == "lan")


def test_room_without_a_network_reaches_nothing(room: Room) -> None:
    with pytest.raises(OSError, match="unreachable"):
        room.connect("198.51.100.1", 80, 5)


def test_folder_is_copied_with_modes_and_links(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/run ümläut.sh").write_text("#!/bin/sh\necho ran\n")
    (tmp_path / "a/b/run ümläut.sh").chmod(0o755)
    (tmp_path / "large").write_bytes(os.urandom(3_000_000))
    (tmp_path / "link").symlink_to("a/b")
    with contextlib.closing(Room(RoomSettings(network="off", fill=tmp_path))) as room:
        ended = script(room, "'./link/run ümläut.sh'; wc -c < large; stat -c %U large; ls")
    assert ended.output == "ran\n3000000\nreader\na\nlarge\nlink\n"


def test_folder_that_is_not_there_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="gone") as raised:
        Room(RoomSettings(network="off", fill=tmp_path / "gone"))
    assert "can be read" in raised.value.remedy


def test_folder_that_the_room_cannot_hold_is_not_copied_by_half(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(8 << 20))
    with pytest.raises(CannotStart, match=r"No space left|Wrote only"):
        Room(RoomSettings(network="off", fill=tmp_path, disk=4 << 20))


FULL = """
import os, time
while True:
    try:
        if not os.fork():
            time.sleep(60)
            os._exit(0)
    except BlockingIOError:
        print("full", flush=True)
        time.sleep(60)
"""


def test_full_room_says_so_and_can_be_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milepost.room.supervisor._PATIENCE", 0.3)
    with contextlib.closing(Room(RoomSettings(network="off", processes=40))) as room:
        process = room.start(["python3", "-c", FULL])
        await_output(process, b"full")
        with pytest.raises(CannotStart, match="as many processes as it can"):
            room.start(["true"])
        process.end(0)
        process.close()
        monkeypatch.setattr("milepost.room.supervisor._PATIENCE", 20.0)
        assert carry_out(room, ["echo", "again"]).output == "again\n"


def test_words_of_a_guide_on_the_supervisors_pipe_are_not_believed(room: Room) -> None:
    supervisor = "/proc/$(pgrep -o bash)/fd"
    forged = "nonsense\\nstarted x y\\nended 1\\nrefused 1 because\\nended 99999 abc\\n\\xff\\n"
    script(room, f"for fd in {supervisor}/*; do printf '{forged}' > $fd; done 2>/dev/null & wait")
    assert carry_out(room, ["echo", "fine"]).output == "fine\n"


def test_doorkeeper_answers_with_a_socket_or_with_the_error() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    thread = threading.Thread(target=doorkeeper.main, args=(theirs.detach(),))
    thread.start()
    with socket.create_server(("127.0.0.1", 0)) as server, ours:
        port = server.getsockname()[1]
        ours.send(f"127.0.0.1 {port} 5".encode())
        data, descriptors, _, _ = socket.recv_fds(ours, 4, 1)
        assert struct.unpack("=i", data) == (0,)
        with socket.socket(fileno=descriptors[0]) as made:
            assert made.getpeername() == ("127.0.0.1", port)
        server.close()
        ours.send(f"127.0.0.1 {port} 5".encode())
        data, descriptors, _, _ = socket.recv_fds(ours, 4, 1)
        assert struct.unpack("=i", data) == (111,)
        assert descriptors == []
    thread.join()


def test_program_that_is_not_there_cannot_be_spawned() -> None:
    with pytest.raises(CannotStart, match="no-such-program"):
        spawn(["/no-such-program"], environment={})


def test_program_that_says_nothing_in_time_is_given_up() -> None:
    with pytest.raises(CannotStart, match="within"):
        said_by(["/bin/sleep", "60"], environment={}, timeout=0.05)


ROOM = """
from milepost.room.room import Room
from milepost.room.settings import RoomSettings
Room(RoomSettings(network="off")).close()
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root may see fewer processes than there are")
def test_room_opens_where_there_are_hardly_any_processes_as_in_a_new_container() -> None:
    # Bubblewrap looks its own numbers up in /proc, those of the namespace it is in.
    alone = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", sys.executable, "-c", ROOM]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", *sys.path])}
    assert said_by(alone, environment=environment, timeout=20) == ""


@pytest.mark.network
def test_package_clients_reach_their_registries() -> None:
    with contextlib.closing(Room()) as room:
        python = "python3 -m venv v && v/bin/pip install -q colorama"
        assert script(room, f"{python} && v/bin/python -c 'import colorama'").status == 0
        node = "npm install --silent is-number && node -e 'require(\"is-number\")'"
        assert script(room, node).status == 0
        assert script(room, "npm install --silent -g semver && semver 1.2.3").output == "1.2.3\n"
