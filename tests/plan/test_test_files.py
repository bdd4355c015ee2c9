"""Names of test files that a guide does not name."""

from __future__ import annotations

import pytest

from milepost.plan.test_files import name_test_file

CASES = [
    ("javascript", "", "milestone_3_1.test.js"),
    ("tsx", "", "milestone_3_1.test.tsx"),
    ("python", "", "test_milestone_3_1.py"),
    ("go", "", "milestone_3_1_test.go"),
    ("rust", "", "tests/milestone_3_1.rs"),
    ("java", "public class SumTest {", "src/test/java/SumTest.java"),
    ("java", "void nothing() {}", "src/test/java/milestone_3_1.java"),
]


@pytest.mark.parametrize(("language", "code", "path"), CASES)
def test_a_name_is_one_that_the_languages_runners_look_for(
    language: str, code: str, path: str
) -> None:
    assert name_test_file(language, code, "3", 1) == path


def test_files_of_two_milestones_or_blocks_never_share_a_name() -> None:
    names = [
        name_test_file("python", "", number, count)
        for number in (None, "1", "2.1")
        for count in (1, 2)
    ]
    assert len(set(names)) == len(names)
    assert all(name.removesuffix(".py").isidentifier() for name in names)
