"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import msgspec
from msgspec.structs import replace

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import CONSOLE, PLAIN, SHELL
from milepost.reading.blocks.elsewhere import Says as ElsewherePhrases
from milepost.reading.blocks.elsewhere import (
    are_names,
    is_of_another_program,
    tells_of_having,
    tells_of_made_file,
    types_another,
)
from milepost.reading.blocks.evidence import why_no_output, why_not_its_own
from milepost.reading.blocks.no_shell import begins_as_output
from milepost.reading.blocks.places import PLACE_NOTE, place_of, placed
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.blocks.transcript import split
from milepost.reading.expected import (
    Expected,
    expected,
    stated_share,
)
from milepost.reading.masks import ALL
from milepost.reading.outcomes.marks import is_call, is_command
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE, URL, phrase
from milepost.reading.programs import all_commands, is_known
from milepost.reading.sentence import Sentence
from milepost.reading.shell_words import simple_commands
from milepost.reading.trees import files_of, is_tree
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mask
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

NAME = "announced"
LANGUAGES: frozenset[str] | None = None
_MAY_BE_PROMPTED = SHELL | CONSOLE | {""}


class Says(Protocol):
    """What a language has for this reading."""

    SIMILAR: Phrase
    EXACT: Phrase
    SEE: Phrase
    TURNS: Phrase
    SEE_STRICTLY: Phrase
    COMMANDED: Phrase
    NOT_SEEN: Phrase
    NOT_OUTPUT: tuple[Phrase, ...]
    NAMES_COMMAND: Phrase
    RUN_AGAIN: re.Pattern[str]
    """A command in plain words that is run again."""
    OUTPUT_OF_CODE: Phrase
    PART: Phrase
    FILE_LOOKS: Phrase
    VARIES: tuple[tuple[str, tuple[Mask, ...]], ...]
    """Expressions, and the masks to which a sentence that has them as what varies narrows them."""
    SAYS_VARIES: Phrase
    NOT_VARIES: Phrase
    """In what varies, where that is the whole output."""


FILES_NOTE = "its lines are files that the block before it makes"
NOT_COMPARED = "not compared: "
"""Begins the note that says why an announced output is left to a person."""
_SHOWS_FOLDER = re.compile(r"(?:ls|find|tree|eza|exa|dir|du|cat|git ls-|tar|unzip)\b")
_LISTS = re.compile(r"(?:ls|find|tree|cat|echo|printf|git|du|stat|head|tail|grep|tar|zip|unzip)\b")

_FETCHES = re.compile(r"\b(?:curl|wget|https?|cat|echo|printf|python3?|node|ruby|php|go|exec)\b")
"""What prints HTML; else it is seen in a browser."""


_OUTPUTS = PLAIN | SHELL | CONSOLE | {
    "json", "yaml", "yml", "xml", "html", "csv", "toml", "ini", "http", "tree", "output", "stdout",
    "expected", "expected-output", "bash-output", "error", "stderr", "ansi", "diff", "markdown", "md",
}  # fmt: skip
"""Languages of what a terminal shows; others are code, and output only where a label says so."""


_FLAG = re.compile(r"--?[a-zA-Z][\w-]*(?:[= ]\S+)?")
_DOTTED = re.compile(r"^[\w-]+(?:\.[A-Za-z][\w-]*)+$")


def announces(reading: BlockReading) -> bool:
    """Whether a block is an announced output that is compared."""
    return reading.why == NAME and not any(note.startswith(NOT_COMPARED) for note in reading.notes)


class Announced(msgspec.Struct, frozen=True):
    """How an announced output is to be compared."""

    mode: Literal["exact", "similar", "contains", "json"]
    masks: tuple[Mask, ...] = ()
    sentence: Sentence | None = None
    """None where a label alone announces it."""
    elsewhere: bool = False
    """It is seen, and not in what the commands print."""


