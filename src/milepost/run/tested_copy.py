"""Testing in a copy of the workspace, with the guide's own tests instead of the reader's."""

from __future__ import annotations

import posixpath
import re
import shlex
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.plan.model import Perform
from milepost.process.errors import CannotStart
from milepost.reading.base import Kind
from milepost.result.model import Status
from milepost.result.rewrite import rewritten
from milepost.run.folders import ROOT, follow
from milepost.run.programs import stand_ins
from milepost.run.session import Session
from milepost.run.testing import run_testing, skipped_testing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from milepost.plan.model import MilestonePlan, StepPlan
    from milepost.process.place import Place
    from milepost.result.model import TestingResult

_COPY = (
    "find . -mindepth 1 -maxdepth 1 ! -name .milepost "
    "-exec cp -a --reflink=auto -t {target} -- {{}} +"
)
_COPYING = 600.0
_CHANGES = re.compile(
    r"(?:^|[\s;&|(])(?:rm|mv|rmdir|sed -i|tee|truncate|git (?:mv|rm|checkout))\s|>"
)
"""What in a command says that it changes files."""
_TEST_FILE = re.compile(
    r"(?:^|/)(?:tests?|__tests__|spec)/|(?:^|/)test_[^/]*$|[._-](?:test|spec)\.\w+$"
)
_UNLINK = """\
for target in {targets}; do
  path=$target
  while [ "$path" != . ] && [ "$path" != / ]; do
    [ -L "$path" ] && case "$(readlink -m -- "$path")/" in "$PWD"/*) ;; *) rm -f -- "$path" ;; esac
    path=$(dirname -- "$path")
  done
done
true"""
"""Removes links that lead out of the current folder: what is written through them is another's."""


def test_in_copy(
    plan: MilestonePlan, testing: StepPlan, session: Session, open_copy: Callable[[], Place]
) -> TestingResult:
    """Run the tests in a copy of the folder in which the session's terminal stands.

    `open_copy` opens a place whose workspace is an empty folder.
    """
    copy = open_copy()
    try:
        answer = session.ask(_COPY.format(target=shlex.quote(copy.workspace)), _COPYING)
        if answer.status != 0:
            words = answer.output.strip().split("\n")[-1]
            reason = f"the workspace could not be copied: {words}"
            return replace(skipped_testing(testing, reason), status=Status.ERROR)
        inside = Session(copy, session.settings, session.observer, session.path)
        try:
            result = _test(plan, testing, inside)
            ours, theirs = copy.workspace, session.place.workspace
            return rewritten(result, lambda text: text.replace(ours, theirs))
        finally:
            inside.close()
    except CannotStart as error:
        reason = f"{error.message}; {error.remedy}"
        return replace(skipped_testing(testing, reason), status=Status.ERROR)
    finally:
        copy.close()


def changes(command: str, path: str) -> bool:
    """Whether a command seems to change a file."""
    name = re.escape(posixpath.basename(path))
    return bool(_CHANGES.search(command) and re.search(rf"(?<![\w.-]){name}(?![\w-])", command))


def _test(plan: MilestonePlan, testing: StepPlan, session: Session) -> TestingResult:
    folder = _last_folder(plan, testing)
    files = tests_of_steps(plan)
    written = [path for path, _ in _files(testing)]
    _unlink(session, [*files, *(posixpath.normpath(posixpath.join(folder, p)) for p in written)])
    _restore(session, files)
    commands = [c.text for one in testing.performs for c in one.block.commands]
    if found := stand_ins(commands, {ROOT, folder}, session):
        reason = (
            f"`{posixpath.normpath(found[0])}` in your workspace would run in place of the real "
            "test runner: give it another name"
        )
        return replace(skipped_testing(testing, reason), status=Status.FAILED)
    there = posixpath.join(session.place.workspace, folder)
    session.terminal.run(f"cd -- {shlex.quote(there)} 2>/dev/null || :", timeout=10.0)
    return run_testing(testing, session)


def _last_folder(plan: MilestonePlan, testing: StepPlan) -> str:
    """The folder, relative to the workspace, in which the guide's last step leaves its reader."""
    places = follow((*plan.steps, testing))
    return next((folder for step, _, folder in places if step is testing), ROOT)


def tests_of_steps(plan: MilestonePlan) -> dict[str, str | None]:
    """Test files that the steps show, by their paths; None for one whose text cannot be told.

    Those that a later patch, addition or command changes are left as the reader has them.
    """
    files: dict[str, str | None] = {}
    for _, action, folder in follow(plan.steps):
        if not isinstance(action, Perform) or not action.block.executed:
            continue
        for command in action.block.commands:
            files |= dict.fromkeys((path for path in files if changes(command.text, path)), None)
        for path, code in _file(action):
            path = posixpath.normpath(posixpath.join(folder, path))
            if _TEST_FILE.search(path):
                files[path] = code
    return files


def _files(step: StepPlan) -> Iterator[tuple[str, str | None]]:
    for action in step.performs:
        yield from _file(action)


def _file(action: Perform) -> Iterator[tuple[str, str | None]]:
    """A file that a block writes, and its text; None where it only adds to it or changes it."""
    block = action.block
    if block.executed and block.path:
        whole = block.kind in (Kind.FILE, Kind.TEST) and not (
            block.options.append or block.options.prepend
        )
        yield block.path, block.code if whole else None


def _unlink(session: Session, paths: Iterable[str]) -> None:
    targets = " ".join(map(shlex.quote, paths))
    if targets:
        session.ask(_UNLINK.format(targets=targets))


def _restore(session: Session, files: dict[str, str | None]) -> None:
    """Write the test files anew, so that one that was weakened or removed is of no use."""
    for number, (path, code) in enumerate(files.items()):
        if code is not None:
            source = session.place.put(f"test-{number}", f"{code}\n".encode())
            folder = shlex.quote(posixpath.dirname(path) or ".")
            write = f"cat -- {shlex.quote(source)} >{shlex.quote(path)}"
            session.ask(f"mkdir -p -- {folder} && {write}")
