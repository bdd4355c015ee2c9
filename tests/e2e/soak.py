"""Rooms and runs under load for as long as asked: guides that leave much behind, ended at random.

`MILEPOST_SOAK_SECONDS` says how long, `MILEPOST_SOAK_SEED` repeats a course. What belongs to a soak
is known by descent (`tests.orphans`), so other rooms of this machine neither disturb it nor are
disturbed.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from tests.e2e.roadmaps import fence, guide, write
from tests.interfaces.cli.process import COMMAND, environment
from tests.namespaces import namespaces
from tests.programs import await_that

from milepost.process.others import start_time
from milepost.room.inhabitants import descendants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.orphans import Orphans

SECONDS = float(os.environ.get("MILEPOST_SOAK_SECONDS", "120"))
SEED = int(os.environ.get("MILEPOST_SOAK_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
PORTS = range(18800, 18900)
"""Where servers of guides listen that run on this machine itself."""

SERVER = (
    "<!-- milepost: background ready={port} -->\n"
    + fence("python3 -m http.server --bind 127.0.0.1 {port}")
    + "\n"
    + fence("curl -sf http://127.0.0.1:{port}/ >/dev/null")
)
GUIDES = {
    "server": SERVER,
    "forks": fence("for i in $(seq 40); do (sleep 0.01 &); sleep 1000 & done; (sleep 1000 &)"),
    "daemons": fence(
        "setsid bash -c 'trap \"\" TERM HUP INT; sleep 1000; sleep 1000' >/dev/null 2>&1 &\n"
        "python3 -c 'import os, time\n"
        "os.fork() and os._exit(0); os.setsid(); os.fork() and os._exit(0)\n"
        "os.closerange(0, 64); time.sleep(1000)'\n"
        "nohup sleep 1000 & disown"
    ),
    "flood": fence("yes out | head -c 20000000; { yes error | head -c 20000000; } >&2"),
    "endless flood": fence("yes"),
    "files": fence("head -c 20M /dev/zero >big; mkdir d; touch d/{1..300}; ln -s /nowhere link"),
    "stubborn": fence("trap '' TERM INT HUP; setsid sleep 1000 & while :; do sleep 1000; done"),
    "killed shell": fence("sleep 1000 & kill -9 $$"),
    "failure": fence("sleep 1000 & exit 3"),
}
PLACES = ("--network=off", "--network=on", "--no-sandbox", "--cluster=local:2")
ENDS = (None, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGKILL)
COURSES = [(place, end) for place in PLACES for end in ENDS]
SWEPT = ("--no-sandbox", "--cluster=local:2")
"""Those of which a run that was killed leaves something until the next one starts."""
MOMENTS = {place: 5.0 if "cluster" in place else 2.5 for place in PLACES}
"""Seconds after its start at which a run is ended at the latest."""
LATE = 10.0
"""Seconds from a signal to the end of a run; a machine without other work takes one or two."""


Card = TypeVar("Card")


class Deck(Generic[Card]):
    """Draws at random, and everything once before anything again."""

    def __init__(self, chance: random.Random, cards: Iterable[Card]) -> None:
        self._random = chance
        self._cards = list(cards)
        self._left: list[Card] = []

    def draw(self) -> Card:
        """The next one."""
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
        return self._left.pop()


class Soak:
    """Runs of the command line, one after the other, in a folder with temporary folders in it."""

    def __init__(self, folder: Path, orphans: Orphans) -> None:
        self._folder = folder
        self._orphans = orphans
        self._random = random.Random(SEED)
        self._guides = Deck(self._random, GUIDES)
        self._courses = Deck(self._random, COURSES)
        self.ended: Counter[str] = Counter()
        """How often a run has ended in each place with each signal, or by itself."""
        self.slowest = 0.0
        """Seconds that the slowest run took to end once it had a signal."""
        (folder / "temporary").mkdir()

    def once(self) -> None:
        """One run of some guides, ended at some moment; afterwards nothing is left of it."""
        names = [f"{number}.md" for number in range(self._random.randint(1, 3))]
        texts = [self._guide() for _ in names]
        write(self._folder, dict(zip(names, texts, strict=True)))
        place, number = self._courses.draw()
        jobs = str(self._random.randint(1, 2))
        args = ["run", place, "--jobs", jobs, "--timeout", "1s", "--no-cache", *names]
        process = self._start(args)
        owner = f"milepost-{process.pid}.{start_time(process.pid)}."
        name = "by itself" if number is None else number.name
        course = " ".join([name, *args, *texts])
        with namespaces() as its:
            try:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(self._random.uniform(0.05, MOMENTS[place]))
                its.hold(one.pid for one in descendants(process.pid))
                self._end(process, number)
            finally:
                process.kill()
                process.wait()
            self.ended[f"{place} {name}"] += 1
            if place in SWEPT and number == signal.SIGKILL:
                self._sweep(place)
            self._hold_that_nothing_is_left(course, owner)
            its.await_end(f"with seed {SEED} of: {course}")
        mounts = Path("/proc/self/mountinfo").read_text().splitlines()
        assert [line for line in mounts if "milepost" in line] == [], course

    def _end(self, process: subprocess.Popen[bytes], number: signal.Signals | None) -> None:
        """Send a signal, if there is one, and wait for the end."""
        began = time.monotonic()
        if number is None:
            process.wait(60)
            return
        process.send_signal(number)
        process.wait(LATE)
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _guide(self) -> str:
        text = GUIDES[self._guides.draw()]
        port = str(self._random.choice(PORTS))
        return guide(text.replace("{port}", port))

    def _start(self, args: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*COMMAND, *args],
            cwd=self._folder,
            env=environment(TMPDIR=str(self._folder / "temporary")),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _sweep(self, place: str) -> None:
        """What a killed Milepost has left on this machine itself ends when the next one starts."""
        write(self._folder, {"sweep.md": guide(fence("true"))})
        assert self._start(["run", place, "--no-cache", "sweep.md"]).wait(60) == 0

    def _hold_that_nothing_is_left(self, course: str, owner: str) -> None:
        await_that(
            lambda: not self._orphans.alive(),
            f"with seed {SEED} nothing is left of: {course}: {self._orphans.alive()}",
        )
        self._orphans.reap()
        names = [path.name for path in (self._folder / "temporary").iterdir()]
        left = [name for name in names if not name.startswith("milepost-places-")]
        assert left == [], f"with seed {SEED} {left} of: {course}"
        assert list(Path("/dev/shm").glob(f"{owner}*")) == [], course
        assert listening() == set(), course


def listening() -> set[int]:
    """Those of our ports on which somebody listens on this machine."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {port for row in rows if row[3] == "0A" if (port := int(row[1][9:], 16)) in PORTS}


