from __future__ import annotations

import io

from milepost.interfaces.cli.counting import counting


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_long_check_counts_ten_times_a_second_and_leaves_nothing() -> None:
    stream = Terminal()
    times = iter([0.0, 0.5, 1.1, 1.1, 1.15, 1.25, 1.25])
    with counting(stream, lambda: next(times)) as show:
        assert show is not None
        for done in (1, 20, 300, 4000):
            show(done, 4000)
    assert stream.getvalue() == ("\r20 of 4000 guides\r4000 of 4000 guides\r" + " " * 19 + "\r")


def test_a_short_check_counts_nothing() -> None:
    stream = Terminal()
    with counting(stream) as show:
        assert show is not None
        show(1, 2)
    assert stream.getvalue() == ""


def test_nothing_is_counted_where_nobody_watches() -> None:
    with counting(io.StringIO()) as show:
        assert show is None
