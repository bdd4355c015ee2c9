"""Paths as they are typed after a command."""

from __future__ import annotations

import pytest

from milepost.text.argument import as_argument


@pytest.mark.parametrize(
    ("path", "typed"),
    [("a/b.md", "a/b.md"), ("-dash.md", "./-dash.md"), ("my guide.md", "'my guide.md'")],
)
def test_a_path_is_typed_so_that_it_is_one_argument(path: str, typed: str) -> None:
    assert as_argument(path) == typed
