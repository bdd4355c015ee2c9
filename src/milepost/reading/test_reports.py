"""How many tests were executed, out of a runner's own words."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from milepost.reading.normalise import normalise
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable


class TestCount(msgspec.Struct, frozen=True):
    """What runners said in one output; several runs add up."""

    __test__: ClassVar[bool] = False
    """It is no test, though its name begins like one."""

    executed: int | None
    """Tests that ran, skipped ones left out; None where it cannot be known."""
    failed: int | None
    runner: str = ""
    """Names of the runners, joined by `, `; empty where none was recognised."""


_VITEST = re.compile(
    r"^\s*Tests\s{2,}(?P<body>.*?)\s*(?:\((?P<total>\d+)\))?$|^\s*(?P<none>No test files found)",
    re.MULTILINE,
)
_JEST = re.compile(r"^Tests:\s+(?P<body>.*?\d+ total)\s*$|^(?P<none>No tests found)", re.MULTILINE)
_NODE_SPEC = re.compile(r"^(?:ℹ|#) tests (?P<tests>\d+)$", re.MULTILINE)
_NODE_FIELD = re.compile(
    r"^(?:ℹ|#) (?P<key>pass|fail|cancelled|skipped|todo) (?P<n>\d+)$", re.MULTILINE
)
_NODE_FILE = re.compile(
    r"^(?:(?:not )?ok \d+ - |[✔✖] )(?P<name>(?:/.*|\S*)\.[cm]?[jt]sx?)(?: \([\d.]+ms\))?$",
    re.MULTILINE,
)
_PYTEST = re.compile(
    r"^(?:=+ )?(?P<body>(?:(?:\d+ (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?|rerun|subtests passed)|no tests ran)"
    r"(?:, )?)+) in [\d.:]+s?.*$",
    re.MULTILINE,
)
_UNITTEST = re.compile(
    r"^Ran (?P<n>\d+) tests? in [\d.]+s\s*\n\s*\n?(?P<end>OK|FAILED|NO TESTS RAN)(?: \((?P<body>[^)]*)\))?",
    re.MULTILINE,
)
_GO_TEST = re.compile(r"^\s*--- (?P<how>PASS|FAIL|SKIP): \S+", re.MULTILINE)
_GO_PACKAGE = re.compile(r"^(?P<how>ok|FAIL|\?) {0,3}\t\S+(?P<rest>.*)$", re.MULTILINE)
_CARGO = re.compile(
    r"^test result: (?:ok|FAILED)\. (?P<passed>\d+) passed; (?P<failed>\d+) failed;", re.MULTILINE
)
_MOCHA = re.compile(
    r"^\s+(?P<passing>\d+) passing\b.*$(?P<rest>(?:\n\s*(?:\d+ (?:pending|failing).*)?$)*)",
    re.MULTILINE,
)
_TAP_PLAN = re.compile(r"^1\.\.(?P<n>\d+)", re.MULTILINE)
_TAP_LINE = re.compile(r"^(?P<not>not )?ok\b(?: \d+)?(?P<rest>.*)$", re.MULTILINE)
_PAIR = re.compile(r"(\d+) (\w+)")


def count_tests(output: str) -> TestCount:
    """The number of executed and of failed tests. Never raises on any text."""
    text = normalise(output)
    executed = failed = 0
    names: list[str] = []
    known = True
    for name, reader in _RUNNERS:
        found = reader(text)
        if found is None:
            continue
        names.append(name)
        if found[0] is None:
            known = False
        else:
            executed += found[0]
            failed += found[1]
        if name in _EXCLUSIVE:
            break
    if not names:
        return TestCount(None, None)
    if not known:
        return TestCount(None, None, ", ".join(names))
    return TestCount(executed, failed, ", ".join(names))


_Counts = tuple[int | None, int]


def _numbers(body: str) -> dict[str, int]:
    return {word: int(n) for n, word in _PAIR.findall(body)}


def _vitest(text: str) -> _Counts | None:
    runs = list(_VITEST.finditer(text))
    if not any(m["none"] for m in runs) and "Test Files" not in text:
        return None
    executed = failed = 0
    for run in runs:
        counts = _numbers(run["body"] or "")
        executed += counts.get("passed", 0) + counts.get("failed", 0)
        failed += counts.get("failed", 0)
    # A file that could not be loaded has no tests, yet the run failed.
    if not failed:
        files = re.findall(r"^\s*Test Files\s+(\d+) failed", text, re.MULTILINE)
        failed += sum(map(int, files))
    return executed, failed


def _jest(text: str) -> _Counts | None:
    runs = list(_JEST.finditer(text))
    if not runs or ("Test Suites:" not in text and not any(m["none"] for m in runs)):
        return None
    executed = failed = 0
    for run in runs:
        counts = _numbers(run["body"] or "")
        executed += counts.get("passed", 0) + counts.get("failed", 0)
        failed += counts.get("failed", 0)
    suites = re.findall(r"^Test Suites:\s+(\d+) failed", text, re.MULTILINE)
    if not failed and suites:
        failed = sum(map(int, suites))
    return executed, failed


def _node(text: str) -> _Counts | None:
    """Counts of `node --test`, which takes a file without any test for one of that file's name."""
    if not _NODE_SPEC.search(text):
        return None
    files = len(set(_NODE_FILE.findall(text)))  # a failed one is told twice
    fields: dict[str, int] = {}
    for found in _NODE_FIELD.finditer(text):
        fields[found["key"]] = fields.get(found["key"], 0) + int(found["n"])
    bad = fields.get("fail", 0) + fields.get("cancelled", 0)
    return max(0, fields.get("pass", 0) + bad - files), bad


