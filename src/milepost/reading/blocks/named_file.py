"""A sentence before the block names the file: "Create a file named `server.js`:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, FOREIGN, SHELL
from milepost.reading.blocks.file import CLOSED, begins, file_reading
from milepost.reading.change import Change
from milepost.reading.merge import json_object
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import CODE, phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.sentence import Sentence

NAME = "sentence"

_WRITE = r"(?:create|creating|make|add|write|save|put|place|start|generate|set up|define|copy|paste|type|enter|insert|include)"
_END = (
    r"(?:(?:at|to|onto) the (?:very )?(?:end|bottom|top|beginning|start)|after the (?:last|final) line)"
    r" (?:of|in) (?:the |your |this |existing |new )*(?:file )?"
)
_GAP = r"[^\n\ue000;]{0,70}?"

CREATE = (
    phrase(rf"\b{_WRITE}\b{_GAP}\b(?:file|script|module|component|page|stylesheet|template|test|"
           rf"config(?:uration)?|document|makefile|dockerfile)\b"
           rf"(?:,? (?:named|called|as|at|in|like|with the name)| )[^\n;]{{0,20}}?(?P<path>{{code}})"),
    phrase(r"\b(?:create|make|add)\b (?:a |the |another )?(?:new )?file (?:in|inside|under) (?:the |your )?(?P<folder>{code}) "
           r"(?:directory|folder) (?:named|called) (?P<path>{code})"),
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
    phrase(rf"\b{_WRITE[:-1]}|append|prepend)\b[^\n;]{{0,90}}?\b{_END}(?P<path>{{code}})"),
    phrase(rf"\b{_END}(?P<path>{{code}})(?: file)?,? (?:and )?{_WRITE[:-1]}|append)\b"),
    phrase(r"\b(?:append|prepend)\b[^\n\ue000;]{0,60}?\bto\b (?:the |your )?(?:file )?(?P<path>{code})"),
    phrase(r"^(?:now,? |then,? |next,? |finally,? )?(?:in|inside|open)\b (?:the |your |file )*(?P<path>{code})(?: file)?,?"
           r"(?: and)?,? (?:at|to) the (?:very )?(?:end|bottom|top|beginning|start)\b"),
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

_OF_FILE = (
    r"(?! (?:of|in) (?!(?:the |your |this |existing |new )*(?:file\b|{code}(?! (?:function|method|class|list|array|"
    r"object|section|block|dict\w*|element|tag|body)\b)|it\b)))"
)
"""The end or the top of the file, and not of something in it."""

APPEND = phrase(
    rf"\b(?:append|(?:at|to) the (?:very )?(?:end|bottom){_OF_FILE}|"
    r"after the (?:last|final|existing) (?:line|code)|below the existing)\b"
)
PREPEND = phrase(rf"\b(?:prepend|(?:at|to) the (?:very )?(?:top|beginning|start){_OF_FILE})\b")
ADDS = phrase(
    r"\b(?:add|append|include|insert)\b[^\n]{0,70}?\b(?:to|in|into)\b[^\n]{0,20}?{code}"
    r"|^(?:now,? |then,? |next,? )?(?:in|inside|open)\b (?:the |your )?(?:file )?{code}(?: file)?"
    r"(?: and)?,? (?:add|append|include|insert)\b"
    r"|\b(?:edit|update|modify|change|open|extend)\b (?:the |your |our |file )*{code}(?: file)?,? "
    r"(?:to|and|so that it)(?: also)? (?:add|append|includes?|insert)\b"
)
"""What is added to a file that is there is appended; one that is not there is made."""

WITHIN = phrase(
    r"\b(?:at|to|near) the (?:very )?(?:end|bottom|top|beginning|start) of (?!(?:the |your |this |existing |new )*(?:file\b|"
    r"{code}(?! (?:function|method|class|list|array|object|section|block|dict\w*|element|tag|body)\b)))"
    r"|\b(?:replace|change|update|modify|edit|rewrite)\b (?:the |your |this |that |our )?(?:(?!(?:with|and|to|by|so|using) )[\w'’-]+ |{code} ){0,5}?"
    r"(?:function|method|class|lines?|section|block|handler|route|array|object|entry|value|imports?|tag|element|view|"
    r"loop|statement|call|query|variable|constant|property|field|key)\b[^\n;]* (?:in|of|inside|from) "
)
"""A place or a part of the file that words alone tell."""
_PART_NAMED = re.compile(
    r"\b(?:to|in|into|under|inside|within) (?:the |your )?[`\"']?(?P<name>(?!following|this|same|new)[\w-]+)[`\"']? "
    r"(?:section|field|property|key|object|block|entry|array|list)\b"
)
"""A part of a file, by its key."""
PART_NOTE = "it looks like a part of `{}`; write the change as a `diff`"

NOT_A_FILE = phrase(
    r"\b(?:run|execute|running|prints?|outputs?|shows?|displays?|returns?|should (?:now )?look|"
    r"looks like|will look|look similar|contains?|output of|example|e\.g\.|instead of|you(?:'ll)? "
    r"(?:should )?see|would|might|install|we have|you have|rename|delete|remove|move|test with)\b",
    "run", "execut", "print", "output", "show", "display", "return", "look", "contain", "example",
    "e.g", "instead", "see", "would", "might", "install", "we have", "you have", "rename",
    "delete", "move", "test with",
)  # fmt: skip

_WILL_HOLD = phrase(r"^(?:this|it)(?: file)? will (?:contain|hold) (?:the|our|your|a|an|all)\b")
"""A sentence on the file that the one before it tells to create."""

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
    lead = context.block.lead
    if lead is None or context.language in CONSOLE or context.language in FOREIGN:
        return None
    if context.language in SHELL and not any([ending in lead.text for ending in _SCRIPTS]):  # noqa: C419
        return None
    found = _named(context)
    if found is None or (context.language in SHELL and not found[0].endswith(_SCRIPTS)):
        return None
    return _as_said(context, *found)


def _as_said(context: BlockContext, path: str, sentence: Sentence, replaced: bool) -> BlockReading:
    """The file, or what is added to it, or a part of it for which only words name the place."""
    known = context.seen.files.get(path)
    whole = known is not None and begins(known, context.code)
    skeleton = sentence.skeleton
    if (merged := _merged(context, path, sentence)) is not None:
        return merged
    if not whole and WITHIN.search(skeleton):
        return _part(context, path)
    options = context.options()
    if APPEND.search(skeleton):
        options = replace(options, append=True)
    elif PREPEND.search(skeleton):
        options = replace(options, prepend=True)
    elif not whole and ADDS.search(skeleton):
        return _added(context, path, known=known is not None)
    elif replaced and known is not None and not whole and len(context.code) < 0.6 * len(known):
        return _part(context, path)
    return file_reading(context, path, NAME, options, part=replaced and not whole)


def _added(context: BlockContext, path: str, *, known: bool) -> BlockReading:
    """Code of which the guide says that it is added, but not where."""
    if known and path.endswith(CLOSED):
        return _part(context, path)
    options = replace(context.options(), append=True)
    reading = file_reading(context, path, NAME, options, part=True)
    note = "added to the end: the guide says only that it is added"
    return replace(reading, notes=(*reading.notes, note)) if known else reading


def _merged(context: BlockContext, path: str, sentence: Sentence) -> BlockReading | None:
    """A JSON object that is to be added to a JSON file: its keys are, whatever else that holds."""
    if not path.endswith(".json") or not ADDS.search(sentence.skeleton):
        return None
    added = json_object(context.code)
    if added is None or not _at_top(sentence, path, added):
        return None
    options = replace(context.options(), change=Change("", "merged"))
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


def _at_top(sentence: Sentence, path: str, added: Collection[str]) -> bool:
    """Whether the keys are the file's own, and not those of a part of it which the sentence names."""
    named = [found["name"] for found in _PART_NAMED.finditer(sentence.text)]
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
    lead = context.lead
    if not any(_may_name(sentence.skeleton) for sentence in lead[-2:]):
        return None
    for index in range(len(lead) - 1, max(-1, len(lead) - 3), -1):
        sentence = lead[index]
        if not NOT_A_FILE.search(sentence.skeleton):
            found = _named_in(sentence)
            if found is not None:
                return found[0], sentence, found[1]
        elif not index or not _is_of_created(sentence, lead[index - 1]):
            return None
    return None


