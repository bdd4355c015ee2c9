"""A Chromium without a window, started where the guide runs and told what to do over two pipes.

The protocol is that of the developer tools (https://chromedevtools.github.io/devtools-protocol),
in its form for `--remote-debugging-pipe`: JSON, each message ended by NUL, descriptors 3 and 4.
"""

from __future__ import annotations

import itertools
import json
import os
import secrets
import select
import time
from typing import TYPE_CHECKING, Any

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.probes.base import View
    from milepost.process.place import Process

PROGRAMS = (
    "/usr/lib/chromium/chromium",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
"""What it may be called, in order; Debian's `chromium` is a script that needs more of `/etc`."""
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --disable-breakpad --disable-extensions --mute-audio "
    "--window-size=1280,1024 --remote-debugging-pipe"
)
_START_SECONDS = 15.0
_PAUSE = 0.05
_TEXT = "document.body ? document.body.innerText : ''"


class NoBrowserError(Exception):
    """There is no browser, or it does not do as it is told."""

    def __init__(self, message: str, *, there: bool = True) -> None:
        super().__init__(message)
        self.there = there


def shown_by_browser(
    view: View, url: str, wanted: Callable[[str], bool], patience: float
) -> tuple[str, bool]:
    """The visible text of a page, and whether it came to be as wanted within `patience` seconds."""
    folder = f"/tmp/milepost-browser-{secrets.token_hex(6)}"
    program = _program(view)
    code = (
        f"mkdir -m 700 {folder} && export HOME={folder} TMPDIR={folder} && "
        f"exec {program} {_FLAGS} --user-data-dir={folder}/data about:blank >/dev/null 2>&1"
    )
    try:
        process = view.start(["bash", "--norc", "--noprofile", "-c", code])
    except CannotStart as error:
        raise NoBrowserError(error.advice) from error
    try:
        page = _Page(process)
        page.open(url)
        deadline = time.monotonic() + patience
        while True:
            text = page.text()
            if wanted(text):
                return text, True
            if time.monotonic() > deadline:
                return text, False
            time.sleep(_PAUSE)
    finally:
        process.end(0.0)
        process.close()
        view.ask(f"rm -rf {folder}")


def _program(view: View) -> str:
    found = view.ask(f"type -P {' '.join(PROGRAMS)} | head -n 1").output.strip()
    if not found:
        raise NoBrowserError("no browser is there", there=False)
    return found


class _Page:
    """One tab of a browser."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._poll = select.poll()
        self._poll.register(process.reports, select.POLLIN)
        self._numbers = itertools.count(1)
        self._unread = b""
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        answer = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = answer["sessionId"]

    def open(self, url: str) -> None:
        """Go to a URL."""
        self._ask("Page.navigate", url=url)

    def text(self) -> str:
        """What is visible now; empty while a page is on its way."""
        answer = self._ask("Runtime.evaluate", expression=_TEXT, returnByValue=True)
        value = answer.get("result", {}).get("value", "")
        return value if isinstance(value, str) else ""

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        self._write(json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            for frame in self._frames():
                answer = json.loads(frame)
                if answer.get("id") == number:
                    # A page that goes elsewhere loses what it was asked.
                    result: dict[str, Any] = answer.get("result", {})
                    return result
            if self._process.poll() is not None:
                raise NoBrowserError(f"the browser ended with exit status {self._process.poll()}")
        raise NoBrowserError(f"the browser did not answer within {_START_SECONDS:.0f} s")

    def _write(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._process.control, data) :]
        except OSError as error:
            raise NoBrowserError(f"the browser does not listen: {error.strerror}") from error

    def _frames(self) -> list[bytes]:
        if not self._poll.poll(_PAUSE * 1000):
            return []
        try:
            data = os.read(self._process.reports, 1 << 16)
        except BlockingIOError:
            return []
        if not data:
            time.sleep(_PAUSE)
        *frames, self._unread = (self._unread + data).split(b"\0")
        return frames
