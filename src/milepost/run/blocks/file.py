"""A file block: written where the reader stands, parents made."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.probes.paths import word_of
from milepost.reading.blocks.elision import ELISION_NOTE
from milepost.reading.blocks.file import CLOSED
from milepost.result.model import BlockResult, Status
from milepost.run.blocks.base import block_result
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.plan.model import Perform
    from milepost.result.model import CommandResult
    from milepost.run.session import Session

_NAME = "block"
"""Name under which the content is handed into the place."""
_NAME_OF_FOLDER = re.compile(r"(?!\.\.?$)[\w.-]+")


def write_file(
    perform: Perform,
    session: Session,
    *,
    testing: bool = False,  # noqa: ARG001
    done: tuple[CommandResult, ...] = (),  # noqa: ARG001
) -> BlockResult:
    """Write the block's content; with `append` or `prepend` keep what is there."""
    reading = perform.block
    assert reading.path is not None
    session.observer.command_started(session.path, perform.line, f"write {reading.path}")
    if ELISION_NOTE in reading.notes:
        reason = f"{reading.path} cannot be written whole: {ELISION_NOTE}"
        return block_result(perform, Status.FAILED, reason=reason, output="")
    code = reading.code if reading.code.endswith("\n") or not reading.code else f"{reading.code}\n"
    source = session.place.put(_NAME, code.encode("utf-8", "surrogateescape"))
    begin = _from_root(reading.path, session.place.workspace)
    answer = session.ask(begin + _script(reading.path, source, perform))
    if answer.status == 0:
        result = block_result(perform, Status.PASSED, output="")
        told = answer.output.strip()
        return replace(result, notes=(*result.notes, told)) if told else result
    reason = f"{reading.path} cannot be written: {answer.output.strip() or 'no reason given'}"
    return block_result(perform, Status.FAILED, reason=reason, output=answer.output)


def _from_root(path: str, root: str) -> str:
    """Goes to the workspace's root where the path begins there with a folder that we stand in."""
    first, slash, _ = path.partition("/")
    if not slash or not _NAME_OF_FOLDER.fullmatch(first):
        return ""
    word, root = shlex.quote(first), shlex.quote(root)
    why = f"written from the workspace's root: the terminal stands in {first}"
    return (
        f'[[ -e {word} || "$PWD/" != {root}/{word}/* ]] || '
        f"{{ cd -- {root} && echo {shlex.quote(why)}; }}; "
    )


def _script(path: str, source: str, perform: Perform) -> str:
    target = word_of(path)
    folder = word_of(posixpath.dirname(path) or ".")
    options = perform.block.options
    if options.append and path.endswith(CLOSED):
        why = "it is there, and nothing can be added after its end; write the change as a `diff`"
        refuse = f"{{ [ ! -s {target} ] || {{ echo {shlex.quote(why)}; false; }}; }}"
        write = f"{refuse} && cat -- {source} >{target}"
    elif options.append:
        # A file whose last line is not ended would swallow the first line that is added.
        write = (
            f'{{ [ ! -s {target} ] || [ -z "$(tail -c 1 -- {target})" ] || echo; '
            f"cat -- {source}; }} >>{target}"
        )
    elif options.prepend:
        write = f'old=$(mktemp) && cat -- {target} >"$old" && cat -- {source} "$old" >{target}'
    else:
        write = f"cat -- {source} >{target}"
    # The folder is nearly always there, and to start a program takes longest.
    return f"{{ [[ -d {folder} ]] || mkdir -p -- {folder}; }} && {write}"
