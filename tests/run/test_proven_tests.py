"""Tests of the guide that a workspace switches off, and workspaces that switch none off."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.run.verified import verify

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import MilestoneResult

ADDER = (
    "from adder import add\n\n\ndef test_small():\n    assert add(1, 1) == 2\n\n\n"
    "def test_big():\n    assert add(10**9, 1) == 10**9 + 1\n"
)
CASE = (
    "import unittest\n\nfrom adder import add\n\n\nclass Adding(unittest.TestCase):\n"
    "    def test_small(self):\n        self.assertEqual(add(1, 1), 2)\n\n"
    "    def test_big(self):\n        self.assertEqual(add(2, 2), 4)\n"
)
WORK = "def add(a, b):\n    return a + b\n"
OTHER = "def test_other():\n    pass\n\n\ndef test_another():\n    pass\n"
SKIPS = "import pytest\n\npytest.skip('not today', allow_module_level=True)\n"
DESELECTS = (
    "def pytest_collection_modifyitems(items):\n"
    "    items[:] = [one for one in items if 'big' not in one.name]\n"
)
PYTEST = "python3 -m pytest -q"


def carry_out(
    workspace: Path, files: dict[str, str], command: str, *, test: str = ADDER
) -> MilestoneResult:
    for name, text in ({"adder.py": WORK} | files).items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text)
    section = f"## Testing\n\nSave this as `test_adder.py`:\n\n```python\n{test}```\n\n"
    return verify(f"{section}```bash\n{command}\n```\n", workspace)


OFF = {
    "addopts": ({"pytest.ini": "[pytest]\naddopts = -k small\n"}, PYTEST, "test_big"),
    "python_files": (
        {"pytest.ini": "[pytest]\npython_files = other_*.py\n", "other_1.py": OTHER},
        PYTEST,
        "test_small",
    ),
    "pyproject": (
        {"pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-k \"other\"'\n",
         "test_other.py": OTHER},
        PYTEST,
        "test_small",
    ),
    "conftest": ({"conftest.py": DESELECTS, "test_other.py": OTHER}, PYTEST, "test_big"),
    "ignored": (
        {"conftest.py": "collect_ignore = ['test_adder.py']\n", "test_other.py": OTHER},
        PYTEST,
        "test_small",
    ),
    "skipped module": ({"adder.py": SKIPS, "test_other.py": OTHER}, PYTEST, "test_small"),
    "second command": (
        {"pytest.ini": "[pytest]\naddopts = -k 'not big'\n", "test_other.py": OTHER},
        f"{PYTEST}\n{PYTEST} test_other.py",
        "test_big",
    ),
    "xfail": (
        {"conftest.py": "import pytest\n\ndef pytest_collection_modifyitems(items):\n"
         "    for one in items: 'adder' in one.nodeid and one.add_marker('xfail')\n",
         "adder.py": WORK.replace("+", "-"), "test_other.py": OTHER},
        f"{PYTEST} || true",
        "test_small",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "command", "name"), OFF.values(), ids=OFF)
def test_a_test_that_the_workspace_switches_off_did_not_pass(
    workspace: Path, files: dict[str, str], command: str, name: str
) -> None:
    result = carry_out(workspace, files, command).testing
    assert result is not None
    assert result.status is Status.FAILED
    assert f"`{name}`" in str(result.reason)
    assert "did not pass: skipped, or left out" in str(result.reason)
    config = next((file for file in files if file.startswith(("pytest", "conf", "pyp"))), None)
    if config:
        assert f"look at `{config}`, not the guide's" in str(result.reason)


SKIPPING = ADDER.replace("def test_big", "@pytest.mark.skipif(True, reason='')\ndef test_big")
HONEST = {
    "plain": ({}, PYTEST, ADDER),
    "own options and fixtures": (
        {
            "pytest.ini": "[pytest]\naddopts = -ra -v\ntestpaths = .\n",
            "conftest.py": "import pytest\n\n\n@pytest.fixture\ndef one():\n    return 1\n",
            "test_mine.py": f"{OTHER}\n\ndef test_later():\n    import pytest\n    pytest.skip()\n",
        },
        PYTEST,
        ADDER,
    ),
    "the guide itself skips": ({}, PYTEST, f"import pytest\n{SKIPPING}"),
    "the guide's command selects": ({}, f"{PYTEST} -k small", ADDER),
    "one test by its name": ({}, f"{PYTEST} test_adder.py::test_big", ADDER),
    "two commands": ({"test_mine.py": OTHER}, f"{PYTEST}\n{PYTEST} test_mine.py", ADDER),
    "twice in one": ({"test_mine.py": OTHER}, f"{PYTEST} && {PYTEST} test_mine.py", ADDER),
    "verbose": ({}, "python3 -m pytest -v -p no:cacheprovider", ADDER),
    "a report of its own": ({}, f"{PYTEST} --junitxml=mine.xml && test -s mine.xml", ADDER),
    "another path of modules": ({}, f"PYTHONPATH=. {PYTEST}", ADDER),
    "silent": ({}, f"{PYTEST} > out.txt", ADDER),
    "parameters": (
        {},
        PYTEST,
        "import pytest\n\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_n(n):\n    pass\n",
    ),
    "class": ({}, PYTEST, "class TestIt:\n    def test_a(self):\n        pass\n"),
    "unittest": ({}, "python3 -m unittest", CASE),
    "unittest, verbose": ({}, "python3 -m unittest -v test_adder", CASE),
    "unittest by pytest": ({}, PYTEST, CASE),
    "no runner": ({}, "python3 test_adder.py", ADDER),
}


@pytest.mark.parametrize(("files", "command", "test"), HONEST.values(), ids=HONEST)
def test_an_honest_workspace_is_no_cheat(
    workspace: Path, files: dict[str, str], command: str, test: str
) -> None:
    result = carry_out(workspace, files, command, test=test)
    assert result.testing is not None
    assert (result.testing.status, result.testing.reason) == (Status.PASSED, None)
    assert result.doubts == ()
    assert "generated xml" not in str(result.testing)


@pytest.mark.parametrize(
    ("files", "command", "doubt"),
    [
        ({"conftest.py": DESELECTS}, f"{PYTEST} -p no:junitxml", "off by `conftest.py`, which is"),
        ({"adder.py": SKIPS.replace("pytest.skip", "raise unittest.SkipTest").replace(
            "import pytest", "import unittest").replace(", allow_module_level=True", ""),
          "test_other.py": CASE.replace("from adder import add\n", "add = int.__add__\n")},
         "python3 -m unittest", "1 of the tests did not run"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_doubtful(
    workspace: Path, files: dict[str, str], command: str, doubt: str
) -> None:
    files = {"test_other.py": OTHER} | files
    result = carry_out(workspace, files, command, test=CASE if "unittest" in command else ADDER)
    assert result.testing is not None
    assert result.testing.status is Status.PASSED, result.testing
    assert any(doubt in one for one in result.doubts), result.doubts


def test_fewer_passes_than_the_guide_has_tests_are_a_failure(workspace: Path) -> None:
    skips = "import unittest\n\n\ndef add(a, b):\n    if a > 1: raise unittest.SkipTest('')\n"
    files = {"adder.py": f"{skips}    return a + b\n"}
    result = carry_out(workspace, files, "python3 -m unittest", test=CASE).testing
    assert result is not None
    assert result.status is Status.FAILED
    assert "`test_adder.py` did not pass" in str(result.reason)


SCRIPT = (
    "const test = require('node:test');\nconst adder = require('./adder');\n"
    "test('small', () => {});\ntest(\"it's big\", (t) => adder(t));\n"
)


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node")
@pytest.mark.parametrize(
    ("work", "status"),
    [("module.exports = () => {};", Status.PASSED), ("module.exports = (t) => t.skip();", None),
     ("module.exports = (t) => t.todo();", None)],
)  # fmt: skip
@pytest.mark.parametrize("reporter", ["spec", "tap"])
def test_titles_of_node_are_known(
    workspace: Path, work: str, status: Status | None, reporter: str
) -> None:
    (workspace / "adder.js").write_text(work)
    (workspace / "b.test.js").write_text("const t = require('node:test'); t('b'); t('c');")
    section = f'## Testing\n\n```js title="a.test.js"\n{SCRIPT}```\n\n'
    result = verify(
        f"{section}```bash\nnode --test --test-reporter={reporter}\n```\n", workspace
    ).testing
    assert result is not None
    assert result.status is (status or Status.FAILED), result
    if status is None:
        assert "`it's big` of the guide's `a.test.js`" in str(result.reason)


LISTS = """\
import sys
for line in {lines!r}.splitlines():
    print(line)
