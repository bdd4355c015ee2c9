"""An editor command before the block, or in its sentence: `nano app.py`, then what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN, SHELL
from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase

NAME = "editor command"
LANGUAGES: frozenset[str] | None = None


class Says(Protocol):
    """What a language has for this reading."""

    TYPED: Phrase
    OUTPUT: Phrase


EDITOR = re.compile(
    r"^\s*(?:\$ )?(?:sudo )?(?:nano|pico|vim?|nvim|emacs|code|subl|gedit|micro|kate|notepad)"
    r"(?: -\S+)* (?P<path>(?!-)[^\s;&|<>]+)\s*(?:#.*)?$",
    re.MULTILINE,
)
_NAMES = (
    "nano", "pico", "vi", "emacs", "code", "subl", "gedit", "micro", "kate", "notepad", "idea",
    "pycharm", "cursor",
)  # fmt: skip
_NEVER = CONSOLE | FOREIGN


def may_open(code: str) -> bool:
    """Whether commands have the name of an editor at all."""
    return any([name in code for name in _NAMES])  # noqa: C419 - quicker


def read(context: BlockContext) -> BlockReading | None:
    """The file that an editor was just opened for."""
    if context.language in _NEVER:
        return None
    told = _told(context)
    if told is not None:
        return file_reading(context, told, NAME)
    if not context.before:
        return None
    if context.language in SHELL and not context.code.startswith("#!"):
        return None
    previous = context.before[-1]
    if previous.kind not in (Kind.COMMAND, Kind.TRANSCRIPT):
        return None
    before = previous.block.node.content
    if not may_open(before):
        return None
    opened = [m["path"] for m in EDITOR.finditer(before)]
    if len(opened) != 1 or opened[0] in (".", "..") or opened[0].endswith("/"):
        return None
    if context.language == "output" and context.adjacent:
        return None
    says: Says = context.phrases.editor
    if context.lead and says.OUTPUT.search(context.lead[-1].skeleton):
        return None
    return file_reading(context, opened[0], NAME)


def _told(context: BlockContext) -> str | None:
    """The file for which the sentence right before the block opens an editor, to type into it."""
    sentence = context.last_sentence if context.lead_has_code else None
    says: Says = context.phrases.editor
    if sentence is None or not says.TYPED.search(sentence.skeleton):
        return None
    if says.OUTPUT.search(sentence.skeleton):
        return None
    opened = [EDITOR.fullmatch(one.text) for one in sentence.explicit if one.kind == CODE]
    paths = [found["path"] for found in opened if found is not None]
    return paths[0] if len(paths) == 1 and is_file(paths[0]) else None
