"""A sentence that says where in a file the code goes: "replace `x` in `a.py` with:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN
from milepost.reading.change import Change
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE, QUOTE, Phrase, cue_bits, phrase

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.sentence import Explicit, Sentence

NAME = "place in a file"
OLD = "what the next block replaces"

CUES = cue_bits(
    ["replace", "change", "after", "below", "beneath", "under", "before", "above", "find", "locate",
     "with", "swap"]
)  # fmt: skip
"""One of these is in every such paragraph."""
_NOT_A_PART = (
    r"(?! (?:function|method|class|route|section|block|component|variable|object|array|list|handler|definition|"
    r"command|step|file|folder|package|module|hook|view|loop|element|field|property|key|entry)\b)"
)
"""Code that names a thing of several lines, and not the line itself."""
INSTEAD = phrase(
    rf"\b(?:replace|change|swap)\b (?:[^\n;\ue000\ue001]|[\ue000\ue001]{_NOT_A_PART})*\b(?:with|by|to|for)\b(?: (?:the following|this|these|the|new|one|code|lines?|block|content|version|below))*(?: in {{code}})?:?$"
)
"""One text takes the place of another."""
_ANCHOR = (
    r"\b (?:the |your |this |existing |closing )*(?:lines? )?"
    r"(?:(?:that|which) (?:says?|reads?|contains?|starts? with) |with |containing )?"
    rf"(?P<anchor>[\ue000\ue001]){_NOT_A_PART}"
)
_PLACES: tuple[tuple[Literal["after", "before"], Phrase], ...] = (
    ("after", phrase(r"\b(?:after|below|beneath|underneath)" + _ANCHOR)),
    ("before", phrase(r"\b(?:before|above)" + _ANCHOR)),
)
_PUTS = phrase(r"\b(?:add|insert|put|paste|place|include|write|append)\b")
_FIND = phrase(r"\b(?:replace|change|find|locate|swap)\b[^\n]*:$")
_WITH = phrase(
    r"^(?:and )?(?:then )?(?:(?:replace|change|swap) (?:it|this|that|them|these|those)(?: lines?| code)? )?(?:with|by|to|for)\b[^.\n]{0,40}:?$"
)
_DONT = phrase(r"\b(?:run|running|don['’]t|do not|instead of|you (?:can|could|may|might)|if you)\b")


def read(context: BlockContext) -> BlockReading | None:
    """A patch where a text of the file, and what is to be done there, are both explicit."""
    if context.language in CONSOLE | FOREIGN or context.language in ("diff", "patch"):
        return None
    if context.before and context.before[-1].why == OLD:
        old = context.before[-1]
        return _patch(context, old.path or "", Change(old.code, "instead"))
    if not context.lead_has_code or not context.lead_says(CUES):
        return None
    sentence = context.lead[-1]
    if _DONT.search(sentence.skeleton):
        return None
    if (path := _old_of_next(context)) is not None:
        return BlockReading(context.block, Kind.SHOWN, OLD, code=context.code, path=path)
    change = _change(sentence)
    path = _file(context) if change else None
    return _patch(context, path, change) if path and change else None


def _patch(context: BlockContext, path: str, change: Change) -> BlockReading:
    options = replace(context.options(), change=change)
    return BlockReading(
        context.block, Kind.PATCH, NAME, code=context.code + "\n", path=path, options=options
    )


def _change(sentence: Sentence) -> Change | None:
    """What a sentence says, but for the file."""
    skeleton = sentence.skeleton
    if INSTEAD.search(skeleton):
        others = [part.text for part in sentence.explicit if not _is_file(part)]
        return Change(others[0], "instead") if len(others) == 1 else None
    if not _PUTS.search(skeleton):
        return None
    for how, pattern in _PLACES:
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


def _old_of_next(context: BlockContext) -> str | None:
    """The file, where this block is what the next one takes the place of."""
    after = context.next
    if after is None or after.lead is None or not _FIND.search(context.lead[-1].skeleton):
        return None
    if not _WITH.search(after.lead.text.strip()):
        return None
    others = [p for p in context.lead[-1].explicit if p.kind in (CODE, QUOTE) and not _is_file(p)]
    return None if others else _file(context)
