"""Where a cluster is, as the user names it: `dask://host:port` or `local:N`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from milepost.text.error import MilepostError

_EACH: Final = 8
"""Workers for each processor of this machine, at most: each is a process of some 100 MB."""
_PORT: Final = 8786
"""The port on which a Dask scheduler listens unless it is told another one."""
_TRANSPORTS: Final = {"dask": "tcp", "dask+tls": "tls"}
_FORM: Final = (
    "Write it as dask://HOST:PORT for a Dask scheduler, dask+tls://HOST:PORT for one that is "
    "reached by TLS, or local:N for N workers on this machine."
)


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A Dask scheduler that runs somewhere."""

    transport: str
    """`tcp` or `tls`."""
    host: str
    port: int

    @property
    def url(self) -> str:
        """As Dask writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.transport}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Workers:
    """Worker processes on this machine, for one run."""

    count: int


def parse_address(text: str) -> Scheduler | Workers:
    """Raises MilepostError for what is no address of a cluster."""
    if local := re.fullmatch(r"local:(\d+)", text, re.ASCII):
        if int(local[1]) == 0:
            raise MilepostError("a cluster of no workers runs nothing", "Ask for one: local:1.")
        processors = os.cpu_count() or 1
        if int(local[1]) > _EACH * processors:
            raise MilepostError(
                f"`{text}` asks for more workers than this machine can have: it takes {_EACH} for "
                f"each of its processors, which are {_EACH * processors}",
                f"Ask for as many as there are processors: local:{processors}.",
            )
        return Workers(int(local[1]))
    scheme, found, _ = text.partition("://")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, an address with one bracket
        host, port = None, None
    else:
        if parts.path.strip("/") or parts.query or parts.username:
            host = None
    if not found or scheme not in _TRANSPORTS or not host:
        raise MilepostError(f"`{text}` is no address of a cluster", _FORM)
    return Scheduler(_TRANSPORTS[scheme], host, _PORT if port is None else port)
