"""A `diff` that says which file it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import BlockReading, Kind
from milepost.reading.paths import is_file
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.blocks.named_file import Says

NAME = "language"
LANGUAGES: frozenset[str] | None = frozenset({"diff", "patch"})

_OLD = re.compile(r"^--- \S", re.MULTILINE)
_NEW = re.compile(r"^\+\+\+ (?:b/)?(?P<path>[^\t\n]+)", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?:#|//)\s*(?P<path>\S+)\s*$")


def read(context: BlockContext) -> BlockReading | None:
    """A patch with `---` and `+++` lines, or with a path in the sentence before it."""
    new = _NEW.search(context.code)
    if new and _OLD.search(context.code):
        return _patch(context, new["path"].strip(), NAME)
    first = _COMMENT.match(context.code.split("\n", 1)[0])
    if first and is_file(first["path"]):
        return _patch(context, first["path"], "first line")
    says: Says = context.phrases.named_file
    for sentence in reversed(context.lead):
        for pattern in (*says.REPLACE, *says.CREATE):
            found = pattern.search(sentence.skeleton)
            if found and is_file(path := sentence.at(found.start("path")).text):
                return _patch(context, path, "sentence")
    return BlockReading(
        context.block,
        Kind.SHOWN,
        NAME,
        code=context.code,
        notes=("a diff that names no file is not applied",),
    )


def _patch(context: BlockContext, path: str, why: str) -> BlockReading:
    return BlockReading(
        context.block,
        Kind.PATCH,
        why,
        code=context.code + "\n",
        path=path,
        options=context.options,
    )
