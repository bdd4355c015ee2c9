from __future__ import annotations

import gc
import importlib
import pickle
import pkgutil
import re
import subprocess
import sys

import pytest

import milepost
from milepost.text import lazy_re


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    lazy, compiled = (one.compile(r"(?P<word>\w+)-", re.I) for one in (lazy_re, re))
    text = "a-b-c"
    assert lazy.sub("", text) == compiled.sub("", text)
    assert lazy.findall(text) == compiled.findall(text)
    assert [found[0] for found in lazy.finditer(text, 2)] == ["b-"]
    assert lazy.fullmatch("x-") is not None
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)
    assert lazy.groupindex == compiled.groupindex


def test_a_lazy_pattern_of_bytes_finds_bytes() -> None:
    found = lazy_re.compile(rb"\d+").search(b"a 12")
    assert found is not None
    assert found[0] == b"12"


def test_a_wrong_pattern_raises_when_it_is_used() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_a_member_that_no_pattern_has_is_missing() -> None:
    with pytest.raises(AttributeError):
        getattr(lazy_re.compile("x"), "no_such_member")  # noqa: B009


def test_a_lazy_pattern_travels_to_another_process() -> None:
    lazy = lazy_re.compile("b+", re.MULTILINE)
    assert pickle.loads(pickle.dumps(lazy)) == re.compile("b+", re.MULTILINE)


def every_lazy_pattern() -> list[lazy_re._Pattern]:
    """Those of all modules of the program."""
    for module in pkgutil.walk_packages(milepost.__path__, "milepost."):
        if not module.name.endswith((".__main__", ".migrations.env")):  # which begin at once
            importlib.import_module(module.name)
    return [one for one in gc.get_objects() if type(one) is lazy_re._Pattern]


def test_every_lazy_pattern_of_the_program_compiles() -> None:
    lazy = every_lazy_pattern()
    wrong = lazy_re.compile("(")
    assert len(lazy) > 100
    for pattern in lazy:
        assert pattern.groups >= 0
    with pytest.raises(re.error):
        assert wrong.groups


NOTED = """
import re, sys

found, plain = [], re.compile

def noted(*arguments):
    found.append(sys._getframe(1).f_globals["__name__"])
    return plain(*arguments)

import milepost.text.patterns
milepost.text.patterns.compile_kept = re.compile = noted
import milepost.interfaces.cli.errors, milepost.app.check, milepost.app.run, milepost.app.verify
print(*sorted(name for name in found if name.startswith("milepost.")))
"""
OTHERS = ("milepost.config.glob", "milepost.reading.matchers", "milepost.reading.phrase")
"""Modules that compile what users write, or phrases, and a small expression of their own."""


def test_no_expression_is_compiled_before_something_asks_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOTED], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == list(OTHERS)
