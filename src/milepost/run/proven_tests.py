"""Whether the tests of the guide were among those that passed: a workspace can switch tests off."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.test_names import (
    files_in,
    find_tests,
    passes_in,
    passes_of_report,
    unproven,
)
from milepost.reading.test_reports import count_tests
from milepost.result.model import Status
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from milepost.reading.test_names import Pass, TestFile
    from milepost.result.model import TestingResult
    from milepost.run.session import Session

_SELECTS = re.compile(
    r"\bpytest\b[^\n;&|]*\s-m[\s=]|::|\s-k[\s=]"
    r"|\b(?:jest|vitest|test)\b[^\n;&|]*\s-t\s|\bmocha\b[^\n;&|]*\s-[fg]\s|\s-(?:run|skip)[\s=]"
    r"|\bcargo\b[^\n;&|]*\s(?:test\s+\w|--(?:lib|doc|bins?|test)(?![\w-]))"
    r"|\s--(?:deselect|ignore|ignore-glob|lf|last-failed|sw|stepwise|testNamePattern"
    r"|test-name-pattern|test-skip-pattern|test-only|grep|fgrep|exclude|filter|changed|related"
    r"|findRelatedTests|onlyChanged|testPathPatterns?|shard)(?![\w-])"
)
"""What in a command says that not all tests are to be run."""
_WRITES_REPORT = re.compile(r"junit|PYTEST_ADDOPTS")
_REPORT = "tests.xml"
_PYTHON = ("pytest.ini", ".pytest.ini", "conftest.py", "tox.ini", "setup.cfg", "pyproject.toml")
_CONFIGURES: dict[str, tuple[tuple[str, ...], str]] = {
    "pytest": (_PYTHON, r"pytest|collect_ignore|hook"),
    "unittest": (("__init__.py",), "load_tests|unittest"),
    "vitest": (("vitest.config.*", "vitest.workspace.*", "vite.config.*"), r"\btest\b|\bdefine"),
    "jest": (("jest.config.*", "package.json"), r"\bjest\b|module\.exports|export default|\{"),
    "mocha": ((".mocharc*", "package.json"), "mocha|spec|grep|require"),
}
"""By runner, the files that configure it, and what one says that takes part."""
_SHOWN = 3
"""Names that one sentence tells."""


class Report:
    """What pytest writes of its tests, beside what it prints, of every command that runs it.

    What a command does and prints stays as it is: the line that names the report is taken out.
    """

    def __init__(self, session: Session) -> None:
        """Have it written from now on."""
        self._session = session
        self._path = session.place.put(_REPORT, b"")
        self._texts: list[str] = []
        line = rf"(?m)^-* ?generated xml file: {re.escape(self._path)} ?-*\r?\n?"
        self._line = re.compile_now(line)
        option = shlex.quote(f"--junitxml={self._path}")
        session.terminal.run(f"export PYTEST_ADDOPTS={option}", timeout=10.0)
        session.after_command = self._take

    def passes(self) -> list[Pass]:
        """The tests that passed."""
        return [one for text in self._texts for one in passes_of_report(text)]

    def _take(self, output: str) -> str:
        path = shlex.quote(self._path)
        answer = self._session.ask(f"[ -s {path} ] && cat -- {path} && : >{path}")
        if answer.status == 0:
            self._texts.append(answer.output)
        return self._line.sub("", output)


def begin_report(
    session: Session, files: Sequence[TestFile], commands: Sequence[str]
) -> Report | None:
    """A report of the tests; None where no test of Python is known, or the guide asks for one."""
    if not any(file.path.endswith(".py") for file in files):
        return None
    if any(_WRITES_REPORT.search(command) for command in commands):
        return None
    return Report(session)


def known_tests(
    files: Mapping[str, str | None], folder: str, commands: Sequence[str]
) -> tuple[TestFile, ...]:
    """The tests of the guide's files that its commands are to run, where they run them all.

    `files` are texts by paths; a path is relative to the workspace, as is the `folder` in which
    the commands begin.
    """
    text = "\n".join(commands)
    if _SELECTS.search(text):
        return ()
    under = "" if folder == "." else f"{folder}/"
    found = [
        one
        for path, code in files.items()
        if code is not None and path.startswith(under)
        if (one := find_tests(path, code)) is not None
    ]
    named = [one for one in found if _is_named(one.path.removeprefix(under), text)]
    return tuple(named or found)


def _is_named(path: str, text: str) -> bool:
    """Whether commands name a file, its module, or a folder that it lies in."""
    stem = posixpath.splitext(path)[0]
    folders = [path]
    while "/" in folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    names = [*folders, posixpath.basename(path), stem.replace("/", "."), posixpath.basename(stem)]
    return any(
        re.search(rf"(?<![\w.-])(?:\./)?{re.escape(name)}(?![\w-]|\.\w)", text) for name in names
    )


def judged(
    result: TestingResult,
    files: Sequence[TestFile],
    commands: Sequence[str],
    session: Session,
    report: Report | None,
    speaks_of: Callable[[str], bool],
) -> tuple[TestingResult, tuple[str, ...]]:
    """The result, failed where tests of the guide did not pass; and what is doubtful about it.

    `speaks_of` says whether a guide of the roadmap has a file of that name.
    """
    if result.status is not Status.PASSED or not files:
        return result, ()
    output = "\n".join(block.output for block in result.blocks if block.commands)
    count = count_tests(output)
    passes = passes_in(output)
    if report is not None:
        passes += report.passes()
    listed = files_in(output)
    missing = {file.path: unproven(file, passes) for file in files if not file.may_skip}
    lost = [
        file
        for file in files
        if missing.get(file.path) and not _has_run(file, listed, count.skipped)
    ]
    if not lost:
        return result, ()
    configured = _configured(session, count.runner, speaks_of)
    complete = _complete(passes, count.passed) or any(not _among(one, listed) for one in lost)
    if complete or _too_few(files, count.passed):
        return _failed(result, lost[0].path, missing[lost[0].path], configured), ()
    named = any(_is_named(posixpath.basename(lost[0].path), command) for command in commands)
    unseen = not count.runner and not named
    return result, tuple(_doubts(lost[0].path, count.skipped, configured, unseen=unseen))


def _complete(passes: Sequence[Pass], passed: int | None) -> bool:
    """Whether the names of all that passed are known."""
    return bool(passes) and (passed is None or len(passes) >= passed)


def _among(file: TestFile, listed: Mapping[str, int | None]) -> bool:
    """Whether a file is among those that the runner lists, where it lists any."""
    return not listed or any(f"/{file.path}".endswith(f"/{path}") for path in listed)


def _has_run(file: TestFile, listed: Mapping[str, int | None], skipped: int) -> bool:
    """Whether as many tests of a file ran as it has, by what the runner lists of files."""
    for path, ran in listed.items():
        if f"/{file.path}".endswith(f"/{path}"):
            return ran >= len(file.names) if ran is not None else not skipped
    return False


def _too_few(files: Sequence[TestFile], passed: int | None) -> bool:
    """Whether fewer tests passed than the guide has."""
    wanted = sum(len(file.names) for file in files if not file.may_skip)
    return passed is not None and passed < wanted


def _failed(
    result: TestingResult, path: str, missing: Sequence[str], configured: Sequence[str]
) -> TestingResult:
    told = ", ".join(f"`{name}`" for name in missing[:_SHOWN])
    if len(missing) > _SHOWN:
        told += f" and {len(missing) - _SHOWN} more"
    reason = f"{told} of the guide's `{path}` did not pass: skipped, or left out"
    if configured:
        reason += f"; look at {', '.join(configured)}, not the guide's"
    return replace(result, status=Status.FAILED, reason=reason)


def _doubts(path: str, skipped: int, configured: Sequence[str], *, unseen: bool) -> Iterator[str]:
    for name in configured:
        yield f"tests may be switched off by {name}, which is not the guide's"
    if skipped:
        yield (
            f"{skipped} of the tests did not run; whether those of the guide's `{path}` are among "
            "them is not known"
        )
    if unseen:
        yield f"nothing that was printed says that the tests of the guide's `{path}` ran"


def _configured(
    session: Session, runners: str, speaks_of: Callable[[str], bool]
) -> tuple[str, ...]:
    """Files that configure these runners where the tests run, and are of no guide."""
    found: dict[str, None] = {}
    root = session.place.workspace
    for runner in runners.split(", "):
        names, says = _CONFIGURES.get(runner, ((), ""))
        if not names:
            continue
        kinds = " -o ".join(f"-name {shlex.quote(name)}" for name in names)
        answer = session.ask(
            f"cd -- {shlex.quote(root)} && find . -maxdepth 4 \\( -name node_modules -o -name .git "
            f"-o -name site-packages \\) -prune -o -type f \\( {kinds} \\) "
            f"-exec grep -lE -- {shlex.quote(says)} {{}} +"
        )
        for path in answer.output.splitlines():
            if not speaks_of(posixpath.basename(path)):
                found[f"`{path.removeprefix('./')}`"] = None
    return tuple(found)
