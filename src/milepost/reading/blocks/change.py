"""A sentence that says where in a file the code goes: "replace `x` in `a.py` with:"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN
from milepost.reading.change import Change
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE, QUOTE, cue_bits

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Explicit, Sentence

NAME = "place in a file"
LANGUAGES: frozenset[str] | None = None
_NEVER = CONSOLE | FOREIGN | {"diff", "patch"}


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    """One of these is in every such paragraph."""
    INSTEAD: Phrase
    PLACES: tuple[tuple[Literal["after", "before"], Phrase], ...]
    """Where new code goes, beside the text `anchor`."""
    PUTS: Phrase
    FIND: Phrase
    WITH: Phrase
    DONT: Phrase


OLD = "what the next block replaces"


def read(context: BlockContext) -> BlockReading | None:
    """A patch where a text of the file, and what is to be done there, are both explicit."""
    if context.language in _NEVER:
        return None
    says: Says = context.phrases.change
    if context.before and context.before[-1].why == OLD:
        old = context.before[-1]
        return _patch(context, old.path or "", Change(old.code, "instead"))
    if not context.lead_has_code or not context.lead_says(cue_bits(says.CUES)):
        return None
    sentence = context.lead[-1]
    if says.DONT.search(sentence.skeleton):
        return None
    if (path := _old_of_next(context, says)) is not None:
        return BlockReading(context.block, Kind.SHOWN, OLD, code=context.code, path=path)
    change = _change(sentence, says)
    path = _file(context) if change else None
    return _patch(context, path, change) if path and change else None


def _patch(context: BlockContext, path: str, change: Change) -> BlockReading:
    options = replace(context.options, change=change)
    return BlockReading(
        context.block, Kind.PATCH, NAME, code=context.code + "\n", path=path, options=options
    )


def _change(sentence: Sentence, says: Says) -> Change | None:
    """What a sentence says, but for the file."""
    skeleton = sentence.skeleton
    if says.INSTEAD.search(skeleton):
        others = [part.text for part in sentence.explicit if not _is_file(part)]
        return Change(others[0], "instead") if len(others) == 1 else None
    if not says.PUTS.search(skeleton):
        return None
    for how, pattern in says.PLACES:
        found = pattern.search(skeleton)
        if found:
            anchor = sentence.at(found.start("anchor"))
            return None if _is_file(anchor) else Change(anchor.text, how)
    return None


def _is_file(part: Explicit) -> bool:
    return part.kind == CODE and is_file(part.text)


def _file(context: BlockContext) -> str | None:
    """The one file that the last sentence names, or the one before it where it names none."""
    for sentence in reversed(context.lead[-2:]):
        files = [p.text for p in sentence.explicit if p.kind == CODE and is_file(p.text)]
        if files:
            return files[0] if len(set(files)) == 1 else None
    return None


def _old_of_next(context: BlockContext, says: Says) -> str | None:
    """The file, where this block is what the next one takes the place of."""
    after = context.next
    if after is None or after.lead is None or not says.FIND.search(context.lead[-1].skeleton):
        return None
    if not says.WITH.search(after.lead.text.strip()):
        return None
    others = [p for p in context.lead[-1].explicit if p.kind in (CODE, QUOTE) and not _is_file(p)]
    return None if others else _file(context)
