"""Testing in a copy of the workspace, with the guide's own tests instead of the reader's."""

from __future__ import annotations

import contextlib
import posixpath
import shlex
from typing import TYPE_CHECKING, Self, TypeVar

from msgspec.structs import replace

from milepost.milestone.check import CommandPrints, CommandSucceeds
from milepost.plan.model import Perform
from milepost.process.errors import CannotStart
from milepost.process.later import Later
from milepost.reading.base import Kind
from milepost.result.model import Status
from milepost.result.rewrite import rewritten
from milepost.run.folders import ROOT, Stand, follow
from milepost.run.lazy_place import HASTE
from milepost.run.links import lost_links, unlink
from milepost.run.programs import look_for_stand_ins
from milepost.run.proven_tests import begin_report, judged, known_tests, settings_of
from milepost.run.reader import Reader
from milepost.run.shell import GRACE
from milepost.run.testing import run_testing, skipped_testing
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from milepost.plan.model import MilestonePlan, StepPlan
    from milepost.probes.base import Answer
    from milepost.process.place import Place
    from milepost.result.model import BlockResult, CommandResult, OutcomeResult, TestingResult

    _Result = TypeVar("_Result", TestingResult, BlockResult, CommandResult, OutcomeResult)
    from milepost.run.opened_session import OpenedSession
    from milepost.run.session import Session

_COPY = """\
cd -- {source} && GLOBIGNORE=.milepost && shopt -s nullglob && set -- * || exit
while [ $# -gt 0 ]; do
  cp -a --reflink=auto -t {target} -- "${{@:1:1000}}" || exit
  shift $(($# < 1000 ? $# : 1000))
done
"""
"""Copies all of a folder but what Milepost keeps there; at a time no more than one call takes."""
_COPYING = 600.0
_CHANGES = re.compile(
    r"(?:^|[\s;&|(])(?:rm|mv|rmdir|sed -i|tee|truncate|git (?:mv|rm|checkout))\s"
    # Where a text is written, as long as only the shell can tell.
    r"|>[^\s;&|]*[$`*?]"
)
"""What in a command says that it changes files that it names."""
_WRITES = r">[>|&]?\s*(?:[\"'](?:[^\"'\n]*/)?|[^\s;&|<>\"']*/)?{}(?![\w-])"
_TEST_FILE = re.compile(
    r"(?:^|/)(?:tests?|__tests__|spec)/|(?:^|/)test_[^/]*$|[._-](?:test|spec)\.\w+$"
)


