"""A whole Python program directly above an `output` fence: what it prints is shown, so it is run.

A lesson's code is often no program: a part of one, or what a notebook would answer. Such code, and
what prints something else each time, is only shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.blocks.example import as_command, stands_alone
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.model import Block
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext

NAME = "program above its output"

LANGUAGES: frozenset[str] | None = frozenset({"python", "python3", "py"})
_ERROR = re.compile(r"(?:\w+\.)*(?=[A-Z])\w*(?:Error|Exception)(?:: .*)?")


def read(context: BlockContext) -> BlockReading | None:
    """A command, only where nothing stands between the code and a fence labelled `output`."""
    after = context.next
    if after is None or context.testing:
        return None
    if not _is_output_under(context, after) or not stands_alone(context.code):
        return None
    from milepost.reading.python_code import is_program

    fails = is_error(after.node.content)
    if not is_program(context.code, fails=fails):
        return None
    return as_command(context, NAME, "python3 -", context.code, status=1 if fails else 0)


def is_error(output: str) -> bool:
    """Whether an output is the last line of a traceback alone."""
    return bool(_ERROR.fullmatch(output.strip()))


def _is_output_under(context: BlockContext, after: Block) -> bool:
    node = context.block.node
    between = node.log.source.data[node.span.end : after.node.span.start]
    text = after.node.content
    if not after.node.fenced or after.node.info.strip().lower() != "output":
        return False
    return not between.strip() and "Traceback (" not in text and "<ipython" not in text
