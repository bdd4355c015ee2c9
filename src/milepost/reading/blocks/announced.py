"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, PLAIN, SHELL
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.masks import ALL
from milepost.reading.paths import is_file
from milepost.reading.phrase import phrase
from milepost.reading.programs import all_commands
from milepost.reading.shell_words import simple_commands

if TYPE_CHECKING:
    from milepost.milestone.check import Mask
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.sentence import Sentence

NAME = "announced"

FILES_NOTE = "its lines are files that the block before it makes"
_LISTS = re.compile(r"(?:ls|find|tree|cat|echo|printf|git|du|stat|head|tail|grep|tar|zip|unzip)\b")

SIMILAR = phrase(
    r"\b(?:similar|something like|looks? (?:roughly |something |a bit |a lot )?like|resembl\w+|"
    r"along (?:the|these) lines|(?:may|might|will|could) (?:vary|differ|be (?:slightly )?different)|"
    r"roughly|approximately|(?:as follows|like (?:this|these|the following|so|below))\b|"
    r"sample output|example output|for example|version numbers?)\b"
)
EXACT = phrase(
    r"\b(?:exactly|expected (?:output|result|response)|the output (?:is|should be|will be)(?! similar)|"
    r"(?:which|it|this|that|command) (?:prints|outputs|should print|should output|will print|returns|"
    r"should return|will return|produces|should produce|will produce|will output)|output:?$|"
    r"(?:prints|outputs|produces|returns):?$)\b"
)
SEE = phrase(
    r"(?:\b(?:you(?:'|’)?ll|you will|you should|should|you can|will) (?:now |also |then |see |be )*"
    r"(?:see|get|receive|observe|find|have)\b|\byou (?:now )?(?:see|get)\b|\b(?:should|will|to) "
    r"(?:see|look|print|output|display|return|show|produce|respond|read|report|contain)\b|"
    r"\b(?:output|result|response|console|terminal)\b[^.\n]{0,40}(?:is|be|looks?|like|contains?|"
    r"shows?|reads?|follows?|similar|following)|\b(?:prints|outputs|displays|returns|shows|produces|"
    r"reports|responds|yields)\b|^(?:sample |example |expected |actual |the )?(?:output|result|response)"
    r"s?\b)"
)
SEE_STRICTLY = phrase(
    r"\byou(?:['’]ll| will| should)(?: now| then| also)? (?:see|get)\b|\b(?:expected|sample|example) output\b|"
    r"\boutput (?:is|should|will|looks?)\b|\b(?:prints|outputs|displays|prints out)(?: the following)?:$"
)
"""For a shell fence, which would else be commands."""

COMMANDED = phrase(
    r"\b(?:run|execute|type|enter|use|using|try|with the (?:following )?command|issue|invoke|create|"
    r"add|write|save|install|start)\b[^.\n]*:?$"
)
NOT_SEEN = phrase(
    r"\b(?:not see|n't see|if (?:you|it|the)|in case|instead of|otherwise|unlike|error occurs|"
    r"don(?:'|’)t worry|in the browser|in your browser|config\w*|"
    r"(?:file|code|component|function|class|directory|folder|project|structure|tree|page) "
    r"(?:should|will|now|structure|layout|looks?))\b"
)
_OUTPUTS = PLAIN | SHELL | CONSOLE | {
    "json", "yaml", "yml", "xml", "html", "csv", "toml", "ini", "http", "tree", "output", "stdout",
    "expected", "expected-output", "bash-output", "error", "stderr", "ansi", "diff", "markdown", "md",
}  # fmt: skip
"""Languages of what a terminal shows; others are code, and output only where a label says so."""

_PROGRAMS = frozenset(
    ["python", "python3", "py", "pycon", "ipython", "javascript", "js", "typescript", "ts", "java", "go",
     "rust", "c", "cpp", "c++", "csharp", "cs", "ruby", "rb", "php", "kotlin", "swift", "scala", "r",
     "sql", "kusto", "powershell", "ps1", "pwsh", "cmd", "bat", "elixir", "haskell", "perl", "lua"]
)  # fmt: skip
"""Languages of code that prints something when a reader runs it in a way of their own."""

_OUTPUT_OF_CODE = phrase(
    r"^(?:the |expected |sample |example |actual |this |command )*(?:output|results?|response)\b"
)
_PART = phrase(r"\b(?:contain|includ|among|partial|snippet|similar)")
FILE_LOOKS = phrase(
    r"(?:{code}|\bfile|\bfolder|\bdirectory|\bproject|\bcode)\b[^.\n]{0,30}\blooks?\b"
    r"|^(?:now,? |then,? )?(?:in|inside) (?:the |your )?{code}(?: file)?,"
    r"|\bopen (?:it|{code}|the file|that file)(?!\w)"
)

