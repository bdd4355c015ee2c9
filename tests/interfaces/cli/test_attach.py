"""A terminal joined with a shell in a place, in this process: a thread types."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.programs import PATIENCE

from milepost.interfaces.cli.attach import attach
from milepost.interfaces.cli.errors import guarded
from milepost.process.host import Host
from milepost.result.observer import Silent
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Typist:
    """Waits for words on a terminal, then types others; several times."""

    def __init__(self, ours: int) -> None:
        self.shown = ""
        self._ours = ours

    def begin(self, *script: tuple[str, str]) -> threading.Thread:
        thread = threading.Thread(target=self._type, args=[script])
        thread.start()
        return thread

    def _type(self, script: Sequence[tuple[str, str]]) -> None:
        seen = 0
        deadline = time.monotonic() + PATIENCE
        for words, keys in script:
            while (found := self.shown.find(words, seen)) < 0 and time.monotonic() < deadline:
                ready, _, _ = select.select([self._ours], [], [], 0.05)
                with contextlib.suppress(OSError):
                    self.shown += os.read(self._ours, 1 << 16).decode() if ready else ""
            seen = found + len(words)
            if keys == "RESIZE":
                fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 77, 0, 0))
                os.kill(os.getpid(), signal.SIGWINCH)
            else:
                os.write(self._ours, keys.encode())


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Iterator[Typist]:
    """Sits at the terminal that this process's standard streams are now."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 0, 0, 0))
    with open(theirs, "r+b", buffering=0) as terminal, open(os.dup(theirs), "w") as screen:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setenv("TERM", "vt100")
        yield Typist(ours)
    os.close(ours)


@pytest.fixture
def session() -> Iterator[Session]:
    with Host() as place:
        session = Session(place, RunSettings(), Silent(), "a.md")
        session.run("x=5", 10.0)
        yield session
        session.close()


def test_keys_and_size_go_there_and_output_comes_back(typist: Typist, session: Session) -> None:
    before = termios.tcgetattr(sys.stdin)
    thread = typist.begin(
        ("(1/2) ", "echo $x $(stty size) $TERM\r"),
        ("5 24 80 vt100", "RESIZE"),
        ("(1/2) ", "until [ \"$(stty size)\" = '33 77' ]; do sleep 0.01; done; echo re''sized\r"),
        ("resized", "exit 6\r"),
    )
    assert attach(session, "(1/2)") == 6
    thread.join()
    assert termios.tcgetattr(sys.stdin) == before


def gone(ours: int) -> contextlib.AbstractContextManager[None]:
    """Nobody is at the terminal any more."""
    os.close(ours)
    return contextlib.nullcontext()


def test_a_terminal_that_is_gone_ends_the_shell(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    with open(theirs, "r+b", buffering=0) as terminal, open(os.devnull, "w") as nowhere:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", nowhere)
        monkeypatch.setattr("milepost.interfaces.cli.attach._raw", lambda _: gone(ours))
        with pytest.raises(KeyboardInterrupt):
            attach(session, "(1/2)")


GUIDE = """# 1: Test

## Implementation Steps

### Step 1: Do it

```bash
mkdir d; cd d
```

### Step 2: Fail

```bash
false
```
"""


def test_a_shell_is_opened_at_a_terminal(
    typist: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(GUIDE)
    monkeypatch.chdir(tmp_path)
    thread = typist.begin(("(1/2) ", "exit 4\r"))
    assert guarded(["shell", "--no-sandbox", "a.md/2"]) == 4
    thread.join()


STATUSES = [
    ("a.md/1", 3),
    ("a.md/2", 3),
    ("a.md", 3),
    ("1", 3),
    ("1/1", 3),
    ("a.md/7", 2),
    ("b.md", 2),
]


@pytest.mark.parametrize(("step", "status"), STATUSES)
def test_commands_are_carried_out_there(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    step: str,
    status: int,
) -> None:
    (tmp_path / "a.md").write_text(GUIDE)
    (tmp_path / "b.md").write_text("No title\n")
    monkeypatch.chdir(tmp_path)
    found = guarded(["shell", "--no-sandbox", step, "--command", "basename $PWD; exit 3"])
    assert found == status
    assert capfd.readouterr().out == ("d\n" if found == 3 else "")