def _named_in(sentence: Sentence) -> tuple[str, bool] | None:
    """The path that a sentence names, and whether what the file holds is replaced."""
    marked = CODE in sentence.skeleton
    for patterns, replaced in ((CREATE, False), (REPLACE, True)) if marked else ():
        for pattern in patterns:
            for found in pattern.finditer(sentence.skeleton):
                path = _within(sentence, found) + sentence.at(found.start("path")).text
                told = _NAMED.search(sentence.skeleton[: found.start("path")])
                if is_file(path) or (told and could_be_path(path) and "/" not in path[-1:]):
                    return path, replaced
    bare = None if marked else _BARE.search(sentence.text)
    return (bare["path"], False) if bare and is_file(bare["path"]) else None


def _is_of_created(sentence: Sentence, before: Sentence) -> bool:
    """Whether a sentence says what the file is for that the one before it tells to create."""
    creates = any(pattern.search(before.skeleton) for pattern in CREATE[:3])
    return creates and _WILL_HOLD.search(sentence.skeleton) is not None


def _within(sentence: Sentence, found: re.Match[str]) -> str:
    """The folder that a phrase names beside the file, with its slash."""
    if "folder" not in found.re.groupindex:
        return ""
    return sentence.at(found.start("folder")).text.rstrip("/") + "/"


def _may_name(skeleton: str) -> bool:
    """Whether a sentence has a code span, or a word that can be a file's name."""
    return CODE in skeleton or "." in skeleton[:-1] or "file" in skeleton.lower()
