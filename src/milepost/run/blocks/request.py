"""An `http` block: the request is sent from inside the place, the answer is its output."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from milepost.probes.network import Connection
from milepost.reading.compare import compare
from milepost.reading.responses import as_shown
from milepost.result.model import BlockResult, CommandResult, Status
from milepost.run.blocks.base import block_result
from milepost.run.drift import is_accepted_output
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.run.session import Session

_START = re.compile(r"^(?P<method>[A-Z]+) (?P<target>\S+)(?: HTTP/[\d.]+)?\s*$")


def send_request(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,  # noqa: ARG001
    done: tuple[CommandResult, ...] = (),  # noqa: ARG001
) -> BlockResult:
    """Send the block's request; a following output block is compared with answer or body."""
    reading = perform.block
    head, _, body = reading.code.replace("\r\n", "\n").partition("\n\n")
    first, *rest = head.strip().split("\n")
    start = _START.match(first)
    if start is None:
        reason = "an http block begins with a line such as `GET http://localhost:3000/`"
        return block_result(perform, Status.FAILED, reason=reason, output="")
    headers = {n.strip(): v.strip() for n, _, v in (line.partition(":") for line in rest) if v}
    target = start["target"]
    if not target.startswith("http"):
        target = f"http://{headers.get('Host', 'localhost')}{target}"
    session.observer.command_started(session.path, perform.line, first)
    try:
        answer, text = _send(session, start["method"], target, headers, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = f"no answer from {target}: {error}"
        return block_result(perform, Status.FAILED, reason=reason, output="")
    whole = f"{answer}\n\n{text}"
    session.last_outputs = (text, whole)
    session.last_status = None
    expected = perform.expected
    if expected is not None:
        shows_all = expected.text.lstrip().startswith("HTTP/")
        against = as_shown(answer, text, expected.text) if shows_all else text
        comparison = compare(expected.text, against, mode=expected.mode, masks=expected.masks)
        if not comparison.equal and not is_accepted_output(session, expected, against):
            return block_result(
                perform,
                Status.FAILED,
                reason="the answer is not the one that the guide shows",
                output=against,
                expected=expected.text,
                difference=comparison.difference or None,
            )
    command = CommandResult(
        line=perform.line + 1, text=first, exit_status=None, status=Status.PASSED, output=whole
    )
    return block_result(perform, Status.PASSED, commands=(command,))


def _send(
    session: Session, method: str, url: str, headers: dict[str, str], body: str
) -> tuple[str, str]:
    """(status line and headers, body)."""
    parts = urlsplit(url)
    connection = Connection(session, parts.hostname or "localhost", parts.port or 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, body=body.strip().encode() or None, headers=headers)
        response = connection.getresponse()
        text = response.read(1 << 20).decode("utf-8", "replace")
    finally:
        connection.close()
    lines = [f"HTTP/1.1 {response.status} {response.reason}"]
    lines += [f"{name}: {value}" for name, value in response.getheaders()]
    return "\n".join(lines), text
