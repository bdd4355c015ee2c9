"""What a place holds is kept and put back as it was, on this machine and in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.process.errors import CannotStart
from milepost.process.host import Host
from milepost.snapshot import tracker as tracker_module
from milepost.snapshot.errors import Damaged
from milepost.snapshot.inside import Range, ask, converse, folders_of
from milepost.snapshot.model import content_digest
from milepost.snapshot.store import Store
from milepost.snapshot.tracker import Tracker, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from milepost.process.place import Place

LOOK = r"""
cd -- "$1"
find home workspace -mindepth 1 -printf '%y %m %s %n %l %p %T@\n' 2>/dev/null | sort >&4
find home workspace -type f -readable -exec cksum {} + 2>/dev/null | sort >&4
find home workspace -type f -printf '%b %p\n' 2>/dev/null | grep sparse >&4
:
"""
"""Kinds, permissions, sizes, names, links, times, contents, and blocks of sparse files."""


@pytest.fixture(params=["host", pytest.param("room", marks=pytest.mark.room)])
def open_place(request: pytest.FixtureRequest) -> Iterator[Callable[[], Place]]:
    opened: list[Place] = []

    def open_one() -> Place:
        if request.param == "host":
            opened.append(Host())
        else:
            from milepost.room.room import Room
            from milepost.room.settings import RoomSettings

            opened.append(Room(RoomSettings(network="off")))
        return opened[-1]

    yield open_one
    for place in opened:
        place.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def do(place: Place, code: str) -> None:
    ask(place, code)


def look(place: Place) -> bytes:
    return ask(place, LOOK, folders_of(place).base)


CONTENTS = [
    ("nothing", ""),
    ("files", "echo one >a; printf two >b; : >empty"),
    ("folders, an empty one too", "mkdir -p deep/er empty; echo 1 >deep/er/f"),
    ("permissions", "echo 1 >x; chmod 4751 x; echo 2 >y; chmod 604 y; mkdir d; chmod 1770 d"),
    ("links", "echo 1 >f; ln -s f to-file; ln -s nowhere broken; ln -s /etc/passwd out"),
    ("further names of a file", "echo 1 >z; ln z a; mkdir d; ln z d/m; echo 2 >b"),
    ("a sparse file", "truncate -s 300M sparse; echo end >>sparse"),
    ("a large file", "head -c 9000001 /dev/urandom >large"),
    ("a named pipe", "mkfifo pipe"),
    ("unusual names", r"touch -- -n $'new\nline' $'\xff\xfe' ' ' '*' 'ü' $'tab\t' \\"),
    ("long names", r"n=$(printf 'n%.0s' {1..200}); mkdir -p $n/$n; echo 1 >$n/$n/f; ln -s $n/$n l"),
    ("a folder that is read-only", "mkdir d; echo 1 >d/f; chmod 555 d"),
    ("a file that nobody reads", "echo 1 >secret; chmod 000 secret"),
    ("a folder that nobody enters", "mkdir -p shut/in; echo 1 >shut/in/f; chmod 000 shut"),
    ("old times", "echo 1 >f; touch -d @1 f; mkdir d; touch -d '2001-02-03 04:05:06.789' d"),
    ("the home", "echo 1 >~/.profile; mkdir ~/.own"),
    (
        "programs named like those that look",
        "mkdir -p ~/.local/bin; cd ~/.local/bin; for name in tar find xargs chmod rm sh; do "
        "echo 'echo nonsense; exit 1' >$name; chmod +x $name; done",
    ),
]


@pytest.mark.parametrize("code", [code for _, code in CONTENTS], ids=[n for n, _ in CONTENTS])
def test_what_was_kept_is_put_back_into_a_fresh_place(
    open_place: Callable[[], Place], store: Store, code: str
) -> None:
    place = open_place()
    do(place, code)
    before = look(place)
    layers = Tracker(place, store).take()
    assert look(place) == before, "looking changes nothing"
    other = open_place()
    tracker = Tracker(other, store)
    tracker.put_back(layers)
    assert look(other) == before
    assert tracker.take() == layers, "nothing has changed since"


CHANGES = [
    ("content", "echo 1 >f", "echo 2 >f"),
    ("content of the same length and time", "echo 1 >f", "echo 2 >f; touch -d @1 f"),
    ("permissions", "echo 1 >f", "chmod 700 f"),
    ("time", "echo 1 >f", "touch -d @1 f"),
    ("removal", "mkdir d; echo 1 >d/f", "rm -r d"),
    ("addition", ":", "mkdir d; echo 1 >d/f"),
    ("a file for a folder", "mkdir d; echo 1 >d/f", "rm -r d; echo 2 >d"),
    ("a folder for a file", "echo 1 >d", "rm d; mkdir d; echo 2 >d/f"),
    ("a link for a file", "echo 1 >f", "ln -sf g f"),
    ("another end of a link", "ln -s a l", "ln -sfn b l"),
    ("a further name", "echo 1 >f", "ln f g"),
    ("one name less", "echo 1 >f; ln f a", "rm a"),
    ("a name before the first", "echo 1 >f; ln f g", "ln f a"),
    ("content by a further name", "echo 1 >f; ln f g; ln f h", "echo 2 >>g"),
    ("a name of its own again", "echo 1 >f; ln f g", "cp g h; mv h g"),
    ("removal below a read-only folder", "mkdir -p d/e; chmod 555 d", "chmod 755 d; rm -r d"),
    ("renaming", "mkdir d; echo 1 >d/f", "mv d e"),
]


@pytest.mark.parametrize(
    ("first", "then"), [change[1:] for change in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_change_is_kept_and_can_be_gone_back_on(
    open_place: Callable[[], Place], store: Store, first: str, then: str
) -> None:
    place = open_place()
    do(place, first)
    tracker = Tracker(place, store)
    early = tracker.take()
    seen_early = look(place)
    do(place, then)
    late = tracker.take()
    seen_late = look(place)
    assert late[:-1] == early
    fresh = open_place()
    other = Tracker(fresh, store)
    for layers, seen in ((late, seen_late), (early, seen_early), (late, seen_late)):
        other.put_back(layers)
        assert look(fresh).split(b"\n") == seen.split(b"\n")
    tracker.put_back(early)
    assert look(place) == seen_early


def test_only_what_changed_is_kept_again(open_place: Callable[[], Place], store: Store) -> None:
    place = open_place()
    do(place, "head -c 1000000 /dev/urandom >big; ln big bigger; echo 1 >small")
    tracker = Tracker(place, store)
    tracker.take()
    size = store.figures().size
    do(place, "touch big; echo 2 >small; chmod u+w small")
    do(place, "touch -r small other; rm other")
    tracker.take()
    do(place, "echo 3 >small")
    tracker.take()
    assert store.figures().size < size + 1_100_000


def test_a_file_that_was_only_looked_at_as_changed_is_not_kept_again(
    open_place: Callable[[], Place], store: Store
) -> None:
    place = open_place()
    do(place, "echo 1 >f; touch -d @5 f; echo 2 >g; ln g h; touch -d @5 g")
    tracker = Tracker(place, store)
    layers = tracker.take()
    do(place, "chmod 600 f; chmod 644 f; chmod 600 g; chmod 644 g")
    assert tracker.take() == layers


def test_a_layer_that_is_gone_or_changed_is_not_put_back(
    open_place: Callable[[], Place], store: Store
) -> None:
    place = open_place()
    do(place, "echo 1 >f")
    (layer,) = Tracker(place, store).take()
    path = store.folder / "objects" / layer[:2] / layer
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged):
        Tracker(open_place(), store).put_back((layer,))
    assert not path.exists()


def test_the_digest_of_contents_knows_no_times(
    open_place: Callable[[], Place], store: Store
) -> None:
    digests = set()
    for code in ("echo 1 >f; touch -d @1 f", "echo 1 >f; touch -d @2 f", "echo 2 >f"):
        place = open_place()
        do(place, code)
        digests.add(content_digest(load(store, Tracker(place, store).take())))
    assert len(digests) == 2


def test_what_a_program_says_of_its_failure_is_told(open_place: Callable[[], Place]) -> None:
    with pytest.raises(CannotStart, match="no way"):
        ask(open_place(), "echo no way >&2; exit 3")


def test_a_stream_that_is_no_archive_is_told(
    open_place: Callable[[], Place], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_module, "_PACK", "printf '%0600d' 8 | tr 0 z >&4")
    place = open_place()
    do(place, "echo 1 >f")
    with pytest.raises(CannotStart, match="could not be kept: a header holds no size"):
        Tracker(place, store).take()


def test_a_kept_file_that_became_shorter_is_told(
    open_place: Callable[[], Place], tmp_path: Path
) -> None:
    (tmp_path / "kept").write_bytes(b"short")
    with (
        (tmp_path / "kept").open("rb") as file,
        pytest.raises(CannotStart, match="shorter than it was"),
    ):
        converse(open_place(), "cat <&3 >/dev/null", give=[Range(file, 0, 6)])


def test_a_program_that_does_not_read_is_no_hang(open_place: Callable[[], Place]) -> None:
    converse(open_place(), "exec 3<&-", give=[bytes(1 << 20)])


@pytest.mark.room
def test_processes_and_packets_are_seen(store: Store) -> None:
    from milepost.room.room import Room
    from milepost.room.settings import RoomSettings

    place = Room(RoomSettings())
    try:
        tracker = Tracker(place, store)
        tracker.take()
        assert tracker.seen is not None
        assert tracker.seen.processes == frozenset()
        quiet = tracker.seen.packets
        # It is in a session of its own before the one that started it is ended.
        daemon = "setsid -f bash -c ': >/tmp/begun; exec sleep 100' >/dev/null 2>&1 3<&- 4>&-"
        do(place, f"{daemon}; until [ -e /tmp/begun ]; do :; done")
        tracker.take()
        assert len(tracker.seen.processes) == 1
        assert tracker.seen.packets == quiet
        do(place, "echo >/dev/udp/192.0.2.1/9 || :")
        tracker.take()
        assert tracker.seen.packets != quiet
    finally:
        place.close()
