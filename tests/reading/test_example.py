"""Examples in Python: run only where the code stands alone."""

from __future__ import annotations

import pytest
from tests.reading.guides import one_step

from milepost.reading.base import Kind
from milepost.reading.read import read


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("print(1)", Kind.COMMAND),
        ("import os.path as p, sys\nfrom math import pi\nprint(p, sys, pi)", Kind.COMMAND),
        ("def f(a, *b, **c):\n    return a, b, c\nclass A: pass\nprint(f(A))", Kind.COMMAND),
        ("try:\n    x = 1\nexcept OSError as error:\n    print(error)", Kind.COMMAND),
        ("match [1]:\n    case [a, *rest]:\n        print(a, rest)", Kind.COMMAND),
        ("async def g():\n    return [n for n in range(3)]", Kind.COMMAND),
        ("print('\\d')", Kind.COMMAND),
        ("print(mylist)", Kind.SHOWN),
        ("print 'old'", Kind.SHOWN),
        ("print('\0')", Kind.SHOWN),
        ("END_OF_EXAMPLE\nprint(1)", Kind.SHOWN),
    ],
)
def test_an_example_is_run_if_it_defines_all_that_it_uses(code: str, kind: Kind) -> None:
    guide = one_step(f"```python\n{code}\n```\n\nExpected output:\n\n```\n1\n```\n")
    assert read(guide).steps[0].blocks[0].kind is kind


def test_a_line_of_an_example_keeps_its_number() -> None:
    guide = one_step("```python\nprint(1)\n```\n\nExpected output:\n\n```\n1\n```\n")
    (command,) = read(guide).steps[0].blocks[0].commands
    source = guide.document.source
    line = source.data[: source.data.index(b"print")].count(b"\n") + 1
    assert command.text.split("\n")[line - command.line] == "print(1)"