class TestedCopy:
    """A copy of the workspace to test in. Leave its context, whatever happened."""

    def __init__(
        self,
        plan: MilestonePlan,
        workspace: str,
        opened: OpenedSession,
        speaks_of: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Begin to copy `workspace`; `opened` is a session whose own one is an empty folder.

        Where a step's outcome is asked by a command, it begins only once the tests are the next:
        that command may make what they need. `speaks_of` says whether a guide of the roadmap has
        a file of that name.
        """
        self._speaks_of = speaks_of
        self._plan = plan
        self._workspace = workspace
        self._opened = opened
        copying = plan.testing is not None and not _asks_commands(plan)
        self._copied = Later(self._copy) if copying else None
        self.doubts: tuple[str, ...] = ()
        """What speaks against it that the tests of the guide were run, a sentence each."""

    def test(self, testing: StepPlan, meanwhile: Callable[[], None]) -> TestingResult:
        """Run the tests; the copy's closing has begun in the end.

        `meanwhile` is called once they are the next: it may begin what goes on beside them.
        """
        try:
            answer = self._copied.result() if self._copied else self._copy()
            if answer.status != 0:
                words = answer.output.strip().split("\n")[-1]
                reason = f"the workspace could not be copied: {words}"
                return replace(skipped_testing(testing, reason), status=Status.ERROR)
            inside = self._opened.session()
            meanwhile()
            result = self._test(testing, inside)
            if result.status is Status.FAILED:
                # Only what has failed asks for it.
                from milepost.run.missing_tools import blocked_by_tools

                lost = lost_links(inside, self._workspace)
                result = blocked_by_tools(result) if lost is None else _noted(result, lost)
            ours = inside.place.workspace
            return rewritten(result, lambda text: text.replace(ours, self._workspace))
        except CannotStart as error:
            reason = f"{error.message}; {error.remedy}"
            return replace(skipped_testing(testing, reason), status=Status.ERROR)
        except BaseException:
            # Whoever ends the run does not wait for what takes its time to end.
            self._begin_to_close(HASTE)
            raise
        finally:
            self._begin_to_close()

    def _test(self, testing: StepPlan, session: Session) -> TestingResult:
        stand = _last_stand(self._plan, testing)
        folder = stand.folder.path
        files = tests_of_steps(self._plan)
        written = {
            posixpath.normpath(posixpath.join(folder, path)): code for path, code in _files(testing)
        }
        commands = [c.text for one in testing.performs for c in one.block.commands]
        code = unlink([*files, *written]) + _restore(files, session.place)
        found = session.ask(code + look_for_stand_ins(commands, {ROOT, folder})).output.splitlines()
        if found:
            where = "" if found[0].startswith("/") else " in your workspace"
            reason = (
                f"`{posixpath.normpath(found[0])}`{where} would run in place of the real test "
                "runner: give it another name"
            )
            return replace(skipped_testing(testing, reason), status=Status.FAILED)
        reader = Reader(session)
        reader.stand(stand)
        settings = settings_of(
            pair for step in (*self._plan.steps, testing) for pair in _files(step)
        )
        tests = known_tests(written, files, folder, commands, settings)
        report = begin_report(session, tests, commands)
        result = run_testing(testing, session)
        note = reader.note(stand)
        if note is not None:
            return _noted(result, note)
        result, self.doubts = judged(result, tests, commands, session, report, self._speaks_of)
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._begin_to_close()

    def _begin_to_close(self, grace: float = GRACE) -> None:
        if self._copied is not None and not self._copied.has_ended:
            # Nobody else may talk to its shells while they are closed.
            self._opened.call_off()
            with contextlib.suppress(CannotStart):
                self._copied.result()
        self._opened.begin_to_close(grace)

    def _copy(self) -> Answer:
        inside = self._opened.session()
        target = shlex.quote(inside.place.workspace)
        return inside.ask(
            _COPY.format(source=shlex.quote(self._workspace), target=target), _COPYING
        )


def _asks_commands(plan: MilestonePlan) -> bool:
    checks = (check for step in plan.steps for one in step.judges for check in one.outcome.checks)
    return any(isinstance(check, (CommandSucceeds, CommandPrints)) for check in checks)


def changes(command: str, path: str) -> bool:
    """Whether a command seems to change a file."""
    name = re.escape(posixpath.basename(path))
    if re.search(_WRITES.format(name), command):
        return True
    return bool(_CHANGES.search(command) and re.search(rf"(?<![\w.-]){name}(?![\w-])", command))


def _noted(result: TestingResult, note: str) -> TestingResult:
    """With a note on all that failed."""
    blocks = tuple(
        _told(replace(block, commands=tuple(_told(one, note) for one in block.commands)), note)
        for block in result.blocks
    )
    outcomes = tuple(_told(outcome, note) for outcome in result.outcomes)
    return _told(replace(result, blocks=blocks, outcomes=outcomes), note)


def _told(result: _Result, note: str) -> _Result:
    if result.status is not Status.FAILED:
        return result
    ending = f"exit status {getattr(result, 'exit_status', None)}"
    reason = note if result.reason in (None, ending) else f"{result.reason}; {note}"
    return replace(result, reason=reason)


def _last_stand(plan: MilestonePlan, testing: StepPlan) -> Stand:
    """Where the guide's last step leaves its reader, and Testing begins."""
    places = follow((*plan.steps, testing))
    return next((stand for step, _, stand in places if step is testing), Stand())


def tests_of_steps(plan: MilestonePlan) -> dict[str, str | None]:
    """Test files that the steps show, by their paths; None for one whose text cannot be told.

    Those that a later patch, addition or command changes are left as the reader has them.
    """
    files: dict[str, str | None] = {}
    for _, action, stand in follow(plan.steps):
        if not isinstance(action, Perform) or not action.block.executed:
            continue
        for command in action.block.commands:
            files |= dict.fromkeys((path for path in files if changes(command.text, path)), None)
        for path, code in _file(action):
            path = posixpath.normpath(posixpath.join(stand.folder.path, path))
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


def _restore(files: dict[str, str | None], place: Place) -> str:
    """Code that writes the test files anew, so that one weakened or removed is of no use."""
    lines = []
    for number, (path, code) in enumerate(files.items()):
        if code is not None:
            source = shlex.quote(place.put(f"test-{number}", f"{code}\n".encode()))
            folder = shlex.quote(posixpath.dirname(path) or ".")
            made = f"{{ [[ -d {folder} ]] || mkdir -p -- {folder}; }}"
            lines.append(f"{made} && cat -- {source} >{shlex.quote(path)}\n")
    return "".join(lines)
