"""The live display in a real terminal that becomes narrower, and wraps what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence
from tests.interfaces.cli.process import COMMAND, environment
from tests.programs import await_that
from tests.run.guides import steps, write

from milepost.interfaces.cli.display import _wraps

if TYPE_CHECKING:
    from pathlib import Path

LONG = "word " * 40
CODE = f"echo {LONG}; until [ -e {{folder}}/end ]; do sleep 0.02; done; : {LONG}"


class Window:
    """A terminal of tmux's, without anybody at it."""

    def __init__(self, folder: Path, command: str) -> None:
        self._socket = str(folder / "tmux")
        self._tmux("new-session", "-d", "-x", "110", "-y", "24", command)

    def resize(self, columns: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", "24")

    def shown(self) -> list[str]:
        """Its lines, those that have left it at the top included; empty where it is gone."""
        return self._tmux("capture-pane", "-p", "-S", "-100").splitlines()

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-f", "/dev/null", *words],
            env=environment(TERM="xterm-256color", SHELL="/bin/sh"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.stdout.decode()


@pytest.mark.slow
def test_a_narrower_terminal_shows_one_display_and_what_was_above_it(tmp_path: Path) -> None:
    write(tmp_path, {"1.md": steps(fence("true"), fence(CODE.format(folder=tmp_path)))})
    # Of a terminal that wraps its lines the topmost ones leave it.
    words = [*COMMAND, "run", "--no-sandbox", "1.md"]
    run = (
        f"cd {shlex.quote(str(tmp_path))}; seq -f 'above %02g' 12; {shlex.join(words)}; read -r end"
    )
    window = Window(tmp_path, run)

    def count(text: str) -> int:
        return sum(text in line for line in window.shown())

    def clock() -> float:
        """What the display says of its time, which goes on with it."""
        heads = [line for line in window.shown() if "1: Test" in line]
        found = re.search(r"([\d.]+) s", heads[-1] if heads else "")
        return float(found[1]) if found else 0.0

    def goes_on(seconds: float) -> None:
        then = clock() + seconds
        await_that(lambda: clock() > then, f"it goes on: {window.shown()}")

    def is_whole() -> bool:
        return [count(one) for one in ("above", "1: Test", "Name 1", "Step 2")] == [12, 1, 1, 1]

    try:
        await_that(lambda: count("Step 2: Name 2") == 1, "the second step is shown")
        for columns in (70, 90, 30):
            goes_on(0.5)  # tmux tells of a size a quarter of a second after the last one
            window.resize(columns)
            goes_on(0.2)
            await_that(is_whole, f"one display is shown: {window.shown()}")
        (tmp_path / "end").touch()
        await_that(lambda: count("Run passed") == 1, f"the report is shown: {window.shown()}")
        assert (count("of 2  "), count("above")) == (0, 12)
    finally:
        window.close()


@pytest.mark.parametrize(
    ("environ", "wraps"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, True),
        ({}, True),
    ],
)
def test_terminals_that_cut_their_lines_are_known(environ: dict[str, str], wraps: bool) -> None:
    assert _wraps(environ) is wraps