"""


def listed(
    workspace: Path, lines: str, path: str, *, steps: str = "", command: str = "python3 say.py"
) -> MilestoneResult:
    """A run whose runner prints these lines, with a guide's test of the title `adds`."""
    (workspace / "say.py").write_text(LISTS.format(lines=lines))
    test = "test('adds', () => {});\n"
    written = f'```js title="{path}"\n{test}```\n\n'
    if steps:
        steps = f"### Step 1: Test\n\n{written}**Expected Outcome**: It is there.\n\n"
        return verify(f"{steps}## Testing\n\n```bash\n{command}\n```\n", workspace)
    return verify(f"## Testing\n\n{written}```bash\n{command}\n```\n", workspace)


VITEST = " ✓ {} (2 tests) 3ms\n Test Files  1 passed (1)\n      Tests  2 passed (2)\n"
JEST = "PASS ./{}\nTest Suites: 1 passed, 1 total\nTests:       {}1 passed, 1 total\n"


@pytest.mark.parametrize(
    ("lines", "status", "doubt"),
    [
        (VITEST.format("src/a.test.js"), Status.PASSED, None),
        (VITEST.format("b.test.js"), Status.FAILED, None),
        (VITEST.format("src/a.test.js").replace("2 tests)", "2 tests | 2 skipped)"),
         Status.FAILED, None),
        (JEST.format("src/a.test.js", ""), Status.PASSED, None),
        (JEST.format("b.test.js", ""), Status.FAILED, None),
        (JEST.format("src/a.test.js", "1 skipped, "), Status.PASSED, "1 of the tests did not run"),
        ("ok\n", Status.PASSED, "nothing that was printed says"),
        ("running 1 test from a.test.js\nok\n", Status.PASSED, None),
        ("TAP version 13\n# adds\nok 1 should be equal\n1..1\n", Status.PASSED, None),
    ],
)  # fmt: skip
def test_what_a_runner_lists_of_files_counts(
    workspace: Path, lines: str, status: Status, doubt: str | None
) -> None:
    result = listed(workspace, lines, "src/a.test.js")
    assert result.testing is not None
    assert result.testing.status is status, (result.testing, result.doubts)
    assert (doubt in str(result.doubts)) if doubt else result.doubts == ()


