"""A sentence before the block names the file: "Create a file named `server.js`:"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN, SHELL
from milepost.reading.blocks.file import CLOSED, begins, file_reading
from milepost.reading.change import Change
from milepost.reading.merge import json_object
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import CODE

if TYPE_CHECKING:
    import re
    from collections.abc import Collection

    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "sentence"
LANGUAGES: frozenset[str] | None = None
_NEVER = CONSOLE | FOREIGN


class Says(Protocol):
    """What a language has for this reading."""

    CREATE: tuple[Phrase, ...]
    """The first three tell that a file is made."""
    REPLACE: tuple[Phrase, ...]
    APPEND: Phrase
    PREPEND: Phrase
    ADDS: Phrase
    WITHIN: Phrase
    PIECE: Phrase
    """Not the whole file: an excerpt, a value that is set, or a text that is to be replaced."""
    PART_NAMED: re.Pattern[str]
    """A part of a file, by its key; asked of the text itself."""
    NOT_A_FILE: Phrase
    WILL_HOLD: Phrase
    """A sentence on the file that the one before it tells to create."""
    NAMED: re.Pattern[str]
    BARE: re.Pattern[str]
    FILE: str
    """The word, in lower case."""


PART_NOTE = "it looks like a part of `{}`; write the change as a `diff`"

_SCRIPTS = (".sh", ".bash", ".zsh", ".bashrc", ".profile", ".env")


def read(context: BlockContext) -> BlockReading | None:
    """A file, where the sentence before the block says that it is one."""
    lead = context.block.lead
    if lead is None or context.language in _NEVER:
        return None
    if context.language in SHELL and not any([ending in lead.text for ending in _SCRIPTS]):  # noqa: C419
        return None
    found = _named(context)
    if found is None or (context.language in SHELL and not found[0].endswith(_SCRIPTS)):
        return None
    return _as_said(context, *found)


def _as_said(context: BlockContext, path: str, sentence: Sentence, replaced: bool) -> BlockReading:
    """The file, or what is added to it, or a part of it for which only words name the place."""
    says: Says = context.phrases.named_file
    known = context.seen.files.get(path)
    whole = known is not None and begins(known, context.code)
    skeleton = sentence.skeleton
    if (merged := _merged(context, path, sentence)) is not None:
        return merged
    if says.PIECE.search(skeleton) or (not whole and says.WITHIN.search(skeleton)):
        return _part(context, path)
    options = context.options
    if says.APPEND.search(skeleton):
        options = replace(options, append=True)
    elif says.PREPEND.search(skeleton):
        options = replace(options, prepend=True)
    elif not whole and says.ADDS.search(skeleton):
        return _added(context, path, known=known is not None)
    elif known is not None and not whole and _is_piece(context.code, known, replaced=replaced):
        return _part(context, path)
    return file_reading(context, path, NAME, options, part=replaced and not whole)


def _is_piece(code: str, known: str, *, replaced: bool) -> bool:
    """Whether code is lines that the file holds, or too short for all that it holds after it."""
    return f"\n{code.strip()}\n" in f"\n{known}" or (replaced and len(code) < 0.6 * len(known))


def _added(context: BlockContext, path: str, *, known: bool) -> BlockReading:
    """Code of which the guide says that it is added, but not where."""
    if known and path.endswith(CLOSED):
        return _part(context, path)
    options = replace(context.options, append=True)
    reading = file_reading(context, path, NAME, options, part=True)
    note = "added to the end: the guide says only that it is added"
    return replace(reading, notes=(*reading.notes, note)) if known else reading


def _merged(context: BlockContext, path: str, sentence: Sentence) -> BlockReading | None:
    """A JSON object that is to be added to a JSON file: its keys are, whatever else that holds."""
    says: Says = context.phrases.named_file
    if not path.endswith(".json") or not says.ADDS.search(sentence.skeleton):
        return None
    added = json_object(context.code)
    if added is None or not _at_top(sentence, path, added, says):
        return None
    options = replace(context.options, change=Change("", "merged"))
    return BlockReading(
        context.block,
        Kind.PATCH,
        NAME,
        code=context.code + "\n",
        path=path,
        options=options,
        notes=(
            f"merged into `{path}`: objects key by key, other values in the place of what is there",
        ),
    )


def _at_top(sentence: Sentence, path: str, added: Collection[str], says: Says) -> bool:
    """Whether the keys are the file's own, and not those of a part that the sentence names."""
    named = [found["name"] for found in says.PART_NAMED.finditer(sentence.text)]
    spans = [part.text for part in sentence.explicit if part.kind == CODE and part.text != path]
    return all(name.strip("\"'") in added for name in (*named, *spans))


def _part(context: BlockContext, path: str) -> BlockReading:
    """A piece of a file whose place is not explicit."""
    return BlockReading(
        context.block,
        Kind.SHOWN,
        NAME,
        code=context.code,
        path=path,
        notes=(PART_NOTE.format(path),),
    )


def _named(context: BlockContext) -> tuple[str, Sentence, bool] | None:
    says: Says = context.phrases.named_file
    lead = context.lead
    if not any(_may_name(sentence.skeleton, says) for sentence in lead[-2:]):
        return None
    for index in range(len(lead) - 1, max(-1, len(lead) - 3), -1):
        sentence = lead[index]
        if not says.NOT_A_FILE.search(sentence.skeleton):
            found = _named_in(sentence, says)
            if found is not None:
                return found[0], sentence, found[1]
        elif not index or not _is_of_created(sentence, lead[index - 1], says):
            return None
    return None


def _named_in(sentence: Sentence, says: Says) -> tuple[str, bool] | None:
    """The path that a sentence names, and whether what the file holds is replaced."""
    marked = CODE in sentence.skeleton
    for patterns, replaced in ((says.CREATE, False), (says.REPLACE, True)) if marked else ():
        for pattern in patterns:
            for found in pattern.finditer(sentence.skeleton):
                path = _within(sentence, found) + sentence.at(found.start("path")).text
                told = says.NAMED.search(sentence.skeleton[: found.start("path")])
                if is_file(path) or (told and could_be_path(path) and "/" not in path[-1:]):
                    return path, replaced
    bare = None if marked else says.BARE.search(sentence.text)
    return (bare["path"], False) if bare and is_file(bare["path"]) else None


def _is_of_created(sentence: Sentence, before: Sentence, says: Says) -> bool:
    """Whether a sentence says what the file is for that the one before it tells to create."""
    creates = any(pattern.search(before.skeleton) for pattern in says.CREATE[:3])
    return creates and says.WILL_HOLD.search(sentence.skeleton) is not None


def _within(sentence: Sentence, found: re.Match[str]) -> str:
    """The folder that a phrase names beside the file, with its slash."""
    if "folder" not in found.re.groupindex:
        return ""
    return sentence.at(found.start("folder")).text.rstrip("/") + "/"


def _may_name(skeleton: str, says: Says) -> bool:
    """Whether a sentence has a code span, or a word that can be a file's name."""
    return CODE in skeleton or "." in skeleton[:-1] or says.FILE in skeleton.lower()
