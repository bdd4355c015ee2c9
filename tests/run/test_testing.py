"""The Testing section: its tests are counted, and checklist items ask for that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, carry_out, steps

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path


TESTING = [
    ("passing", "def test_a():\n    assert True\n", Status.PASSED, 1),
    ("failing", "def test_a():\n    assert False\n", Status.FAILED, 1),
    ("no test", "def helper():\n    pass\n", Status.FAILED, 0),
]


@pytest.mark.parametrize(
    ("code", "status", "executed"), [c[1:] for c in TESTING], ids=[c[0] for c in TESTING]
)
def test_the_testing_section_counts_tests(
    tmp_path: Path, code: str, status: Status, executed: int
) -> None:
    testing = (
        f"\n## Testing\n\nSave this as `test_it.py`:\n\n```python\n{code}```\n\nRun it:\n\n"
        + bash("python3 -m unittest -v 2>&1 || true" if executed == 0 else "python3 -m pytest -q")
    )
    result = carry_out(tmp_path, steps(bash("true"), after=testing))
    assert result.testing is not None
    assert (result.testing.status, result.testing.executed) == (status, executed), result.testing


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("All 2 tests pass", Status.PASSED),
        ("All tests pass", Status.PASSED),
        ("All 3 tests pass", Status.FAILED),
    ],
)
def test_a_checklist_item_of_tests_is_judged_by_testing(
    tmp_path: Path, item: str, status: Status
) -> None:
    said = "import unittest\n\nclass T(unittest.TestCase):\n"
    tests = "".join(f"    def test_{name}(self): pass\n" for name in "ab")
    testing = (
        f'## Testing\n\n```python title="test_it.py"\n{said}{tests}```\n\n'
        f"{bash('python3 -m unittest')}\n## Validation Checklist\n\n- [ ] {item}\n"
    )
    result = carry_out(tmp_path, steps(bash("true"), after=testing))
    assert [one.status for one in result.checklist] == [status]


@pytest.mark.parametrize("item", ["All 2 tests pass", "All tests pass"])
def test_a_test_that_is_expected_to_fail_is_no_pass(tmp_path: Path, item: str) -> None:
    code = "import pytest\n\n@pytest.mark.xfail\ndef test_a(): assert 0\n"
    testing = (
        f'## Testing\n\n```python title="test_it.py"\n{code}{{more}}```\n\n'
        f"{bash('python3 -m pytest -q')}\n## Validation Checklist\n\n- [ ] {item}\n"
    )
    one = carry_out(tmp_path, steps(bash("true"), after=testing.format(more="def test_b(): 1\n")))
    assert [found.status for found in one.checklist] == [
        Status.FAILED if "2" in item else Status.PASSED
    ]
    assert one.testing is not None
    assert (one.testing.executed, one.testing.passed, one.testing.status) == (2, 1, Status.PASSED)
    none = carry_out(tmp_path / "none", steps(bash("true"), after=testing.format(more="")))
    assert none.testing is not None
    assert none.testing.status is Status.FAILED
    assert "no test passed: 1 expected to fail" in str(none.testing.reason)
