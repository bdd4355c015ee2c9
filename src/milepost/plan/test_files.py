"""Names for test files of which the guide shows the content alone.

Each lies in the workspace itself, in the form that the language's runners look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable

_CLASS = re.compile(r"\bclass\s+(\w+)")


def name_test_file(language: str, code: str, milestone: str | None, count: int) -> str:
    """Path of the `count`-th nameless test file (from 1) of a milestone with this number.

    The number is part of it, so that the next milestone's files do not take the place of these.
    """
    stem = re.sub(r"\W+", "_", f"milestone_{milestone or 0}_{count}", flags=re.ASCII)
    form = _FORMS.get(language, _javascript("js"))
    return form(stem, code)


def _javascript(ending: str) -> Callable[[str, str], str]:
    return lambda stem, _: f"{stem}.test.{ending}"


def _python(stem: str, _: str) -> str:
    return f"test_{stem}.py"


def _go(stem: str, _: str) -> str:
    return f"{stem}_test.go"


def _rust(stem: str, _: str) -> str:
    return f"tests/{stem}.rs"


def _java(stem: str, code: str) -> str:
    # The compiler wants a public class in a file of its name.
    found = _CLASS.search(code)
    return f"src/test/java/{found[1] if found else stem}.java"


_FORMS: dict[str, Callable[[str, str], str]] = {
    "jsx": _javascript("jsx"),
    "mjs": _javascript("mjs"),
    "typescript": _javascript("ts"),
    "ts": _javascript("ts"),
    "tsx": _javascript("tsx"),
    "python": _python,
    "py": _python,
    "python3": _python,
    "go": _go,
    "rust": _rust,
    "java": _java,
}
