"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, PLAIN, SHELL
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.expected import (
    Expected,
    expected,
    is_commands,
    prints_nothing,
    starts_dialogue,
    stated_share,
)
from milepost.reading.masks import ALL
from milepost.reading.outcomes.marks import is_command
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE, URL, phrase
from milepost.reading.programs import all_commands
from milepost.reading.sentence import Sentence
from milepost.reading.shell_words import simple_commands
from milepost.reading.trees import files_of, is_tree
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mask
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.sentence import Sentence

NAME = "announced"

FILES_NOTE = "its lines are files that the block before it makes"
NOT_COMPARED = "not compared: "
"""Begins the note that says why an announced output is left to a person."""
_SHOWS_FOLDER = re.compile(r"(?:ls|find|tree|eza|exa|dir|du|cat|git ls-|tar|unzip)\b")
_LISTS = re.compile(r"(?:ls|find|tree|cat|echo|printf|git|du|stat|head|tail|grep|tar|zip|unzip)\b")

_FETCHES = re.compile(r"\b(?:curl|wget|https?|cat|echo|printf|python3?|node|ruby|php|go|exec)\b")
"""What prints HTML; else it is seen in a browser."""

SIMILAR = phrase(
    r"\b(?:similar|something like|looks? (?:roughly |something |a bit |a lot )?like|resembl\w+|"
    r"along (?:the|these) lines|(?:may|might|will|could) (?:vary|differ|be (?:slightly )?different)|"
    r"roughly|approximately|(?:as follows|like (?:this|these|the following|so|below))\b|"
    r"sample output|example output|for example|version numbers?|"
    r"output di esempio|simil[ei]|salida de ejemplo|exemple de sortie|similaires?|beispielausgabe|ähnlich\w*|saída de exemplo|semelhante)\b"
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
    r"\b(?:not see|n't see|if (?:you|it|the)(?![^.]*\bsuccess)|in case|instead of|otherwise|unlike|error occurs|"
    r"don(?:'|’)t worry|in the browser|in your browser|config\w*|"
    r"(?:file|code|component|function|class|directory|folder|project|structure|tree|page) "
    r"(?:should|will|now|structure|layout|looks?))\b"
)
NOT_OUTPUT = phrase(
    r"\byou (?:copied|saved|noted)\b|\b(?:policy|string|token|cr|manifest|query|object|definition|schema|screen|dialog|page|site|window|panel) (?:[\w ]{1,20} )?(?:should |will |would |now )*looks?\b"
    r"|\b(?:without (?:the|this|that|these)|for comparison|compared|initially|at first|previously|formerly|used to|unless|instead|unlike|needs? to|have to|has to|asked to|prompt(?:s|ed)|refresh)\b"
    r"|\bdocker desktop\b|\bour route\b|\b(?:dashboard|portal|browser|web ui)\b"
    r"|\b(?:when|whenever|if) (?:this|that|a|an|someone|something) (?:[\w ]{1,40} )?(?:happens|occurs|fails|(?:is|are) (?:then |later )?(?:made|sent|called))\b"
    r"|\b(?:when|whenever|if) there (?:is|are)\b|\blooks? (?:for|up|in|at|into)\b|\boutput (?:from|of) (?!running\b|executing\b)\w+ing\b"
    r"|^(?:(?:now|then|next|first|finally|also|and),? )*(?:edit|change|modify|update|create|replace|copy|paste|put|write|add|append|insert|define|adjust|extend)\b"
    r"|\bfrom (?:then|now) on\b|\bwill have (?:this|these|the following)\b"
    r"|\b(?:his|her) (?:output|screen|terminal|result)\b"
    r"|\bwhat will be\b|\b(?:below|following|above) (?:code|program|snippet|function)\b"
    r"|\bif (?:we|you) (?:run|ran|forget|omit|skip|try|do not|don['’]t)\b"
    r"|\b(?:run|execute|type|enter|issue|use|using)(?: (?:the|this|these|following|below|next|command|commands|prompt))*\s*:?$|\bfrom the command line\s*:?$"
)
"""What is shown is typed, copied, seen elsewhere, or what is not, or not always, to be seen."""

