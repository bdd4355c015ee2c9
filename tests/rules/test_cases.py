"""Every case of `tests/cases/rules`: what a rule finds, and where."""

from __future__ import annotations

import pytest
from tests.rules.harness import CASES, Case, cases, check_files, files_of, listed

ALL = [case for path in sorted((CASES / "rules").glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_rule_finds_what_the_case_says_and_nothing_else(case: Case) -> None:
    code = case.name.partition(":")[0]
    found = [d for d in check_files(files_of(case.given)) if d.code == code]

    assert listed(found) == case.expected.split("\n")[:-1]
    assert all(d.message and d.remedy and d.remedy.endswith((".", "?", "…`")) for d in found)


@pytest.mark.parametrize("fence", ["```", "````", "~~~"])
def test_an_unclosed_fence_is_told_to_be_closed_by_its_own(fence: str) -> None:
    (found,) = [d for d in check_files({"a.md": f"{fence}bash\na\n"}) if d.code == "MP304"]
    assert f'Add a line "{fence}" after' in (found.remedy or "")
