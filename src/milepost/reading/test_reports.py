"""How many tests were executed, out of a runner's own words."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec.structs import replace

from milepost.reading.normalise import normalise
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class TestCount(msgspec.Struct, frozen=True):
    """What runners said in one output; several runs add up."""

    __test__: ClassVar[bool] = False
    """It is no test, though its name begins like one."""

    executed: int | None
    """Tests that ran, skipped ones left out; None where it cannot be known."""
    failed: int | None
    runner: str = ""
    """Names of the runners, joined by `, `; empty where none was recognised."""
    skipped: int = 0
    """Tests that did not run: skipped, deselected, ignored, pending or only planned."""
    expected: int = 0
    """Tests that ran and prove nothing: of those that were expected to fail, and those to do."""

    @property
    def passed(self) -> int | None:
        """Tests that ran and passed as they should; None where it cannot be known."""
        if self.executed is None:
            return None
        return max(0, self.executed - (self.failed or 0) - self.expected)


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
    r"^test result: (?:ok|FAILED)\. (?P<body>\d+ passed; \d+ failed;.*)$", re.MULTILINE
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
    total = _Counts()
    names: list[str] = []
    known = True
    for name, reader in _RUNNERS:
        found = reader(text)
        if found is None:
            continue
        names.append(name)
        known = known and found.known
        total = total.plus(found)
        if name in _EXCLUSIVE:
            break
    runner = ", ".join(names)
    if not names or not known:
        return TestCount(None, None, runner, total.skipped, total.expected)
    executed = total.passed + total.failed + total.expected
    return TestCount(executed, total.failed + total.errors, runner, total.skipped, total.expected)


class _Counts(msgspec.Struct, frozen=True):
    """What one runner said."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    expected: int = 0
    errors: int = 0
    """What failed and is no test: a file that could not be loaded."""
    known: bool = True
    """Whether it said how many there were."""

    def plus(self, other: _Counts) -> _Counts:
        """Both together."""
        return _Counts(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.expected + other.expected,
            self.errors + other.errors,
            self.known and other.known,
        )


def _numbers(body: str) -> dict[str, int]:
    return {word: int(n) for n, word in _PAIR.findall(body)}


def _sum(found: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in found:
        for key, n in one.items():
            total[key] = total.get(key, 0) + n
    return total


def _of(counts: dict[str, int], errors: int = 0) -> _Counts:
    """Counts by the words that vitest, jest and pytest share."""
    return _Counts(
        passed=counts.get("passed", 0),
        failed=counts.get("failed", 0),
        skipped=sum(counts.get(key, 0) for key in ("skipped", "todo", "deselected")),
        expected=sum(counts.get(key, 0) for key in ("xfailed", "xpassed", "expected")),
        errors=errors,
    )


def _vitest(text: str) -> _Counts | None:
    runs = list(_VITEST.finditer(text))
    if not any(m["none"] for m in runs) and "Test Files" not in text:
        return None
    counts = _sum(_numbers(run["body"] or "") for run in runs)
    # A file that could not be loaded has no tests, yet the run failed.
    files = re.findall(r"^\s*Test Files\s+(\d+) failed", text, re.MULTILINE)
    return _of(counts, 0 if counts.get("failed") else sum(map(int, files)))


def _jest(text: str) -> _Counts | None:
    runs = list(_JEST.finditer(text))
    if not runs or ("Test Suites:" not in text and not any(m["none"] for m in runs)):
        return None
    counts = _sum(_numbers(run["body"] or "") for run in runs)
    suites = re.findall(r"^Test Suites:\s+(\d+) failed", text, re.MULTILINE)
    return _of(counts, 0 if counts.get("failed") else sum(map(int, suites)))


def _node(text: str) -> _Counts | None:
    """Counts of `node --test`, which takes a file without any test for one of that file's name."""
    if not _NODE_SPEC.search(text):
        return None
    files = len(set(_NODE_FILE.findall(text)))  # a failed one is told twice
    fields = _sum({found["key"]: int(found["n"])} for found in _NODE_FIELD.finditer(text))
    bad = fields.get("fail", 0) + fields.get("cancelled", 0)
    executed = max(0, fields.get("pass", 0) + bad - files)
    failed = min(bad, executed)
    skipped, todo = fields.get("skipped", 0), fields.get("todo", 0)
    return _Counts(executed - failed, failed, skipped, todo, bad - failed)


def _pytest(text: str) -> _Counts | None:
    runs = list(_PYTEST.finditer(text))
    if not runs:
        return None
    counts = _sum(_numbers(run["body"]) for run in runs)
    return _of(counts, counts.get("error", 0) + counts.get("errors", 0))


def _unittest(text: str) -> _Counts | None:
    runs = list(_UNITTEST.finditer(text))
    if not runs:
        return None
    counts = _sum(
        {key: int(n) for key, n in re.findall(r"([a-z][a-z ]*)=(\d+)", run["body"] or "")}
        for run in runs
    )
    bad = sum(counts.get(key, 0) for key in ("failures", "errors", "unexpected successes"))
    skipped, expected = counts.get("skipped", 0), counts.get("expected failures", 0)
    executed = max(0, sum(int(run["n"]) for run in runs) - skipped)
    return _Counts(executed - bad - expected, bad, skipped, expected)


def _go(text: str) -> _Counts | None:
    packages = list(_GO_PACKAGE.finditer(text))
    tests = [found["how"] for found in _GO_TEST.finditer(text)]
    if not packages:
        return None
    counts = _Counts(tests.count("PASS"), tests.count("FAIL"), tests.count("SKIP"))
    verbose = re.search(r"^=== RUN", text, re.MULTILINE) is not None
    without = all("no test files" in p["rest"] or "no tests to run" in p["rest"] for p in packages)
    # Without -v a package that passes does not say how many tests it has.
    silent = not verbose and any(
        p["how"] == "ok" and "no tests to run" not in p["rest"] for p in packages
    )
    if silent or not (tests or without):
        return replace(counts, known=False)
    return counts


def _cargo(text: str) -> _Counts | None:
    runs = list(_CARGO.finditer(text))
    if not runs:
        return None
    counts = _sum(_numbers(run["body"]) for run in runs)
    skipped = counts.get("ignored", 0) + counts.get("filtered", 0)
    return _Counts(counts.get("passed", 0), counts.get("failed", 0), skipped)


def _mocha(text: str) -> _Counts | None:
    runs = list(_MOCHA.finditer(text))
    if not runs:
        return None
    counts = _sum(_numbers(m["rest"]) for m in runs)
    passing = sum(int(m["passing"]) for m in runs)
    return _Counts(passing, counts.get("failing", 0), counts.get("pending", 0))


_OF_TAP = ("passed", "failed", "skipped", "expected")


def _tap(text: str) -> _Counts | None:
    if not _TAP_PLAN.search(text) and not text.startswith("TAP version"):
        return None
    found = [
        _tap_line(line["rest"].upper(), bool(line["not"])) for line in _TAP_LINE.finditer(text)
    ]
    passed, failed, skipped, expected = map(found.count, _OF_TAP)
    return _Counts(passed, failed, skipped, expected)


def _tap_line(rest: str, bad: bool) -> str:
    if "# SKIP" in rest:
        return "skipped"
    if "# TODO" in rest:
        return "expected"
    return "failed" if bad else "passed"


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