VARIES: tuple[tuple[str, tuple[Mask, ...]], ...] = (
    (r"\bversion", ("version",)),
    (r"\b(?:dates?|timestamps?)\b", ("date", "time")),
    (r"\btimes?\b|\bdurations?\b", ("time", "duration")),
    (r"\b(?:hash|hashes|commit ids?|sha)\b", ("hash",)),
    (r"\b(?:ids?|identifiers?|uuids?)\b", ("id", "hash")),
    (r"\bports?\b", ("port",)),
    (r"\bpaths?\b|\bdirector", ("path",)),
    (r"\b(?:user ?names?|names?)\b", ("user",)),
    (r"\bnumbers?\b|\bvalues?\b|\bcounts?\b", ("number",)),
    (r"\bpids?\b|process id", ("pid",)),
    (r"\bsizes?\b", ("size",)),
    (r"\bip\b|address", ("address",)),
)
"""What a sentence that names what varies narrows the masks to."""

_SAYS_VARIES = phrase(
    r"\b(?P<what>[\w ]{2,60}?) (?:may|might|will|can|could) (?:also )?(?:vary|differ|be (?:slightly )?different)"
)


class Announced(msgspec.Struct, frozen=True):
    """How an announced output is to be compared."""

    mode: Literal["exact", "similar", "contains", "json"]
    masks: tuple[Mask, ...] = ()
    sentence: Sentence | None = None
    """None where a label alone announces it."""


def announcement(context: BlockContext) -> Announced | None:
    """Whether what stands before the block announces it as output, and how it is compared."""
    if context.under_label:
        return Announced("json" if context.language == "json" else "exact")
    sentence = context.last_sentence
    if sentence is None:
        return None
    skeleton = sentence.skeleton
    whole = " ".join(s.skeleton for s in context.lead)
    if NOT_SEEN.search(skeleton) or FILE_LOOKS.search(skeleton):
        return None
    if not SEE.search(skeleton):
        return None
    if context.language not in _OUTPUTS and not _OUTPUT_OF_CODE.search(skeleton):
        return None
    if context.language in SHELL and (
        not skeleton.rstrip().endswith(":")
        or not SEE_STRICTLY.search(skeleton)
        or COMMANDED.search(skeleton)
        or all_commands(context.code)
    ):
        return None
    if SIMILAR.search(whole):
        return Announced("similar", masks_of(whole), sentence)
    if context.language == "json":
        # A part of a JSON value has no comparison of its own.
        return None if _PART.search(skeleton) else Announced("json", (), sentence)
    if EXACT.search(skeleton):
        return Announced("exact", (), sentence)
    return Announced("contains", (), sentence)


def masks_of(text: str) -> tuple[Mask, ...]:
    """The masks of "similar to", narrowed where the sentence says what varies."""
    said = _SAYS_VARIES.search(text)
    if said:
        what = said["what"]
        masks = dict.fromkeys(
            m for words, kinds in VARIES if phrase(words).search(what) for m in kinds
        )
        if masks and "output" not in what.lower():
            return (*masks, "columns")
    return ALL


def read(context: BlockContext) -> BlockReading | None:
    """Expected output of the block before it, judged by the outcome that announces it."""
    target = context.previous_executed
    if target is None or context.language in ("diff", "patch"):
        return None
    if context.language in SHELL | CONSOLE | {""} and prompt_of(context.code, console=True):
        return None
    announced = announcement(context)
    if announced is None or _is_of_shown_code(context):
        return None
    options = replace(context.options(), match=announced.mode, masks=announced.masks)
    made = _are_made(context.code, context.before[target].code)
    return BlockReading(
        context.block,
        Kind.OUTPUT,
        NAME,
        code=context.code,
        options=options,
        output_of=None,
        notes=(FILES_NOTE,) if made else (),
    )


def _is_of_shown_code(context: BlockContext) -> bool:
    """Whether the output is that of code right before it, which is only shown."""
    last = context.before[-1]
    return last.kind is Kind.SHOWN and context.near and last.language in _PROGRAMS


def _are_made(listing: str, commands: str) -> bool:
    """Whether a listing is of files that the commands before it name, and do not print."""
    names = listing.split()
    return (
        len(names) == len(listing.strip().split("\n"))
        and all(is_file(name) and name in commands for name in names)
        and not any(_LISTS.match(command) for command in simple_commands(commands))
    )
