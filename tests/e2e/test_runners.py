"""Testing sections of every runner, with the command shown and with the runner found."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, milestones, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VITEST = "vitest@3.2.4"
JEST = "jest@30.0.5"


class Runner(NamedTuple):
    """One way to test, and a workspace in which it is the one to be found."""

    packages: tuple[str, ...]
    """npm packages of the workspace."""
    files: dict[str, str]
    """Other files of the workspace."""
    test: str
    """Path of the test file."""
    head: str
    """What the test file begins with."""
    right: str
    """A test that passes."""
    wrong: str
    """A test that fails."""
    command: str
    """The command that a guide would show."""


SEED_RIGHT = "test('adds', () => {\n  expect(add(1, 2)).toBe(3);\n});"
SEED_WRONG = "test('adds badly', () => {\n  expect(add(1, 2)).toBe(4);\n});"
NODE_RIGHT = "test('adds', () => {\n  assert.equal(add(1, 2), 3);\n});"
NODE_WRONG = "test('adds badly', () => {\n  assert.equal(add(1, 2), 4);\n});"
CASE = """class Adds{name}(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(add(1, 2), {sum})
"""
CASE_RIGHT = CASE.format(name="Well", sum=3)
CASE_WRONG = CASE.format(name="Badly", sum=4)
COMMON = {"package.json": '{"private": true}\n', "add.js": "exports.add = (a, b) => a + b;\n"}
MODULE = {
    "package.json": '{"private": true, "type": "module"}\n',
    "add.js": "export const add = (a, b) => a + b;\n",
}
PYTHON = {"add.py": "def add(a, b):\n    return a + b\n"}

RUNNERS = {
    "vitest": Runner(
        (VITEST,),
        MODULE,
        "add.test.js",
        "import { add } from './add.js';",
        SEED_RIGHT,
        SEED_WRONG,
        "npx vitest run --globals",
    ),
    "jest": Runner(
        (JEST,),
        COMMON,
        "add.test.js",
        "const { add } = require('./add');",
        SEED_RIGHT,
        SEED_WRONG,
        "npx jest",
    ),
    "node": Runner(
        (),
        MODULE,
        "add.test.js",
        "import test from 'node:test';\n"
        "import assert from 'node:assert';\n"
        "import { add } from './add.js';",
        NODE_RIGHT,
        NODE_WRONG,
        "node --test",
    ),
    "npm": Runner(
        (),
        MODULE | {"package.json": '{"type": "module", "scripts": {"test": "node --test"}}\n'},
        "test/add.test.js",
        "import { test } from 'node:test';\n"
        "import assert from 'node:assert';\n"
        "import { add } from '../add.js';",
        NODE_RIGHT,
        NODE_WRONG,
        "npm test",
    ),
    "pytest": Runner(
        (),
        PYTHON,
        "test_add.py",
        "from add import add\n",
        "def test_adds():\n    assert add(1, 2) == 3\n",
        "def test_adds_badly():\n    assert add(1, 2) == 4\n",
        "python3 -m pytest",
    ),
    "unittest": Runner(
        (),
        PYTHON | {".venv/bin/python": '#!/bin/sh\nexec python3 -S "$@"\n'},
        "test_add.py",
        "import unittest\n\nfrom add import add\n",
        CASE_RIGHT,
        CASE_WRONG,
        "python3 -m unittest -v",
    ),
}


class Ending(NamedTuple):
    """What a Testing section comes to."""

    status: str
    executed: int
    failed: int


ENDINGS = {
    "right": Ending("passed", 1, 0),
    "mixed": Ending("failed", 2, 1),
    "none": Ending("failed", 0, 0),
}
FILE_COUNTS_AS_FAILED = ("vitest", "jest")
"""Runners to which a file without a test is one that failed."""
CASES = (("right", "command"), ("right", "found"), ("mixed", "found"), ("none", "command"))


def body(runner: Runner, ending: str) -> str:
    """The test file that comes to such an end."""
    tests = {"right": [runner.right], "mixed": [runner.right, runner.wrong], "none": []}[ending]
    return "\n\n".join([runner.head, *tests])


def written(runner: Runner, ending: str, shown: str) -> str:
    """A guide whose Testing section holds the file and, if shown, the command."""
    remark, language = ("#", "python") if runner.test.endswith(".py") else ("//", "javascript")
    section = "## Testing\n\n" + fence(f"{remark} {runner.test}\n{body(runner, ending)}", language)
    if shown == "command":
        section += "\nRun the tests:\n\n" + fence(runner.command)
    return guide(fence("ls"), name=f"{ending} {shown}", after=section)


@pytest.fixture(scope="session")
def run_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Ending]]:
    """Carries all guides of a runner out in one run; what their Testing sections came to."""

    @cache
    def run(name: str) -> dict[str, Ending]:
        runner = RUNNERS[name]
        folder = tmp_path_factory.mktemp(name)
        write(folder / "workspace", runner.files)
        install(folder / "workspace", runner.packages)
        guides = {f"{ending}-{shown}.md": written(runner, ending, shown) for ending, shown in CASES}
        write(folder, guides)
        done = milepost("run", "--network", "off", "--format", "json", *guides, cwd=folder)
        assert done.returncode == 1, done.stderr
        return {
            path.removesuffix(".md"): Ending(*(result["testing"][key] for key in Ending._fields))
            for path, result in milestones(done).items()
        }

    return run


def install(workspace: Path, packages: tuple[str, ...]) -> None:
    """Install npm packages as a roadmap's author would, and their programs made executable."""
    for program in (workspace / ".venv/bin").glob("*"):
        program.chmod(0o755)
    if packages:
        npm = shutil.which("npm")
        assert npm is not None
        options = ("--no-audit", "--no-fund", "--prefer-offline", "--silent", "--no-package-lock")
        subprocess.run(
            [npm, "install", *options, *packages], cwd=workspace, check=True, capture_output=True
        )


NETWORKED = [
    pytest.param(name, marks=[pytest.mark.network] * bool(runner.packages))
    for name, runner in RUNNERS.items()
]


@pytest.mark.room
@pytest.mark.slow
@pytest.mark.parametrize(("ending", "shown"), CASES)
@pytest.mark.parametrize("name", NETWORKED)
def test_the_tests_of_a_section_are_run_and_counted(
    run_of: Callable[[str], dict[str, Ending]], name: str, ending: str, shown: str
) -> None:
    expected = ENDINGS[ending]
    if ending == "none" and name in FILE_COUNTS_AS_FAILED:
        expected = expected._replace(failed=1)
    assert run_of(name)[f"{ending}-{shown}"] == expected


NAMELESS = {
    "javascript": (
        "const test = require('node:test');\ntest('is right', () => {});",
        "const test = require('node:test');\ntest('is wrong', () => { throw new Error(); });",
    ),
    "python": ("def test_right():\n    assert True", "def test_wrong():\n    assert False"),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", NAMELESS)
def test_test_files_without_a_name_are_run_and_counted(tmp_path: Path, language: str) -> None:
    blocks = "\n".join(fence(code, language) for code in NAMELESS[language])
    write(tmp_path, {"01.md": guide(fence("ls"), after=f"## Testing\n\n{blocks}")})
    done = milepost("run", "--no-sandbox", "--format", "json", "01.md", cwd=tmp_path)
    testing = milestones(done)["01.md"]["testing"]
    assert (testing["executed"], testing["failed"]) == (2, 1)


def test_test_files_for_which_no_runner_is_there_fail(tmp_path: Path) -> None:
    section = "## Testing\n\n" + fence("test('adds', () => {});", "javascript")
    write(tmp_path, {"01.md": guide(fence("ls"), after=section)})
    done = milepost("run", "--no-sandbox", "--format", "json", "01.md", cwd=tmp_path)
    testing = milestones(done)["01.md"]["testing"]
    assert done.returncode == 1
    assert testing["executed"] is None
    assert "show the command that runs them" in testing["reason"]
