"""A `diff` that says which file it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.base import BlockReading, Kind
from milepost.reading.paths import is_file
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks import named_file
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase

NAME = "language"
LANGUAGES: frozenset[str] | None = frozenset({"diff", "patch"})

_OLD = re.compile(r"^--- \S", re.MULTILINE)
_NEW = re.compile(r"^\+\+\+ (?:b/)?(?P<path>[^\t\n]+)", re.MULTILINE)
_PRINTS = re.compile(
    r"(?:git (?:-\S+ )*(?:diff|show|log|stash show|format-patch)|(?:color)?diff)(?: |$)"
)
_COMMENT = re.compile(r"^\s*(?:#|//)\s*(?P<path>\S+)\s*$")


class Says(Protocol):
    """What a language has for this reading."""

    APPLY: tuple[Phrase, ...]
    """The file to which a diff is applied, besides those that tell to write or change one."""
    PRINTED: Phrase
    """The diff is what is to be seen."""


def read(context: BlockContext) -> BlockReading | None:
    """A patch with `---` and `+++` lines, or with a path in the sentence before it."""
    patch = _patch_of(context)
    if patch is None:
        return _shown(context, "a diff that names no file is not applied")
    if _is_printed(context):
        return _shown(context, "a diff that a command prints is not applied")
    return patch


def _patch_of(context: BlockContext) -> BlockReading | None:
    new = _NEW.search(context.code)
    if new and _OLD.search(context.code):
        return _patch(context, new["path"].strip(), NAME)
    first, _, rest = context.code.partition("\n")
    named = _COMMENT.match(first)
    if named and is_file(named["path"]):
        return _patch(context, named["path"], "first line", rest)
    path = _named(context)
    return _patch(context, path, "sentence") if path is not None else None


def _is_printed(context: BlockContext) -> bool:
    """Whether the diff is the output of the command before it."""
    says: Says = context.phrases.patch
    if any(says.PRINTED.search(sentence.skeleton) for sentence in context.lead[-1:]):
        return True
    if not context.near or not context.before[-1].commands or _named(context) is not None:
        return False
    last = simple_commands(context.before[-1].commands[-1].text)[-1:]
    return any(_PRINTS.match(command) for command in last)


def _named(context: BlockContext) -> str | None:
    """The file that a sentence before the diff says to change."""
    changes: named_file.Says = context.phrases.named_file
    says: Says = context.phrases.patch
    for sentence in reversed(context.lead):
        for pattern in (*changes.REPLACE, *changes.CREATE, *says.APPLY):
            found = pattern.search(sentence.skeleton)
            if found and is_file(path := sentence.at(found.start("path")).text):
                return path
    return None


def _shown(context: BlockContext, note: str) -> BlockReading:
    return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))


def _patch(context: BlockContext, path: str, why: str, code: str | None = None) -> BlockReading:
    return BlockReading(
        context.block,
        Kind.PATCH,
        why,
        code=(context.code if code is None else code) + "\n",
        path=path,
        options=context.options,
    )
