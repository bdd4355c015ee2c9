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
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.roadmaps import fence, guide, write
from tests.interfaces.cli.process import COMMAND, environment
from tests.programs import await_that
from tests.room.test_what_is_left import everything, namespaces_of

from milepost.room.inhabitants import descendants

if TYPE_CHECKING:
    from tests.orphans import Orphans

SECONDS = float(os.environ.get("MILEPOST_SOAK_SECONDS", "60"))
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
PLACES = ("--network=off", "--network=on", "--no-sandbox")
ENDS = (None, None, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGKILL)


class Soak:
    """Runs of the command line, one after the other, in a folder with temporary folders in it."""

    def __init__(self, folder: Path, orphans: Orphans) -> None:
        self._folder = folder
        self._orphans = orphans
        self._random = random.Random(SEED)
        self._namespaces: set[str] = set()
        self.ended: dict[str, int] = {}
        """How often a run has ended with each signal, or by itself."""
        (folder / "temporary").mkdir()

    def once(self) -> None:
        """One run of some guides, ended at some moment; afterwards nothing is left of it."""
        names = [f"{number}.md" for number in range(self._random.randint(1, 3))]
        texts = [self._guide() for _ in names]
        write(self._folder, dict(zip(names, texts, strict=True)))
        place = self._random.choice(PLACES)
        jobs = str(self._random.randint(1, 2))
        number = self._random.choice(ENDS)
        args = ["run", place, "--jobs", jobs, "--timeout", "1s", "--no-cache", *names]
        process = self._start(args)
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self._random.uniform(0.05, 2.5))
            self._namespaces |= namespaces_of([one.pid for one in descendants(process.pid)])
            if number is not None:
                process.send_signal(number)
            process.wait(60)
        finally:
            process.kill()
            process.wait()
        name = "by itself" if number is None else number.name
        self.ended[name] = self.ended.get(name, 0) + 1
        if place == "--no-sandbox" and number == signal.SIGKILL:
            self._sweep()
        self._hold_that_nothing_is_left(" ".join([name, *args, *texts]))

    def _guide(self) -> str:
        text = GUIDES[self._random.choice(list(GUIDES))]
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

    def _sweep(self) -> None:
        """On this machine itself, what a killed Milepost has left ends when the next one starts."""
        write(self._folder, {"sweep.md": guide(fence("true"))})
        assert self._start(["run", "--no-sandbox", "--no-cache", "sweep.md"]).wait(60) == 0

    def _hold_that_nothing_is_left(self, course: str) -> None:
        await_that(
            lambda: not self._orphans.alive(),
            f"with seed {SEED} nothing is left of: {course}: {self._orphans.alive()}",
        )
        self._orphans.reap()
        left = [path.name for path in (self._folder / "temporary").iterdir()]
        assert [name for name in left if not name.startswith("milepost-places-")] == [], course
        assert listening() == set(), course
        await_that(
            lambda: not self._namespaces & everything()["namespaces"],
            f"with seed {SEED} no namespace is left of: {course}",
        )
        self._namespaces.clear()
        mounts = Path("/proc/self/mountinfo").read_text().splitlines()
        assert [line for line in mounts if "milepost" in line] == [], course


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


def soak(folder: Path, orphans: Orphans, seconds: float) -> dict[str, int]:
    """Runs for so many seconds; how often one ended in each way."""
    course = Soak(folder, orphans)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        course.once()
    return course.ended
