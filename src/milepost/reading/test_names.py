"""Which tests a file holds, by a quick look at its text, and which a runner says have passed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.normalise import normalise
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class TestFile(msgspec.Struct, frozen=True):
    """The tests of one file."""

    __test__ = False
    """It is no test, though its name begins like one."""

    path: str
    """As the guide has it."""
    names: tuple[str, ...]
    """Names of functions or methods in Python, Go and Rust, and titles in JavaScript."""
    may_skip: bool
    """Whether the file itself says that some of its tests may be left out, or may fail."""
    certain: bool = True
    """Whether the guide's commands are sure to run it."""


class Pass(msgspec.Struct, frozen=True):
    """A test that a runner says has passed."""

    name: str
    place: str = ""
    """The file's path or the dotted name of module and class; empty where that is not told."""


_LITERALS = re.compile(r'(?s)""".*?"""|\'\'\'.*?\'\'\'|/\*.*?\*/')
_PYTHON = re.compile(
    r"class\s+(?P<owner>\w+)\s*(?:\((?P<bases>[^)]*)\))?\s*:"
    r"|(?P<indent>[ \t]*)(?:async\s+)?def\s+(?P<name>test\w*)\s*\(|[^\s#)\]}@]"
)
"""The lines that tell: a class, a test, and all else that is not indented."""
_SCRIPT = re.compile(
    r"""(?m)^(?:[^'"`\n/]*[\s;{(])?(?:test|it)\(\s*(["'`])(?P<name>[^\n$]*?)\1\s*,"""
)
_GO = re.compile(r"(?m)^func (?P<name>Test[A-Z_]\w*)\(\w+ \*testing\.T\)")
_RUST = re.compile(
    r"#\[(?:\w+::)?test\](?:\s*#\[.*\])*\s*(?:pub\s+)?(?:async\s+)?fn\s+(?P<name>\w+)"
)
_BY_ENDING = (
    ((".js", ".mjs", ".cjs", ".ts", ".mts", ".jsx", ".tsx"), _SCRIPT),
    ((".go",), _GO),
    ((".rs",), _RUST),
)
_MAY_SKIP = re.compile(
    r"[Ss]kip|[Xx]fail|expected_?[Ff]ailure|__test__|load_tests|collect_ignore|pytest_"
    r"|\b(?:test|it|describe)\.(?:only|todo|fails|failing|runIf)\b|\bx(?:it|test|describe)\b"
    r"|\btodo\b|#\[ignore|#!\[cfg|//go:build|^\s*(?:if|for)\b.*:\s*\n\s+def test",
    re.MULTILINE,
)


def find_tests(path: str, code: str) -> TestFile | None:
    """The tests that a file's text shows; None where none is known."""
    text = _LITERALS.sub("", code)
    if path.endswith(".py"):
        names = list(_python(text))
    else:
        known = next((one for endings, one in _BY_ENDING if path.endswith(endings)), None)
        found = known.finditer(text) if known else ()
        names = [re.sub(r"\\(.)", r"\1", one["name"]).strip() for one in found]
    if not names:
        return None
    return TestFile(path, tuple(dict.fromkeys(names)), _MAY_SKIP.search(text) is not None)


def _python(text: str) -> Iterator[str]:
    """Test functions, and methods of classes that pytest or unittest collect."""
    owned = indent = None
    for line in text.split("\n"):
        found = _PYTHON.match(line)
        if found is None:
            continue
        if found["name"]:
            here = found["indent"]
            if not here:
                owned = None
                yield found["name"]
            elif owned and indent in (None, here):
                indent = here
                yield found["name"]
        else:
            owner, bases = found["owner"] or "", found["bases"] or ""
            owned, indent = owner.startswith("Test") or "TestCase" in bases, None