def test_a_test_of_a_step_may_be_for_another_runner(workspace: Path) -> None:
    result = listed(workspace, VITEST.format("b.test.js"), "e2e/a.spec.js", steps="yes")
    assert result.testing is not None
    assert result.testing.status is Status.PASSED
    assert result.doubts == (
        "nothing that was printed says that the tests of the guide's `e2e/a.spec.js` passed",
    )


def test_settings_of_the_workspace_are_doubtful_where_names_are_not_known(workspace: Path) -> None:
    (workspace / "vitest.config.js").write_text("export default { test: {} }\n")
    skipped = "Test Files  1 passed (1)\n Tests  1 passed | 1 skipped (2)\n"
    result = listed(workspace, skipped, "a.test.js")
    assert "off by `vitest.config.js`, which is not the guide's" in result.doubts[0]


@pytest.mark.parametrize("text", ['{"jest": {"testNamePattern": "b"}}', '{"jest": "^29"}'])
def test_a_package_counts_where_it_configures_the_runner(workspace: Path, text: str) -> None:
    (workspace / "package.json").write_text(text)
    result = listed(workspace, JEST.format("src/a.test.js", "1 skipped, "), "src/a.test.js")
    assert ("by `package.json`" in str(result.doubts)) is ("Pattern" in text)
    assert len(result.doubts) == (2 if "Pattern" in text else 1)


def test_the_runner_that_was_found_is_asked_too(workspace: Path) -> None:
    (workspace / "adder.py").write_text(WORK)
    (workspace / "pytest.ini").write_text("[pytest]\naddopts = -k small\n")
    section = f"## Testing\n\nSave this as `test_adder.py`:\n\n```python\n{ADDER}```\n"
    result = verify(section, workspace).testing
    assert result is not None
    assert (result.status, "`test_big`" in str(result.reason)) == (Status.FAILED, True)
