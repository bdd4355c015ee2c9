"""The answer to a request, as far as a guide shows it: nobody copies all headers of a server."""

from __future__ import annotations

import json

from milepost.text import lazy_re as re

_STATUS = re.compile(r"^HTTP/[\d.]+ (?P<code>\d{3})\b(?P<reason>.*)$")
_VARYING = frozenset(
    ["age", "alt-svc", "cf-ray", "connection", "content-length", "date", "etag", "expires",
     "keep-alive", "last-modified", "server", "transfer-encoding", "via", "x-powered-by",
     "x-request-id", "x-response-time", "x-runtime"]
)  # fmt: skip
"""Headers whose value is the server's or the moment's own: that they are there counts."""


def as_shown(answer: str, body: str, shown: str) -> str:
    """An answer in the form in which a guide shows one, so that what still differs is wrong.

    `answer` is the status line and the headers. Left out are the headers that the guide does not
    show, and the body where it shows none; its own wording stands for the same status, for values
    that vary and for a JSON body that is equal in value.
    """
    head, blank, shown_body = shown.replace("\r\n", "\n").strip("\n").partition("\n\n")
    first, *wanted = head.split("\n")
    status, *given = answer.split("\n")
    by_name = dict(map(_named, given))
    lines = [_status(status, first)]
    for line in wanted:
        name, value = _named(line)
        if name not in by_name:
            continue
        same = name in _VARYING or by_name[name] == value
        lines.append(line if same else f"{line.partition(':')[0]}: {by_name[name]}")
    if not blank:
        return "\n".join(lines)
    return "\n".join([*lines, "", shown_body if _same_json(body, shown_body) else body])


def _named(line: str) -> tuple[str, str]:
    """(name in lower case, value) of a header."""
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


def _status(line: str, shown: str) -> str:
    """Version and reason are the server's: HTTP/2 has no reason at all (RFC 9113, 8.3.2)."""
    is_, wanted = _STATUS.match(line), _STATUS.match(shown)
    return shown if is_ and wanted and is_["code"] == wanted["code"] else line


def _same_json(body: str, shown: str) -> bool:
    try:
        return bool(json.loads(body) == json.loads(shown))
    except ValueError:
        return False
