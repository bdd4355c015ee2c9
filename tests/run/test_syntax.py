"""A real bash has the last word on syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.run.syntax import SyntaxFault, confirm_syntax

if TYPE_CHECKING:
    from milepost.process.place import Place

CASES = [
    ("good code that the grammar rejects", "cat <<A; echo y\nhi\nA", None),
    ("carriage returns", "if true\r\nthen a\r\nfi\r\n", None),
    ("extended patterns", "ls !(a|b)", None),
    (
        "an unclosed here-document",
        "ls\ncat <<A\nx",
        SyntaxFault(1, "here-document `A` is never closed"),
    ),
    (
        "a stray word",
        "ls\ndone",
        SyntaxFault(1, "syntax error near unexpected token `done'"),
    ),
]


@pytest.mark.parametrize(("title", "code", "expected"), CASES, ids=[case[0] for case in CASES])
def test_bash_confirms_a_fault_or_not(
    place: Place, title: str, code: str, expected: SyntaxFault | None
) -> None:
    assert confirm_syntax(place, code) == expected, title
