"""Guides with servers, forks, daemons and floods, and kills at random, for a while.

Two minutes unless `MILEPOST_SOAK_SECONDS` says otherwise; `make soak` takes an hour. Most of it is
waiting, so `make tests` carries it out beside the other tests.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest
from tests.e2e.soak import COURSES, SECONDS, figures_of_one_process, soak
from tests.orphans import adopted

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.room]

GROWTH = 4 << 20
"""Bytes by which a process may be larger in its later runs than in its earlier ones."""


def test_nothing_is_left_however_runs_end(tmp_path: Path) -> None:
    with adopted() as orphans:
        course = soak(tmp_path, orphans, SECONDS * 2 / 3)
    print(f"slowest end {course.slowest:.1f} s", dict(course.ended))
    runs = course.ended.total()
    # Each place with each end comes once before anything comes again.
    assert len(course.ended) >= min(runs // 2, len(set(COURSES)))
    assert runs > SECONDS / 10


def test_a_process_that_runs_again_and_again_does_not_grow(tmp_path: Path) -> None:
    figures = figures_of_one_process(tmp_path, SECONDS / 3)
    half = len(figures) // 2
    assert len(figures) > SECONDS / 20
    early, late = figures[:half], figures[half:]
    print(early, late)
    assert median(one[0] for one in late) - median(one[0] for one in early) < GROWTH
    assert max(one[1] for one in late) <= max(one[1] for one in early)
    assert max(one[2] for one in late) <= max(one[2] for one in early)