def announcement(context: BlockContext) -> Announced | None:
    """Whether what stands before the block announces it as output, and how it is compared."""
    if context.under_label:
        return Announced("json" if context.language == "json" else "exact")
    sentence = context.last_sentence
    if sentence is None:
        return None
    says: Says = context.phrases.announced
    skeleton = sentence.skeleton
    whole = " ".join(s.skeleton for s in context.lead)
    other: ElsewherePhrases = context.phrases.elsewhere
    no_output = (
        says.NOT_SEEN,
        says.FILE_LOOKS,
        *says.NOT_OUTPUT,
        other.NO_ONE_OUTPUT,
        other.OTHER_RUN,
        other.DENIES,
        other.LATER,
    )
    elsewhere = other.SEEN_ELSEWHERE.search(skeleton) is not None
    # In a fence of the shell, what is seen elsewhere would be taken for commands.
    none = (elsewhere and context.language not in SHELL) or not _tells_of_seeing(skeleton, says)
    if none or any(words.search(skeleton) for words in no_output):
        return None
    if context.language not in _OUTPUTS and not says.OUTPUT_OF_CODE.search(skeleton):
        return None
    if (
        context.language in SHELL
        and not _shows_output(context.code)
        and not begins_as_output(context.code)
        and (
            not skeleton.rstrip().endswith(":")
            or not says.SEE_STRICTLY.search(skeleton)
            or says.COMMANDED.search(skeleton)
            or all_commands(context.code)
        )
    ):
        return None
    if elsewhere:
        return Announced("contains", (), sentence, elsewhere=True)
    if says.SIMILAR.search(whole):
        return Announced("similar", masks_of(whole, context.phrases), sentence)
    if context.language == "json":
        # An example of JSON asks for its keys, whatever others there are.
        return Announced("similar" if says.PART.search(skeleton) else "json", (), sentence)
    if says.EXACT.search(skeleton):
        return Announced("exact", (), sentence)
    return Announced("contains", (), sentence)


def _tells_of_seeing(skeleton: str, says: Says) -> bool:
    """Whether a sentence says that something is seen, in the part of it that leads to the fence."""
    if not says.SEE.search(skeleton):
        return False
    turns = [found.end() for found in says.TURNS.finditer(skeleton)]
    rest = skeleton[turns[-1] :].lstrip() if turns else ""
    return not rest or bool(says.SEE.search(rest) or says.SIMILAR.search(rest))


def _shows_output(code: str) -> bool:
    """Whether it begins with the one command that it shows after a prompt, and what that prints."""
    prompt = prompt_of(code, console=False)
    entries = split(code, prompt) if prompt is not None else []
    return len(entries) == 1 and not entries[0].line and bool(entries[0].output)


def masks_of(text: str, phrases: Phrases) -> tuple[Mask, ...]:
    """The masks of "similar to", narrowed where the sentence says what varies."""
    says: Says = phrases.announced
    said = says.SAYS_VARIES.search(text)
    if said:
        masks = masks_for(said["what"], phrases)
        if masks and not says.NOT_VARIES.search(said["what"]):
            return masks
    return ALL


def masks_for(what: str, phrases: Phrases) -> tuple[Mask, ...]:
    """The masks of what varies, in words; none where none is known for it."""
    says: Says = phrases.announced
    masks = dict.fromkeys(
        m for words, kinds in says.VARIES if phrase(words).search(what) for m in kinds
    )
    return (*masks, "columns") if masks else ()


