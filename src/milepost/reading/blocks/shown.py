"""Everything else: for reading, and always with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import FOREIGN, PLAIN
from milepost.reading.blocks.named_file import PART_NOTE
from milepost.reading.blocks.named_file import Says as FilePhrases
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase


class Says(Protocol):
    """What a language has for this reading."""

    WRITES: Phrase


UNWRITTEN = '`{0}` is named before it; to have it written, put `title="{0}"` after the language'
_WINDOWS = re.compile(r"^(?:PS(?: [A-Z]:[^>\n]*)?>|[A-Z]:\\[^>\n]*>)", re.MULTILINE)
_REPL = re.compile(r"^(?:>>> |In \[\d+\]: |irb\(|iex\(|sqlite> |mysql> |\w+=# )", re.MULTILINE)


def read(context: BlockContext) -> BlockReading:
    """Shown, with why."""
    language = context.language
    if not context.block.node.fenced:
        why = "indented code is for reading only; a fence says what it is"
    elif language in FOREIGN or _WINDOWS.search(context.code[:500]):
        why = "for another shell"
    elif _REPL.search(context.code[:2000]):
        why = "an interactive session"
    elif language in PLAIN:
        why = "no language and no prompts" if not language else f"`{language}` without a role"
    else:
        why = "no path is known for it"
    named = _named(context)
    notes = (_advice(context, named),) if named and context.block.node.fenced else ()
    return BlockReading(context.block, Kind.SHOWN, why, code=context.code, notes=notes)


def _advice(context: BlockContext, named: str) -> str:
    """How the guide can say what becomes of a file that it names."""
    files: FilePhrases = context.phrases.named_file
    there = named.removeprefix("./") in context.seen.files
    if there or any(files.WITHIN.search(sentence.skeleton) for sentence in context.lead):
        return PART_NOTE.format(named)
    return UNWRITTEN.format(named)


def _named(context: BlockContext) -> str | None:
    """The one file that the paragraph right before the block names, in code or alone in bold."""
    says: Says = context.phrases.shown
    lead = context.block.lead
    if lead is None:
        return None
    words = lead.text.strip(" :\n*_")
    if is_file(words):
        return words
    if context.language in PLAIN or not context.lead_has_code or not context.lead:
        return None
    if not says.WRITES.search(context.lead[-1].skeleton):
        return None
    parts = [part.text for part in context.lead[-1].explicit if part.kind == CODE]
    files = [part for part in parts if is_file(part)]
    return files[0] if len(files) == 1 else None
