"""What is told of Python code without running it."""

from __future__ import annotations

import pytest

from milepost.reading.blocks.program import is_error
from milepost.reading.python_code import is_program

PROGRAMS = [
    "print(1)",
    "for n in [1]:\n    print(n)",
    "import sqlite3\nc = sqlite3.connect('x')\nprint(c)\nc.close()",
    "def main():\n    print(1)\n\nmain()",
    "def main(n):\n    if n:\n        return\n    print(1)\n\nmain(0)",
    "from math import pi\nprint(pi)",
]

NO_PROGRAMS = [
    ("nothing is printed", "x = 1"),
    ("there is nothing", "# a comment"),
    ("it is no code", "print 'old'"),
    ("a notebook answers with a value", "print(1)\nx = 2\nx"),
    ("a notebook answers with what a function returns", "print(1)\nlen('abc')"),
    ("also one of the code", "def f():\n    print(1)\n    return 2\n\nf()"),
    ("also a method", "print(1)\n'abc'.upper()"),
    ("also what is called in place", "print(1)\n(lambda: 2)()"),
    ("chance", "import random\nprint(random.random())"),
    ("chance of another package", "from numpy.random import uniform\nprint(uniform())"),
    ("the time", "import datetime as d\nprint(d.date.today())"),
    ("a module of the time", "from time import sleep\nsleep(1)\nprint(1)"),
    ("a question", "print(input())"),
    ("arguments", "import sys\nprint(sys.argv[1])"),
]


@pytest.mark.parametrize("code", PROGRAMS)
def test_a_program_prints_all_that_is_seen_of_it(code: str) -> None:
    assert is_program(code, fails=False)


@pytest.mark.parametrize("code", [c[1] for c in NO_PROGRAMS], ids=[c[0] for c in NO_PROGRAMS])
def test_what_prints_less_or_else_is_no_program(code: str) -> None:
    assert not is_program(code, fails=False)


def test_what_ends_in_an_error_need_not_print() -> None:
    assert is_program("def f(x):\n    return x[0]\n\nf([])", fails=True)
    assert not is_program("import random\nrandom.choice([])", fails=True)


@pytest.mark.parametrize(
    ("output", "is_one"),
    [
        ("IndexError: list index out of range\n", True),
        ("sqlite3.OperationalError: no such table: x", True),
        ("Exception", True),
        ("An Error: x", False),
        ("1\nValueError: x", False),
        ("error: x", False),
        ("", False),
    ],
)
def test_the_last_line_of_a_traceback_is_known(output: str, is_one: bool) -> None:
    assert is_error(output) is is_one
