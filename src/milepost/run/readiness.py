"""When a service is ready: one look at a time, never a fixed sleep."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

if TYPE_CHECKING:
    from milepost.process.place import Listener, Place

_SECONDS_PER_LOOK = 2.0


class PortOpen(msgspec.Struct, frozen=True, tag=True):
    """A port accepts connections on the place's own machine."""

    port: int


class NewListener(msgspec.Struct, frozen=True, tag=True):
    """Any socket listens that did not listen `before`."""

    before: frozenset[Listener]


class UrlAnswers(msgspec.Struct, frozen=True, tag=True):
    """A URL answers over HTTP with any status under 500."""

    url: str


class OutputMatches(msgspec.Struct, frozen=True, tag=True):
    """Its output matches a regular expression."""

    pattern: str


Readiness = PortOpen | NewListener | UrlAnswers | OutputMatches


def is_ready(readiness: Readiness, place: Place, output: str, deadline: float) -> bool:
    """Look once; a look over the network ends at `deadline` (of the monotonic clock)."""
    if isinstance(readiness, OutputMatches):
        return re.search(readiness.pattern, output, re.MULTILINE) is not None
    if isinstance(readiness, NewListener):
        return bool(place.listeners() - readiness.before)
    if isinstance(readiness, PortOpen):
        return any(listener.port == readiness.port for listener in place.listeners())
    seconds = min(_SECONDS_PER_LOOK, max(0.05, deadline - time.monotonic()))
    return _answers(place, readiness.url, seconds)


def _answers(place: Place, url: str, seconds: float) -> bool:
    import http.client
    import ssl

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host = parts.hostname or "localhost"
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.sock = place.connect(host, port, seconds)
        connection.sock.settimeout(seconds)
        if secure:
            # A development server's certificate is its own; that it answers is the question.
            connection.sock = ssl._create_unverified_context().wrap_socket(
                connection.sock, server_hostname=host
            )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target)
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