_AGAIN = """
import gc, json, os, sys, time
from pathlib import Path
from milepost.app.run import RunRequest, run
from milepost.result.observer import Silent
deadline = time.monotonic() + float(sys.argv[1])
while time.monotonic() < deadline:
    for network in ("off", "on"):
        run(RunRequest(network=network, jobs=2, cache=False), Silent())
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    figures = [pages * os.sysconf("SC_PAGE_SIZE"), len(os.listdir("/proc/self/fd")),
               len(os.listdir("/proc/self/task"))]
    print(json.dumps(figures), flush=True)
    time.sleep(0.5)
"""


def figures_of_one_process(folder: Path, seconds: float) -> list[tuple[int, int, int]]:
    """Resident bytes, descriptors and threads of a process, after each of its many runs."""
    kinds = ("server", "forks", "daemons", "flood", "files", "failure")
    texts = {f"{kind}.md": guide(GUIDES[kind].replace("{port}", "8123")) for kind in kinds}
    write(folder, texts)
    done = subprocess.run(
        [sys.executable, "-c", _AGAIN, str(seconds)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=seconds + 120,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [(size, files, threads) for size, files, threads in rows]


def soak(folder: Path, orphans: Orphans, seconds: float) -> Soak:
    """Runs for so many seconds, and what came of them."""
    course = Soak(folder, orphans)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        course.once()
    return course
