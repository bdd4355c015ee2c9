"""Every case of `tests/cases/fixes`, and what holds for every fix."""

from __future__ import annotations

import pytest
from tests.rules.harness import CASES, Case, cases, look

from milepost.app.mend import mend
from milepost.rules.registry import RULES
from milepost.text.diagnostic import Safety
from milepost.text.source import Source

ALL = [case for path in sorted((CASES / "fixes").glob("*.md")) for case in cases(path)]


def mended(text: str, *, unsafe: bool = False) -> tuple[str, int]:
    source = Source.of_text(text)
    files = {"guide.md": text}
    result = mend(source, look(source, files), lambda s: look(s, files), unsafe=unsafe)
    return result.source.text, result.count


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_safe_fixes_mend_what_the_case_says(case: Case) -> None:
    assert mended(case.given)[0] == case.expected


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_mended_text_has_nothing_left_to_mend(case: Case) -> None:
    once, _ = mended(case.given)

    assert mended(once) == (once, 0)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_fix_keeps_windows_line_endings(case: Case) -> None:
    windows = case.given.replace("\n", "\r\n")

    assert mended(windows)[0] == case.expected.replace("\n", "\r\n")


def test_every_rule_with_a_fix_has_a_case() -> None:
    covered = {path.stem for path in (CASES / "fixes").glob("*.md")}

    assert {rule.code for rule in RULES if rule.fixable} == covered


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_rule_offers_a_fix_only_if_it_says_so(case: Case) -> None:
    offered = look(Source.of_text(case.given), {"guide.md": case.given}).diagnostics
    fixable = {rule.code for rule in RULES if rule.fixable}

    assert {d.code for d in offered if d.fix} <= fixable


def test_unsafe_fix_waits_until_it_is_asked_for() -> None:
    text = "# 1: A\n\n## Troubleshooting\n\nSee [above](#troubleshooting).\n"
    source = Source.of_text(text)
    found = look(source, {"guide.md": text}).diagnostics
    fixes = [d.fix for d in found if d.fix is not None]

    assert [fix.safety for fix in fixes] == [Safety.UNSAFE]
    assert mended(text) == (text, 0)
    assert mended(text, unsafe=True)[0].startswith("# 1: A\n\n## Common Issues and Solutions\n")
