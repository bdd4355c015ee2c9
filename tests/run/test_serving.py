"""Commands that are never taken for servers, even if something listens meanwhile."""

from __future__ import annotations

import pytest

from milepost.run.serving import may_serve


@pytest.mark.parametrize(
    ("code", "serves"),
    [
        ("npm start", True),
        ("milepost mcp --port 8000", True),
        ("milepost run --cluster local:2", False),
        ("time milepost prove", False),
        ("make test", False),
        ("make serve", True),
        ("pip install flask", False),
    ],
)
def test_installs_builds_and_tests_never_serve(code: str, serves: bool) -> None:
    assert may_serve(code) is serves
