"""What is done in a thread of its own."""

from __future__ import annotations

import threading

import pytest

from milepost.process.later import Later


def test_it_begins_at_once_or_when_it_is_told_to() -> None:
    for begin in (True, False):
        go = threading.Event()
        later = Later(go.wait, begin=begin)
        assert not later.has_ended
        later.begin()
        later.begin()
        go.set()
        assert later.result()
        assert later.has_ended


def test_what_it_raised_is_raised_where_it_is_waited_for() -> None:
    later = Later(lambda: 1 // 0, begin=False)
    with pytest.raises(ZeroDivisionError):
        later.result()
