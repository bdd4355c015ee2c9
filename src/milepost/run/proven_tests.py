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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from milepost.reading.test_names import Pass, TestFile
    from milepost.reading.test_reports import TestCount
    from milepost.result.model import TestingResult
    from milepost.run.session import Session

_SELECTS = re.compile(
    r"\bpytest\b[^\n;&|]*\s-m[\s=]|\.py::|[\s'\"]-k[\s=]"
    r"|\b(?:jest|vitest|test)\b[^\n;&|]*\s-t\s|\bmocha\b[^\n;&|]*\s-[fg]\s|\s-(?:run|skip)[\s=]"
    r"|\bcargo\b[^\n;&|]*\s(?:test\s+\w|--(?:lib|doc|bins?|test)(?![\w-]))"
    r"|\s--(?:deselect|ignore|ignore-glob|lf|last-failed|sw|stepwise|testNamePattern"
    r"|test-name-pattern|test-skip-pattern|test-only|grep|fgrep|exclude|filter|changed|related"
    r"|findRelatedTests|onlyChanged|testPathPatterns?|shard)(?![\w-])"
)
"""What in a command says that not all tests are to be run."""
_OTHER_RUNNER = re.compile(
    r"@playwright/|\bcypress\b|\bcy\.\w|\bDeno\.test|['\"](?:tape?|ava|uvu)['\"]"
)
"""What tests say that a project has for another runner, or that count in another way."""
_NAMING = frozenset(
    {"pytest", "unittest", "node --test", "vitest", "jest", "mocha", "go test", "cargo test"}
)
"""Runners whose lists of what passed hold a line for each test."""
_WRITES_REPORT = re.compile(r"junit|PYTEST_ADDOPTS")
_REPORT = "tests.xml"
_PYTHON = ("pytest.ini", ".pytest.ini", "conftest.py", "tox.ini", "setup.cfg", "pyproject.toml")
_CONFIGURES: dict[str, tuple[tuple[str, ...], str]] = {
    "pytest": (_PYTHON, r"pytest|collect_ignore|hook"),
    "unittest": (("__init__.py",), "load_tests"),
    "vitest": (("vitest.config.*", "vitest.workspace.*", "vite.config.*"), r"\btest\b|\bdefine"),
    "jest": (("jest.config.*", "package.json"), r'"jest": *\{|module\.exports|export default'),
    "mocha": ((".mocharc*", "package.json"), r'"mocha": *\{|spec|grep|ignore|require *:'),
}
"""By runner, the files that configure it, and what one says that takes part."""
_CONFIGURES_TESTS = re.compile(
    r"^(?:\.?pytest\.ini|conftest\.py|tox\.ini|setup\.cfg|pyproject\.toml|package\.json|Makefile"
    r"|\.mocharc.*|(?:vite|vitest|jest)\.(?:config|workspace)\..*)$"
)
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

    @property
    def was_written(self) -> bool:
        """Whether pytest has written any."""
        return bool(self._texts)

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
    written: Mapping[str, str | None],
    of_steps: Mapping[str, str | None],
    folder: str,
    commands: Sequence[str],
    settings: str,
) -> tuple[TestFile, ...]:
    """The tests of the guide that its commands are to run, where they run whole files.

    Texts by paths: of files that Testing writes, and those that steps do. Paths are relative to the
    workspace, as is the `folder` in which the commands begin; `settings` are texts of the guide's
    files that configure runners.
    """
    text = "\n".join(commands)
    if _SELECTS.search(f"{text}\n{settings}"):
        return ()
    under = "" if folder == "." else f"{folder}/"
    all_of_python = "pytest" in text and not settings
    found = []
    for path, code in ({**of_steps, **written} if commands else written).items():
        if code is None or not path.startswith(under) or _OTHER_RUNNER.search(code):
            continue
        one = find_tests(path, code)
        if one is not None:
            sure = path in written or (all_of_python and path.endswith(".py"))
            found.append(replace(one, certain=sure))
    named = [one for one in found if _is_named(one.path.removeprefix(under), text)]
    return tuple(replace(one, certain=True) for one in named) or tuple(found)


def settings_of(files: Iterable[tuple[str, str | None]]) -> str:
    """What a guide's own files say that configure runners of tests; `files` are paths and texts."""
    return "\n".join(
        code or "" for path, code in files if _CONFIGURES_TESTS.search(posixpath.basename(path))
    )


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
    lost = [
        file
        for file in files
        if not file.may_skip
        and unproven(file, passes)
        and not _has_run(file, listed, count.skipped)
    ]
    if not lost:
        return result, ()
    first = next((file for file in lost if file.certain), lost[0])
    ran = _ran(first, listed)
    few = _too_few(files, count) or (ran is not None and ran < len(first.names))
    known = few or _complete(passes, count, reported=report is not None and report.was_written)
    configured = _configured(session, count.runner, speaks_of)
    if known and first.certain:
        return _failed(result, first.path, unproven(first, passes), configured), ()
    name = posixpath.basename(first.path)
    unseen = not count.runner and name not in output
    unseen = unseen and not any(_is_named(name, command) for command in commands)
    return result, tuple(_doubts(first.path, count.skipped, configured, unseen=unseen or known))


def _complete(passes: Sequence[Pass], count: TestCount, *, reported: bool) -> bool:
    """Whether the names of all that passed are known."""
    if count.passed is None:
        return reported and not count.runner
    names = count.runner.split(", ")
    return bool(passes) and len(passes) >= count.passed and _NAMING.issuperset(names)


def _ran(file: TestFile, listed: Mapping[str, int | None]) -> int | None:
    """How many tests of a file ran, by what the runner lists of files; None where it tells not."""
    if not listed:
        return None
    own = (ran for path, ran in listed.items() if f"/{file.path}".endswith(f"/{path}"))
    return next(own, 0)


def _has_run(file: TestFile, listed: Mapping[str, int | None], skipped: int) -> bool:
    """Whether as many tests of a file ran as it has."""
    ran = _ran(file, listed)
    return bool(listed) and (not skipped if ran is None else ran >= len(file.names))


def _too_few(files: Sequence[TestFile], count: TestCount) -> bool:
    """Whether fewer tests passed than the guide is sure to run."""
    wanted = sum(len(file.names) for file in files if file.certain and not file.may_skip)
    return count.passed is not None and count.runner != "tap" and count.passed < wanted


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
        yield f"nothing that was printed says that the tests of the guide's `{path}` passed"


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
            if path.startswith("./") and not speaks_of(posixpath.basename(path)):
                found[f"`{path.removeprefix('./')}`"] = None
    return tuple(found)