_NAMES_COMMAND = phrase(
    r"\b(?:output|result|response) (?:from|of|for) (?:running )?(?:the )?(?P<mark>{code})"
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
    r"(?:{code}|\b(?:file|folder|directory|project|code)\b)(?:(?!output|response|result|terminal|console|logs?\b)[^.\n]){0,30}\blooks?\b"
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


_DOTTED = re.compile(r"^[\w-]+(?:\.[A-Za-z][\w-]*)+$")


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
    if NOT_SEEN.search(skeleton) or FILE_LOOKS.search(skeleton) or NOT_OUTPUT.search(skeleton):
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
        # An example of JSON asks for its keys, whatever others there are.
        return Announced("similar" if _PART.search(skeleton) else "json", (), sentence)
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
    if announced is None or _is_of_shown_code(context) or _is_of_another(context, announced):
        return None
    files = _files(context.code, context.before[target].code, announced.sentence)
    made = "\n".join(files)
    found = Expected(made, announced.mode) if files else _expected(context, announced, target)
    options = replace(context.options(), match=found.mode, masks=found.masks, share=found.share)
    notes = (FILES_NOTE,) if files else ()
    if found.why_not is not None:
        notes = (NOT_COMPARED + found.why_not,)
    return BlockReading(
        context.block,
        Kind.OUTPUT,
        NAME,
        code=found.code,
        options=options,
        output_of=None,
        notes=notes,
    )


def _expected(context: BlockContext, announced: Announced, target: int) -> Expected:
    """How the block is compared with what its target prints."""
    commands = context.before[target].code
    if is_tree(context.code) and not _draws(commands):
        return Expected(context.code, "exact", why_not="a tree of files, whose root is not plain")
    start = context.block.node.span.start
    before = context.block.node.log.source.data[max(0, start - 80) : start]
    return expected(
        context.code,
        announced.mode,
        announced.masks,
        commands,
        earlier="\n".join(context.seen.codes),
        share=stated_share(before),
    )


def _is_of_shown_code(context: BlockContext) -> bool:
    """Whether the output is that of code right before it, which is only shown."""
    last = context.before[-1]
    if last.kind is not Kind.SHOWN or not context.near:
        return False
    if last.language in _PROGRAMS:
        return True
    target = context.previous_executed or 0
    return all_commands(last.code) and (
        last.language not in _OUTPUTS
        or any(
            word in context.code and word not in context.before[target].code
            for word in re.findall(r"[\w-]{5,}", last.code)
        )
    )


def _is_of_another(context: BlockContext, announced: Announced) -> bool:
    """Whether what is shown is no output of the last block that prints."""
    target = context.previous_executed or 0
    ran = context.before[target]
    after = context.before[target + 1 :]
    served = any(reading.options.background for reading in context.before)
    if any(reading.executed for reading in after) and not served:
        return True  # What it needs is made in between, and what runs it is told in prose only.
    if starts_dialogue(ran.code) or prints_nothing(ran.code):
        return True
    if context.language == "html" and not _FETCHES.search(ran.code):
        return True
    outputs = ("output", "stdout", "expected", "expected-output", "bash-output")
    if context.language not in outputs and is_commands(context.code, ran.code):
        return not ran.code.lstrip().startswith("make")
    sentence = announced.sentence
    if sentence is None:
        return False
    if any(part.kind == URL and part.text not in ran.code for part in sentence.explicit):
        return True
    if any(
        part.kind == CODE and part.text not in ran.code and is_command(part.text)
        for said in context.lead
        for part in said.explicit
    ):
        return True  # A command in prose stands between the block and what is seen.
    named = _NAMES_COMMAND.search(sentence.skeleton)
    if named is None:
        return False
    command = sentence.at(named.start("mark")).text
    alone = simple_commands(ran.code) == simple_commands(command)
    return not alone and (is_command(command) or command.split()[0] in ran.code)


def _draws(commands: str) -> bool:
    """Whether commands show folders themselves."""
    return any(_SHOWS_FOLDER.match(command) for command in simple_commands(commands))


def _lists(commands: str) -> bool:
    return any(_LISTS.match(command) for command in simple_commands(commands))


def _files(listing: str, commands: str, sentence: Sentence | None) -> tuple[str, ...]:
    """The files of a listing that the commands before it make, and do not print."""
    if is_tree(listing):
        if _draws(commands) or (sentence is not None and sentence.explicit):
            return ()
        drawn = files_of(listing)
        if drawn is None:
            return ()
        root, paths = drawn
        if root in (".", "./"):
            return paths
        name = root.rstrip("/")
        named = re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w.-])", commands)
        return tuple(f"{name}/{path}" for path in paths) if name and named else ()
    if _lists(commands):
        return ()
    names = tuple(listing.split())
    plain = len(names) == len(listing.strip().split("\n"))
    made = all((is_file(name) or _DOTTED.match(name)) and name in commands for name in names)
    return names if plain and made else ()