def read(context: BlockContext) -> BlockReading | None:
    """Expected output of the block before it, judged by the outcome that announces it."""
    target = context.previous_executed
    if target is None or context.language in ("diff", "patch"):
        return None
    says: Says = context.phrases.announced
    if not context.lead_says(says.SEE.bits) and not context.under_label:
        return None
    if context.language in _MAY_BE_PROMPTED and _is_transcript(context):
        return None
    announced = announcement(context)
    if announced is None or _is_of_another(context, announced):
        return None
    if why_no_output(context, context.before[target]) is not None:
        return None
    files = _files(context.code, context.before[target].code, announced.sentence)
    if (
        not files
        and announced.sentence
        and tells_of_having(announced.sentence.skeleton, context.phrases)
    ):
        return None
    made = "\n".join(files)
    why = why_not_its_own(context, target, announced.sentence)
    if announced.elsewhere:
        why = why or "it is seen elsewhere"
    files = () if why else files
    found = Expected(made, announced.mode) if files else _expected(context, announced, target)
    found = replace(found, why_not=why or found.why_not)
    options = replace(context.options, match=found.mode, masks=found.masks, share=found.share)
    notes = (FILES_NOTE,) if files else ()
    place = None if files else place_of(announced.sentence, context.phrases)
    if place is not None:
        notes = (PLACE_NOTE + place.name,)
        found = placed(found, place)
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


def _is_transcript(context: BlockContext) -> bool:
    """Whether it has prompts, unless it only repeats the command of the block right above it."""
    prompt = prompt_of(context.code, console=True)
    if prompt is None:
        return False
    ran = context.before[-1]
    entries = split(context.code, prompt)
    if not ran.executed or len(entries) != 1 or entries[0].line or not entries[0].output:
        return True
    typed = " ".join(entries[0].text.replace("\\\n", " ").split())
    told = " ".join(ran.block.node.content.replace("\\\n", " ").split())
    shown = any(command.expected for command in ran.commands)
    return shown or typed not in (told, told.removeprefix("$ "))


def _expected(context: BlockContext, announced: Announced, target: int) -> Expected:
    """How the block is compared with what its target prints."""
    commands = context.before[target].code
    if is_tree(context.code) and not _draws(commands):
        return Expected(context.code, "exact", why_not="a tree of files, whose root is not plain")
    start = context.block.node.span.start
    guide = context.block.node.log.source.data[:start]
    return expected(
        context.code,
        announced.mode,
        announced.masks,
        commands,
        earlier="\n".join(context.seen.codes),
        share=stated_share(guide[-80:]),
        guide=guide,
    )


def _is_of_another(context: BlockContext, announced: Announced) -> bool:
    """Whether what is shown is no output of the last block that prints."""
    target = context.previous_executed or 0
    ran = context.before[target]
    if context.language == "html" and not _FETCHES.search(ran.code):
        return True
    sentence = announced.sentence
    return sentence is not None and _says_another(context, sentence, ran)


def _says_another(context: BlockContext, sentence: Sentence, ran: BlockReading) -> bool:
    """Whether the words before a fence name another command, or what another program shows."""
    says: Says = context.phrases.announced
    other: ElsewherePhrases = context.phrases.elsewhere
    if is_of_another_program(sentence.skeleton, ran.code, context.phrases):
        return True
    made = tells_of_made_file(sentence, context.phrases)
    if made or types_another(sentence, ran.code, context.phrases):
        return True
    if any(other.ACTS_ELSEWHERE.search(s.skeleton) and not s.explicit for s in context.lead[:-1]):
        return True
    if any(other.AGAIN.search(s.skeleton) for s in context.lead[:-1]):
        return True
    if are_names(sentence.skeleton, context.code, ran.code, context.phrases) and not _lists(
        ran.code
    ):
        return True
    again = says.RUN_AGAIN.search(sentence.skeleton)
    if again and is_known(again["first"]) and again["command"].split(" again")[0] not in ran.code:
        return True
    if any(part.kind == URL and part.text not in ran.code for part in sentence.explicit):
        return True
    if any(
        part.kind == CODE
        and part.text not in ran.code
        and (
            _FLAG.fullmatch(part.text)
            or is_command(part.text)
            or (" | " in part.text and is_call(part.text))
            or (other.TOLD_TO_RUN.search(said.skeleton) and is_call(part.text))
        )
        for said in context.lead
        for part in said.explicit
    ):
        return True  # A command in prose stands between the block and what is seen.
    named = says.NAMES_COMMAND.search(sentence.skeleton)
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
