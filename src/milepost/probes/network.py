"""Checks over the place's own network."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from milepost.probes.base import Verdict
from milepost.probes.output import tail

if TYPE_CHECKING:
    import socket

    from milepost.milestone.check import UrlResponds
    from milepost.probes.base import View

_TIMEOUT = 5.0
"""Seconds for one request."""
_BODY_LIMIT = 1024 * 1024
"""Bytes of an answer's body that are looked at."""


class Connection(http.client.HTTPConnection):
    """An HTTP connection whose socket is opened inside the place."""

    def __init__(self, view: View, host: str, port: int) -> None:
        super().__init__(host, port, timeout=_TIMEOUT)
        self._view = view

    def connect(self) -> None:
        self.sock: socket.socket = self._view.connect(self.host, self.port, _TIMEOUT)


class SecureConnection(Connection):
    """The same under TLS, with the certificates of this machine."""

    def connect(self) -> None:
        import ssl

        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class NoAnswerError(Exception):
    """Nobody has answered a request; its text says why."""


def url_responds(check: UrlResponds, view: View) -> Verdict:
    """One HTTP request, redirects not followed."""
    try:
        response, body = fetch(view, check.url, check.method, check.body)
    except ValueError:
        return Verdict(None, f"{check.url} is not a URL")
    except NoAnswerError as error:
        return Verdict(False, f"no answer from {check.url}: {error}", pending=True)
    return _judge(check, response, body)


def fetch(
    view: View, url: str, method: str = "GET", content: str | None = None
) -> tuple[http.client.HTTPResponse, str]:
    """An answer, with its body. Raises `NoAnswerError`, or ValueError where it is no URL."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    kind = SecureConnection if parts.scheme == "https" else Connection
    connection = kind(view, parts.hostname or "localhost", port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": "*/*", "User-Agent": "milepost"}
    if content is not None:
        headers["Content-Type"] = "application/json"
    try:
        connection.request(
            method, target, body=content.encode() if content else None, headers=headers
        )
        response = connection.getresponse()
        return response, response.read(_BODY_LIMIT).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswerError(str(error) or type(error).__name__) from error
    finally:
        connection.close()


def _judge(check: UrlResponds, response: http.client.HTTPResponse, body: str) -> Verdict:
    seen = f"{response.status} {response.reason}\n{tail(body)}".rstrip()
    status = response.status
    holds = status < 400 if check.status is None else status == check.status
    if check.contains is not None:
        holds = holds and _fold(check.contains) in _fold(body)
    if check.header is not None:
        name, value = check.header
        found = response.headers.get(name, "")
        seen = f"{name}: {found}\n{seen}"
        holds = holds and value.lower() in found.lower()
    return Verdict(holds, seen, pending=response.status in (502, 503))


def _fold(text: str) -> str:
    return "".join(text.split())
