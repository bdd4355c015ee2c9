"""A sentence before the block names the file: "Create a file named `server.js`:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN, SHELL
from milepost.reading.blocks.file import file_reading
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.sentence import CODE, Sentence, phrase

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

NAME = "sentence"

_WRITE = r"(?:create|creating|make|add|write|save|put|place|start|generate|set up|define|copy|paste|type|enter|insert|include)"
_GAP = r"[^\n\ue000;]{0,70}?"

CREATE = (
    phrase(rf"\b{_WRITE}\b{_GAP}\b(?:file|script|module|component|page|stylesheet|template|test|"
           rf"config(?:uration)?|document|makefile|dockerfile)\b"
           rf"(?:,? (?:named|called|as|at|in|like|with the name)| )[^\n;]{{0,20}}?(?P<path>{{code}})"),
    phrase(r"\b(?:create|make|write|add|generate|save|define|set up)\b (?:a |an |the |your |this |"
           r"it |new |another |simple |basic |following |code |content |to |as |in |into |inside |"
           r"file |first |second |also |minimal |small |our |empty )*(?P<path>{code})"),
    phrase(r"\b(?:save|store|put|paste|place|copy|write|type|enter|insert|add|include)\b"
           r"(?: the)? ?(?:this|following|it|code|content|contents|text|lines?|snippet|below|these)"
           r"[^\n;]{0,50}?\b(?:as|in|into|to|inside)\b[^\n;]{0,30}?(?P<path>{code})"),
    phrase(r"^(?:now,? |then,? |next,? |first,? |finally,? )?(?:in|inside|open)\b (?:the |your |a |new |file )*"
           r"(?P<path>{code})(?: file)?(?: (?:and|,))?,? (?:and )?(?:add|write|put|paste|type|enter|place|"
           r"insert|include|create|define|replace|use|set)\b"),
    phrase(r"^(?:in |file:? |filename:? )?(?:the )?(?P<path>{code})(?: file)?(?: \([^)]*\))?:?$"),
    phrase(r"\bwith (?:the )?(?:following|this|these) (?:content|contents|code|text|lines?)\b.{0,40}?"
           r"\b(?:in|named|called|as)\b (?P<path>{code})"),
    phrase(r"\b(?:add|append)\b (?:a|an|another|one more|two|three|some|these|the)\b[\w -]{1,40}? "
           r"(?:at the (?:end|top|bottom|beginning) of|to|in|into) (?:the |your )?(?:end of |file )?(?P<path>{code})"),
)  # fmt: skip
"""The block is a file's whole content."""

REPLACE = (
    phrase(r"\b(?:replace|overwrite|change|update|edit|modify|rewrite)\b[^\n;]{0,60}?(?P<path>{code})"
           r"[^\n;]{0,40}?\b(?:with|to|as follows|so that|so it|to look)\b"),
    phrase(r"\b(?:update|edit|modify|change|open|rewrite)\b (?:the |your |a |our |file |contents? of )*"
           r"(?P<path>{code})(?: file)?"),
)  # fmt: skip
"""The block takes the place of what the file holds."""

APPEND = phrase(
    r"\b(?:append|at the (?:very )?(?:end|bottom)|to the (?:very )?(?:end|bottom)|"
    r"after the (?:last|existing) (?:line|code)|below the existing)\b"
)
PREPEND = phrase(
    r"\b(?:prepend|at the (?:very )?(?:top|beginning|start)|to the (?:very )?(?:top|beginning|start))"
    r"\b (?:of|in)\b"
)
ADDS = phrase(
    r"\b(?:add|append|include|insert)\b[^\n]{0,70}?\b(?:to|in|into)\b[^\n]{0,20}?{code}"
    r"|^(?:now,? |then,? |next,? )?(?:in|inside|open)\b (?:the |your )?(?:file )?{code}(?: file)?"
    r"(?: and)?,? (?:add|append|include|insert)\b"
)
"""What is added to a file that is there is appended; one that is not there is made."""

