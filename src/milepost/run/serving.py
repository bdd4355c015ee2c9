"""Commands that keep running: told from hanging ones by the port on which they listen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from milepost.milestone.check import PortListens, UrlResponds
from milepost.run.readiness import NewListener, OutputMatches, PortOpen, UrlAnswers
from milepost.run.timeouts import is_install
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.milestone.check import Check
    from milepost.process.place import Listener, Place
    from milepost.run.readiness import Readiness

_LOOK = 0.05
"""Seconds between two looks: the kernel takes milliseconds to list its sockets."""
_STAYS = 2.0
"""Seconds for which a new listener must stay before its command counts as a service."""
READY_STATED = 60.0
"""Seconds in which a service must be ready where the guide says how to tell."""
READY_UNSTATED = 15.0
"""Seconds to wait for a first listener where it does not."""

_NEVER = re.compile(
    r"^\s*(?:(?:sudo|time|env|exec)\s+)*(?:"
    r"(?:npm|pnpm|yarn|bun)\s+(?:t|test|run\s+(?:test|build|lint)\S*)\b|npx\s+(?:vitest|jest|tsc)\b"
    r"|(?:python3?\s+-m\s+)?(?:pytest|unittest|build)\b|node\s+--test\b|go\s+(?:test|build|vet)\b"
    r"|milepost\s+(?:run|prove|verify)\b|cargo\s+(?:test|build|check)\b"
    r"|make\s*(?:test|build|all)?\s*$|mvn\b|gradlew?\b"
    r"|echo\b|printf\b|cd\b|export\b|mkdir\b|touch\b|cat\b|ls\b|rm\b|cp\b|mv\b|git\b|pwd\b"
    r"|curl\b|wget\b|grep\b|sleep\b|test\b|\[|source\b|\.\s|kill\b|pkill\b|wait\b)"
)


class Watch:
    """Asked again and again while a command runs: does it serve?

    It does if a socket listens that did not before, and has for two seconds.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._before = place.listeners()
        self._since: dict[Listener, float] = {}
        self._looked = time.monotonic()

    def __call__(self) -> bool:
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return False
        self._looked = now
        current = self._place.listeners() - self._before
        self._since = {listener: self._since.get(listener, now) for listener in current}
        return any(now - since >= _STAYS for since in self._since.values())


def may_serve(code: str) -> bool:
    """Whether a command could be a server: never an install, a build or a test."""
    return not (_NEVER.match(code) or is_install(code))


def readiness(
    ready: str | None, upcoming: Iterable[Check], before: frozenset[Listener]
) -> Readiness:
    """How to tell that a service is ready: what the guide states, else the port that the step's
    outcomes speak of, else any new listener."""
    if ready is not None:
        stated = ready.strip()
        if stated.isdigit():
            return PortOpen(int(stated))
        if stated.startswith(("http://", "https://")):
            return UrlAnswers(stated)
        return OutputMatches(stated.strip("/"))
    for check in upcoming:
        if isinstance(check, PortListens) and not check.negated:
            return PortOpen(check.port)
        if isinstance(check, UrlResponds) and (port := _port(check.url)) is not None:
            return PortOpen(port)
    return NewListener(before)


def _port(url: str) -> int | None:
    found = re.match(r"https?://(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)", url)
    return int(found[1]) if found else None
