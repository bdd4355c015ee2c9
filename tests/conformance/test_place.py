"""What every place promises (`milepost.process.place`), held against each implementation."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest
from tests.programs import (
    await_output,
    await_status,
    await_that,
    carry_out,
    read_available,
    script,
)

from milepost.process.errors import CannotStart
from milepost.process.host import Host
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from milepost.process.place import Place


def open_host(folder: Path) -> Place:
    """This machine, with a workspace in a folder of the test."""
    return Host(folder)


def open_room(folder: Path) -> Place:  # noqa: ARG001 - a room has a workspace of its own
    """A room without a network."""
    return Room(RoomSettings(network="off"))


def open_connected_room(folder: Path) -> Place:  # noqa: ARG001
    """A room with a network."""
    return Room(RoomSettings(network="on"))


IMPLEMENTATIONS: dict[str, Callable[[Path], Place]] = {
    "room": open_room,
    "connected room": open_connected_room,
    "host": open_host,
}


@pytest.fixture(
    params=[
        pytest.param(name, id=name.replace(" ", "-"), marks=[pytest.mark.room] * ("room" in name))
        for name in IMPLEMENTATIONS
    ]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with contextlib.closing(IMPLEMENTATIONS[request.param](tmp_path)) as opened:
        yield opened


def test_only_a_room_is_isolated(place: Place) -> None:
    assert place.isolated is isinstance(place, Room)


def test_program_starts_in_the_workspace(place: Place) -> None:
    assert carry_out(place, ["pwd"]).output == f"{place.workspace}\n"


def test_program_starts_in_the_directory_asked_for(place: Place) -> None:
    script(place, "mkdir -p 'a folder/b'")
    ended = carry_out(place, ["pwd"], cwd=f"{place.workspace}/a folder/b")
    assert ended.output == f"{place.workspace}/a folder/b\n"


DIRECTORIES = ("PWD", "OLDPWD")
"""Variables that follow the directory that a program starts in."""


def test_program_has_the_environment_of_the_place_and_no_other(place: Place) -> None:
    said = carry_out(place, ["env", "-0"]).output
    seen = dict(line.split("=", 1) for line in said.split("\0") if line)
    assert {name: value for name, value in seen.items() if name not in DIRECTORIES} == {
        name: value for name, value in place.environment.items() if name not in DIRECTORIES
    }


def test_environment_is_the_same_on_every_machine_where_output_depends_on_it(place: Place) -> None:
    fixed = {"LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "COLUMNS": "80"}
    assert fixed.items() <= dict(place.environment).items()


WORDS = [
    "",
    "two words",
    "new\nline",
    "quote's",
    'double"',
    "$HOME",
    "`id`",
    "*",
    "-n",
    "ümläut 雪",
    "a=b",
    "\\",
]


def test_words_of_a_command_arrive_unchanged(place: Place) -> None:
    ended = carry_out(place, ["printf", "%s\\0", *WORDS])
    assert ended.output.split("\0")[:-1] == WORDS


def test_standard_input_is_empty(place: Place) -> None:
    assert carry_out(place, ["cat"]).status == 0


def test_output_and_error_come_through_one_pipe_in_order(place: Place) -> None:
    assert script(place, "echo a; echo b >&2; echo c").output == "a\nb\nc\n"


def test_large_output_arrives_whole(place: Place) -> None:
    ended = script(place, "head -c 3000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero >&2")
    assert len(ended.output) == 4_000_000


def test_control_and_reports_are_descriptors_3_and_4(place: Place) -> None:
    process = place.start(["bash", "-c", 'read -r line <&3; echo "heard $line" >&4'])
    os.write(process.control, b"this\n")
    assert await_status(process) == 0
    assert read_available(process.reports) == b"heard this\n"
    assert read_available(process.output) == b""
    process.close()


def fill_up(descriptor: int) -> int:
    """Write until nothing more can be taken; how many bytes were."""
    written = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            written += os.write(descriptor, b"x" * 65536)
    return written


def test_descriptors_of_this_side_never_block(place: Place) -> None:
    process = place.start(["sleep", "60"])
    for descriptor in (process.output, process.reports):
        with pytest.raises(BlockingIOError):
            os.read(descriptor, 1)
    assert 0 < fill_up(process.control) < 1 << 30
    process.end(0)
    process.close()


def test_end_of_control_is_seen_by_the_program(place: Place) -> None:
    process = place.start(["bash", "-c", "cat <&3 >&4; echo done"])
    reports = os.dup(process.reports)
    os.write(process.control, b"last words")
    process.close()
    assert await_status(process) in (0, 141)
    assert read_available(reports) == b"last words"
    os.close(reports)


@pytest.mark.parametrize(
    ("text", "status"),
    [("exit 0", 0), ("exit 7", 7), ("kill -KILL $$", 137), ("kill -TERM $$", 143)],
)
def test_exit_status_is_known(place: Place, text: str, status: int) -> None:
    assert script(place, text).status == status


def test_program_that_runs_has_no_status(place: Place) -> None:
    process = place.start(["sleep", "60"])
    assert process.poll() is None
    process.end(0)
    assert process.poll() in (129, 137, 143)
    process.close()


def test_process_id_is_the_one_that_the_program_sees(place: Place) -> None:
    process = place.start(["bash", "-c", "echo $$"])
    assert await_output(process, b"\n") == f"{process.pid}\n".encode()
    process.close()


def test_program_leads_a_session(place: Place) -> None:
    process = place.start(["bash", "-c", "ps -o sid= -p $$"])
    assert int(await_output(process, b"\n")) == process.pid
    process.close()


FAMILY = "sleep 300 & (set -m; sleep 300 & wait) & echo ready; wait"
"""A program with a child in its own process group and a grandchild in another one."""


def count(place: Place, args: str) -> int:
    """How many processes of the place have these arguments."""
    lines = script(place, "ps -eo stat=,args=").output.splitlines()
    return sum(line.split(maxsplit=1)[1:] == [args] and line[0] != "Z" for line in lines)


def test_signal_reaches_every_process_of_the_session(place: Place) -> None:
    process = place.start(["bash", "-c", FAMILY.replace("300", "301")])
    await_output(process, b"ready")
    await_that(lambda: count(place, "sleep 301") == 2, "the family is complete")
    process.signal(signal.SIGKILL)
    await_that(lambda: count(place, "sleep 301") == 0, "the family is gone")
    assert await_status(process) == 137
    process.signal(signal.SIGTERM)
    process.close()


def test_program_can_be_interrupted(place: Place) -> None:
    assert script(place, "kill -INT $BASHPID; echo still there").status == 128 + signal.SIGINT


def test_end_asks_first(place: Place) -> None:
    process = place.start(
        ["bash", "-c", "trap 'echo bye; exit 5' TERM HUP; echo ready; sleep 302 & wait"]
    )
    await_output(process, b"ready")
    process.end()
    assert process.poll() == 5
    assert b"bye" in read_available(process.output)
    process.close()


def test_end_insists_where_asking_does_not_help(place: Place) -> None:
    process = place.start(
        [
            "bash",
            "-c",
            "trap '' TERM HUP; (trap '' TERM HUP; sleep 303) & echo ready; wait; sleep 303",
        ]
    )
    await_output(process, b"ready")
    began = time.monotonic()
    process.end(grace=0.2)
    assert time.monotonic() - began >= 0.2
    assert process.poll() == 137
    assert count(place, "sleep 303") == 0
    process.close()


def test_end_takes_along_what_the_program_left_in_its_session(place: Place) -> None:
    process = place.start(["bash", "-c", "sleep 304 & exit 3"])
    assert await_status(process) == 3
    assert count(place, "sleep 304") == 1
    process.end()
    assert count(place, "sleep 304") == 0
    assert process.poll() == 3
    process.close()


def test_end_leaves_other_programs_alone(place: Place) -> None:
    other = place.start(["sleep", "60"])
    process = place.start(["sleep", "60"])
    process.end()
    assert other.poll() is None
    other.end(0)
    process.close()
    other.close()


def test_daemon_that_holds_the_pipes_does_not_hide_the_status(place: Place) -> None:
    process = place.start(["bash", "-c", "sleep 305 & disown; exit 4"])
    assert await_status(process) == 4
    process.end()
    process.close()


@pytest.mark.parametrize("program", ["no-such-program", "/no/such/program", "/etc"])
def test_program_that_is_not_there_cannot_start(place: Place, program: str) -> None:
    with pytest.raises(CannotStart, match=program):
        place.start([program])


def test_program_cannot_start_in_a_directory_that_is_not_there(place: Place) -> None:
    with pytest.raises(CannotStart):
        place.start(["true"], cwd="/no/such/directory")


def test_many_programs_run_at_once(place: Place) -> None:
    processes = [place.start(["bash", "-c", f"read <&3; exit {n}"]) for n in range(20)]
    for process in reversed(processes):
        os.write(process.control, b"\n")
    assert [await_status(process) for process in processes] == list(range(20))
    for process in processes:
        process.close()


def test_programs_share_files(place: Place) -> None:
    script(place, "echo shared > file")
    assert carry_out(place, ["cat", f"{place.workspace}/file"]).output == "shared\n"


def test_file_put_is_read_where_it_is_said_to_be(place: Place) -> None:
    data = bytes(range(256)) * 1000
    path = place.put("block-1", data)
    ended = script(place, f"sha256sum < '{path}'; sha256sum < <(cat '{path}')")
    assert len(set(ended.output.splitlines())) == 1
    assert script(place, f"wc -c < '{path}'").output.strip() == str(len(data))


def test_file_put_again_is_replaced(place: Place) -> None:
    place.put("same", b"a long first text")
    assert script(place, f"cat '{place.put('same', b'second')}'").output == "second"


def test_program_can_connect_to_a_listener_and_so_can_we(place: Place) -> None:
    server = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); "
        "print(s.getsockname()[1], flush=True); c, _ = s.accept(); c.sendall(b'hello'); c.close()"
    )
    process = place.start(["python3", "-c", server])
    port = int(await_output(process, b"\n"))
    assert [found.address for found in place.listeners() if found.port == port] == ["127.0.0.1"]
    with place.connect("localhost", port, 5) as connection:
        assert connection.gettimeout() is None or connection.gettimeout() == 5
        assert connection.recv(100) == b"hello"
    await_status(process)
    process.close()
    assert not any(found.port == port for found in place.listeners())


def test_listener_on_ipv6_is_known(place: Place) -> None:
    server = (
        "import socket,sys; s = socket.create_server(('::1', 0), family=socket.AF_INET6); "
        "print(s.getsockname()[1], flush=True); sys.stdin.read(); open(3).read()"
    )
    process = place.start(["python3", "-c", server])
    port = int(await_output(process, b"\n"))
    assert [found.address for found in place.listeners() if found.port == port] == ["::1"]
    place.connect("::1", port, 5).close()
    process.end(0)
    process.close()


def test_refused_connection_says_so(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        place.connect("127.0.0.1", port, 5)


def test_place_closes_with_programs_still_running_and_closes_twice(place: Place) -> None:
    process = place.start(["bash", "-c", "setsid sleep 306 & echo ready; wait"])
    await_output(process, b"ready")
    place.close()
    place.close()
    assert process.poll() is not None
    process.close()
