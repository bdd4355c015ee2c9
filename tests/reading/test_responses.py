"""An answer to a request against the part of it that a guide shows."""

from __future__ import annotations

import pytest

from milepost.reading.compare import compare
from milepost.reading.responses import as_shown

ANSWER = """\
HTTP/1.1 201 Created
Server: BaseHTTP/0.6
Date: Thu, 26 Nov 2026 08:57:37 GMT
Content-Type: application/json
Location: /notes/1"""
BODY = '{"id":1,"title":"a"}'

SAME = [
    ("status alone", "HTTP/1.1 201 Created"),
    ("another version and no reason", "HTTP/2 201"),
    ("some of the headers", "HTTP/1.1 201 Created\nContent-Type: application/json"),
    (
        "in another order",
        "HTTP/1.1 201 Created\nLocation: /notes/1\nContent-Type: application/json",
    ),
    ("in lower case", "HTTP/2 201\ncontent-type: application/json"),
    ("the moment's", "HTTP/1.1 201 Created\nDate: Mon, 01 Jan 2024 10:00:00 GMT\nServer: nginx"),
    ("a body", f"HTTP/1.1 201 Created\nLocation: /notes/1\n\n{BODY}"),
    ("a body laid out", 'HTTP/1.1 201 Created\n\n{\n  "id": 1,\n  "title": "a"\n}\n'),
    ("CRLF", f"HTTP/1.1 201 Created\r\nLocation: /notes/1\r\n\r\n{BODY}"),
    ("a matcher", "HTTP/1.1 201 Created\nLocation: /notes/[..]"),
]
OTHER = [
    ("status", "HTTP/1.1 200 OK", "201"),
    ("a header's value", "HTTP/1.1 201 Created\nLocation: /notes/2", "/notes/1"),
    ("a header that is not there", "HTTP/1.1 201 Created\nX-Total: 3", ""),
    ("one that varies and is not there", "HTTP/1.1 201 Created\nETag: 3", ""),
    ("the body", 'HTTP/1.1 201 Created\n\n{"id": 2, "title": "a"}', '"id":1'),
    ("a body that is no JSON", "HTTP/1.1 201 Created\n\nok", '"id":1'),
]


@pytest.mark.parametrize("shown", [c[1] for c in SAME], ids=[c[0] for c in SAME])
def test_an_answer_is_the_one_shown(shown: str) -> None:
    assert compare(shown, as_shown(ANSWER, BODY, shown)).equal


@pytest.mark.parametrize(("shown", "seen"), [c[1:] for c in OTHER], ids=[c[0] for c in OTHER])
def test_an_answer_is_another(shown: str, seen: str) -> None:
    found = compare(shown, as_shown(ANSWER, BODY, shown))
    assert not found.equal
    assert seen in found.difference
    assert "Date" not in found.difference