def _pytest(text: str) -> _Counts | None:
    runs = list(_PYTEST.finditer(text))
    if not runs:
        return None
    executed = failed = 0
    for run in runs:
        counts = _numbers(run["body"])
        errors = counts.get("error", 0) + counts.get("errors", 0)
        ran = ("passed", "failed", "xfailed", "xpassed")
        executed += sum(counts.get(key, 0) for key in ran)
        failed += counts.get("failed", 0) + errors
    return executed, failed


def _unittest(text: str) -> _Counts | None:
    runs = list(_UNITTEST.finditer(text))
    if not runs:
        return None
    executed = failed = 0
    for run in runs:
        counts = {key: int(n) for key, n in re.findall(r"([a-z]+)=(\d+)", run["body"] or "")}
        executed += int(run["n"]) - counts.get("skipped", 0)
        failed += sum(n for key, n in counts.items() if key in ("failures", "errors"))
    return executed, failed


def _go(text: str) -> _Counts | None:
    packages = list(_GO_PACKAGE.finditer(text))
    tests = [found["how"] for found in _GO_TEST.finditer(text)]
    if not packages:
        return None
    executed = sum(1 for how in tests if how != "SKIP")
    failed = sum(1 for how in tests if how == "FAIL")
    verbose = re.search(r"^=== RUN", text, re.MULTILINE) is not None
    without = all("no test files" in p["rest"] or "no tests to run" in p["rest"] for p in packages)
    if without and not tests:
        return 0, 0
    # Without -v a package that passes does not say how many tests it has.
    if not verbose and any(
        p["how"] == "ok" and "no tests to run" not in p["rest"] for p in packages
    ):
        return None, failed
    return (executed, failed) if tests else (None, 0)


def _cargo(text: str) -> _Counts | None:
    runs = list(_CARGO.finditer(text))
    if not runs:
        return None
    failed = sum(int(m["failed"]) for m in runs)
    return sum(int(m["passed"]) for m in runs) + failed, failed


def _mocha(text: str) -> _Counts | None:
    runs = list(_MOCHA.finditer(text))
    if not runs:
        return None
    failed = sum(int(n) for m in runs for n in re.findall(r"(\d+) failing", m["rest"]))
    return sum(int(m["passing"]) for m in runs) + failed, failed


def _tap(text: str) -> _Counts | None:
    if not _TAP_PLAN.search(text) and not text.startswith("TAP version"):
        return None
    executed = failed = 0
    for found in _TAP_LINE.finditer(text):
        rest = found["rest"].upper()
        if "# SKIP" in rest:
            continue
        executed += 1
        failed += bool(found["not"]) and "# TODO" not in rest
    return executed, failed


_RUNNERS: tuple[tuple[str, Callable[[str], _Counts | None]], ...] = (
    ("vitest", _vitest),
    ("jest", _jest),
    ("pytest", _pytest),
    ("unittest", _unittest),
    ("go test", _go),
    ("cargo test", _cargo),
    ("mocha", _mocha),
    ("node --test", _node),
    ("tap", _tap),
)
"""Every runner whose words are understood."""

_EXCLUSIVE = frozenset({"node --test"})
"""Node writes its summary after lines that would count again as TAP."""
