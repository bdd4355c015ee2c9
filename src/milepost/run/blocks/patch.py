"""A patch block: applied by `git apply` inside the place."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from milepost.probes.paths import READ_LIMIT, read, word_of
from milepost.reading.change import changed
from milepost.reading.hunks import file_patches, has_line_numbers, patched
from milepost.result.model import BlockResult, Status
from milepost.run.blocks.base import block_result
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.reading.change import Change
    from milepost.result.model import CommandResult
    from milepost.run.session import Session

_HEADER = re.compile(r"^--- \S.*\n\+\+\+ \S", re.MULTILINE)
_PREFIXED = re.compile(r"^--- (?:a/|/dev/null)", re.MULTILINE)


def apply_patch(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,  # noqa: ARG001
    done: tuple[CommandResult, ...] = (),  # noqa: ARG001
) -> BlockResult:
    """Apply the diff; a hunk that does not fit is a failure that shows both sides."""
    reading = perform.block
    session.observer.command_started(
        session.path, perform.line, f"patch {reading.path or 'the files it names'}"
    )
    if reading.options.change is not None and reading.path is not None:
        return _change(perform, session, reading.path, reading.options.change)
    code = reading.code if reading.code.endswith("\n") else f"{reading.code}\n"
    if not has_line_numbers(code):
        return _by_context(perform, session, code)
    if not _HEADER.search(code) and reading.path is not None:
        code = f"--- a/{reading.path}\n+++ b/{reading.path}\n{code}"
    strip = 1 if _PREFIXED.search(code) else 0
    source = session.place.put("patch", code.encode())
    # The ceiling keeps git from taking the folder for a part of a repository above it.
    answer = session.ask(
        'GIT_CEILING_DIRECTORIES="$(dirname "$PWD")" '
        f"git apply --recount --whitespace=nowarn -p{strip} -- {source}"
    )
    if answer.status == 0:
        return block_result(perform, Status.PASSED, output="")
    return block_result(
        perform,
        Status.FAILED,
        reason="the patch does not fit: " + (answer.output.strip().split("\n")[0] or "git apply"),
        output=_both_sides(session, code, answer.output),
    )


def _by_context(perform: Perform, session: Session, code: str) -> BlockResult:
    """A diff without line numbers: nothing of it is written unless all of it fits."""
    made: list[tuple[str, str | None]] = []
    for part in file_patches(code):
        path = part.path or perform.block.path
        if path is None:
            reason = "the diff says neither lines nor a file, and no file name is near it"
            return block_result(perform, Status.FAILED, reason=reason, output="")
        text = "" if part.new else _whole(session, path)
        if text is None:
            reason = f"the patch does not fit: {path} cannot be read"
            return block_result(perform, Status.FAILED, reason=reason, output="")
        changed_text = patched(text, part.hunks)
        if changed_text.fault is not None:
            reason = f"the patch does not fit {path}: {changed_text.fault}"
            shown = f"the patch has\n{code}\n{path} holds\n{text}"
            return block_result(perform, Status.FAILED, reason=reason, output=shown)
        made.append((path, None if part.removed else changed_text.text))
    for path, new in made:
        result = _write(perform, session, path, new)
        if result.status is not Status.PASSED:
            return result
    if not made:
        reason = "the diff changes nothing: none of its lines begins with + or -"
        return block_result(perform, Status.FAILED, reason=reason, output=code)
    return block_result(perform, Status.PASSED, output="")


def _change(perform: Perform, session: Session, path: str, change: Change) -> BlockResult:
    """Code that goes to a place in a file which the guide names by what stands there."""
    merges = change.how == "merged"
    text = _whole(session, path)
    if text is None and merges:
        text = ""  # What is added to a file that is not there makes it.
    if text is None:
        return block_result(perform, Status.FAILED, reason=f"{path} cannot be read", output="")
    made = changed(text, change, perform.block.code)
    if made.fault is not None:
        reason = f"{path} cannot be changed: {made.fault}"
        status = Status.BLOCKED if merges else Status.FAILED
        return block_result(perform, status, reason=reason, output=f"{path} holds\n{text}")
    return _write(perform, session, path, made.text)


def _whole(session: Session, path: str) -> str | None:
    """A file's text; None where it cannot be read, or is too long or too odd to be written back."""
    text = read(session, path)
    return None if text is None or len(text) >= READ_LIMIT // 4 or "\ufffd" in text else text


def _write(perform: Perform, session: Session, path: str, text: str | None) -> BlockResult:
    """Write a file with its new text, or remove it where there is none."""
    target = word_of(path)
    if text is None:
        answer = session.ask(f"rm -- {target}")
    else:
        source = session.place.put("block", text.encode("utf-8", "surrogateescape"))
        folder = word_of(posixpath.dirname(path) or ".")
        answer = session.ask(f"mkdir -p -- {folder} && cat -- {source} >{target}")
    status = Status.PASSED if answer.status == 0 else Status.FAILED
    return block_result(perform, status, reason=answer.output.strip() or None, output="")


def _both_sides(session: Session, code: str, said: str) -> str:
    """What git said, what the patch expects, and what the file holds at that place."""
    parts = [said.strip()]
    named = re.search(r"^error: (?:patch failed: )?(?P<path>[^:\n]+):(?P<line>\d+)", said, re.M)
    expects = [
        line[1:] for line in code.splitlines() if line[:1] in (" ", "-") and line[:4] != "--- "
    ]
    parts.append("the patch expects\n" + "\n".join(f"    {line}" for line in expects[:20]))
    if named is not None:
        text = read(session, named["path"])
        if text is not None:
            at = max(0, int(named["line"]) - 1)
            shown = text.splitlines()[at : at + 12]
            head = f"{named['path']} holds, from line {at + 1}"
            parts.append(head + "\n" + "\n".join(f"    {line}" for line in shown))
    return "\n".join(parts) + "\n"
