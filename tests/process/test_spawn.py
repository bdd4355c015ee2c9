"""Programs that are started, and waited for."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from milepost.process.spawn import spawn, wait_for

THREADS = 8


def test_several_threads_may_wait_for_one_program() -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(50):
            process = spawn(["true"], environment={"PATH": os.defpath})
            waits = [pool.submit(wait_for, process, 20.0) for _ in range(THREADS)]
            assert all(wait.result() for wait in waits)
            assert process.wait(20.0) == 0


def test_a_program_that_goes_on_has_not_ended() -> None:
    process = spawn(["sleep", "60"], environment={"PATH": os.defpath})
    assert not wait_for(process, 0.01)
    process.kill()
    assert wait_for(process, 20.0)
    assert process.returncode == -9