_LISTED = (
    # pytest -v
    re.compile(r"(?m)^(?P<place>\S+\.py)::(?:[\w:]+::)?(?P<name>\w+)(?:\[.*\])? PASSED\b"),
    # unittest -v, where a docstring may stand on a line of its own
    re.compile(r"(?m)^(?P<name>\w+) \((?P<place>[\w.]+)\)(?:\n.*?)? \.\.\. ok$"),
    # node, vitest, jest and mocha
    re.compile(r"(?m)^\s*[✓✔√] (?P<name>.*)$"),
    re.compile(r"(?m)^\s*ok \d+ - (?P<name>(?!.*# (?:SKIP|TODO)).*?)$"),
    # go test -v and cargo test
    re.compile(r"(?m)^\s*--- PASS: (?P<name>\w+)"),
    re.compile(r"(?m)^test (?:\w+::)*(?P<name>\w+)(?: - should panic)? \.\.\. ok$"),
)
"""How runners list what passed."""
_TIME = re.compile(r" \(?[\d.]+ ?m?s\)?$")
_NO_TEST = re.compile(r"# (?:SKIP|TODO)|\(\d+ tests?\b")
"""What was not to pass, and how Vitest shows a whole file."""


def passes_in(output: str) -> list[Pass]:
    """The tests that an output lists as passed. Never raises on any text."""
    text = normalise(output)
    return [
        Pass(_bare(found["name"]), found.groupdict().get("place") or "")
        for listed in _LISTED
        for found in listed.finditer(text)
        if not _NO_TEST.search(found["name"])
    ]


def _bare(name: str) -> str:
    """A title without the way to it, as Vitest shows it, and without how long it took."""
    return _TIME.sub("", name).rpartition(" > ")[2].strip()


_CASE = re.compile(r"<testcase\s(?P<tail>[^>]*?)(?:/>|>(?P<body>.*?)</testcase>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'\b(?P<key>classname|name)="(?P<value>[^"]*)"')
_BAD = re.compile(r"<(?:skipped|failure|error)\b")


def passes_of_report(report: str) -> list[Pass]:
    """The tests that passed by a JUnit report as pytest writes it."""
    found = []
    for case in _CASE.finditer(report):
        told = {one["key"]: one["value"] for one in _ATTRIBUTE.finditer(case["tail"])}
        if not _BAD.search(case["body"] or ""):
            name = told.get("name", "").partition("[")[0]
            found.append(Pass(name, told.get("classname", "")))
    return found


def unproven(file: TestFile, passes: Iterable[Pass]) -> tuple[str, ...]:
    """Names of a file's tests that are not among those that passed."""
    passed = {one.name for one in passes if _is_in(file.path, one.place)}
    return tuple(name for name in file.names if _bare(name) not in passed)


def _is_in(path: str, place: str) -> bool:
    """Whether a place may be in a file; relative paths may begin in a folder on its way."""
    place = place.lstrip("./")
    if not place or place.split(".")[0] == "__main__":
        return True
    wanted = posixpath.splitext(path)[0].replace("/", ".")
    if place.endswith(".py"):
        place = posixpath.splitext(place)[0].replace("/", ".")
    parts = place.split(".")
    return any(
        f".{wanted}".endswith(f".{'.'.join(parts[:length])}") for length in range(1, len(parts) + 1)
    )


_FILES_LISTED = re.compile(
    # vitest, jest
    r"(?m)^\s*(?:✓ (?:\|[^|\n]*\| )?(?P<vitest>\S+) \((?P<tests>\d+) tests?(?P<rest>[^)\n]*)\)"
    r"|PASS (?P<jest>\S+\.\w+))"
)
_LEFT = re.compile(r"(\d+) (?:skipped|todo)")


def files_in(output: str) -> dict[str, int | None]:
    """Files that Vitest or Jest list as passed: how many tests ran, where each file tells it."""
    found: dict[str, int | None] = {}
    for one in _FILES_LISTED.finditer(normalise(output)):
        if one["jest"]:
            found[posixpath.normpath(one["jest"])] = None
        else:
            left = sum(int(number[1]) for number in _LEFT.finditer(one["rest"]))
            found[posixpath.normpath(one["vitest"])] = int(one["tests"]) - left
    return found