NOT_A_FILE = phrase(
    r"\b(?:run|execute|running|prints?|outputs?|shows?|displays?|returns?|should (?:now )?look|"
    r"looks like|will look|look similar|contains?|output of|example|e\.g\.|instead of|you(?:'ll)? "
    r"(?:should )?see|would|might|install|we have|you have|rename|delete|remove|move|test with)\b",
    "run", "execut", "print", "output", "show", "display", "return", "look", "contain", "example",
    "e.g", "instead", "see", "would", "might", "install", "we have", "you have", "rename",
    "delete", "move", "test with",
)  # fmt: skip

_NAMED = re.compile(r"\b(?:file|script)(?: named| called)? $", re.IGNORECASE)

_BARE = re.compile(
    r"\b(?:create|make|write|save|add|open|edit|update|file named|file called|named|called|in|to|as)"
    r"\b (?:a |an |the |new |file |this |it |as |in |to )*(?P<path>[\w./-]+\.\w{1,10}|Makefile|Dockerfile)"
    r"(?=[\s:,]|$)",
    re.IGNORECASE,
)
_SCRIPTS = (".sh", ".bash", ".zsh", ".bashrc", ".profile", ".env")


def read(context: BlockContext) -> BlockReading | None:
    """A file, where the sentence before the block says that it is one."""
    if context.language in CONSOLE or context.language in FOREIGN:
        return None
    lead = context.block.lead
    if lead is None:
        return None
    if context.language in SHELL and not any([ending in lead.text for ending in _SCRIPTS]):  # noqa: C419
        return None
    found = _named(context)
    if found is None:
        return None
    path, sentence, replaced = found
    if context.language in SHELL and not path.endswith(_SCRIPTS):
        return None
    options = context.options()
    known = context.seen.files.get(path)
    skeleton = sentence.skeleton
    if APPEND.search(skeleton):
        options = replace(options, append=True)
    elif PREPEND.search(skeleton):
        options = replace(options, prepend=True)
    elif ADDS.search(skeleton) and not replaced and (known is None or not _begins(known, context)):
        options = replace(options, append=True)
        reading = file_reading(context, path, NAME, options)
        note = "added to the end: the guide says only that it is added"
        return replace(reading, notes=(*reading.notes, note)) if known else reading
    elif replaced and known is not None and _is_part(context, known):
        return BlockReading(
            context.block,
            Kind.SHOWN,
            NAME,
            code=context.code,
            path=path,
            notes=(f"it looks like a part of `{path}`; write the change as a `diff`",),
        )
    return file_reading(context, path, NAME, options)


def _named(context: BlockContext) -> tuple[str, Sentence, bool] | None:
    lead = context.lead
    if not any(_may_name(sentence.skeleton) for sentence in lead[-2:]):
        return None
    for index in range(len(lead) - 1, -1, -1):
        sentence = lead[index]
        if NOT_A_FILE.search(sentence.skeleton):
            return None
        marked = CODE in sentence.skeleton
        for patterns, replaced in ((CREATE, False), (REPLACE, True)) if marked else ():
            for pattern in patterns:
                for found in pattern.finditer(sentence.skeleton):
                    path = sentence.at(found.start("path")).text
                    told = _NAMED.search(sentence.skeleton[: found.start("path")])
                    if is_file(path) or (told and could_be_path(path) and "/" not in path[-1:]):
                        return path, sentence, replaced
        bare = None if marked else _BARE.search(sentence.text)
        if bare and is_file(bare["path"]):
            return bare["path"], sentence, False
        if len(lead) - index >= 2:
            return None
    return None


def _may_name(skeleton: str) -> bool:
    """Whether a sentence has a code span, or a word that can be a file's name."""
    return CODE in skeleton or "." in skeleton[:-1] or "file" in skeleton.lower()


def _begins(known: str, context: BlockContext) -> bool:
    """Whether the code begins as the known content does: then it is all of its next version."""
    first = next((line for line in known.split("\n") if line.strip()), "")
    return first in context.code.split("\n")[:3]


def _is_part(context: BlockContext, known: str) -> bool:
    """Whether the code is rather a piece of the known content than all of its next version."""
    return not _begins(known, context) and len(context.code) < 0.6 * len(known)
