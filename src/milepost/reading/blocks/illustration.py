"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import Kind
from milepost.reading.blocks import alternatives, change, first_line, info_title, named_file
from milepost.reading.blocks.other_machine import why_other_machine
from milepost.reading.phrase import CODE
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.blocks.evidence import Says as EvidencePhrases
    from milepost.reading.phrase import Phrase


class Says(Protocol):
    """What a language has for this reading."""

    HOW: Phrase
    NOT_RUN: Phrase
    DENIED: Phrase
    """A word alone in its paragraph that denies what follows: **Don't**."""
    WOULD: Phrase
    """A sentence on what would come of it, and which harm."""
    IN_TROUBLE: Phrase
    """Commands that are run only where something goes wrong."""
    NOT_WRITTEN: Phrase
    """A sentence that names a file, and does not tell every reader to write it now."""
    NOT_THIS: Phrase
    """The same of one that names none: "don't copy this"."""
    ONLY_THERE: Phrase
    """Says that it is forbidden in another place only: "in production"."""


_BY_SENTENCE = (named_file.NAME, change.NAME)
_BY_ITSELF = (info_title.NAME, first_line.NAME)
_STANDS_FOR_ANY = re.compile(
    r"(?<=[ /])(?:(?:file|dir|directory|folder)[-_]?name|(?:some|any|that|your|my)[-_]?(?:file|folder|dir))(?![\w./-])",
    re.IGNORECASE,
)
"""Words that name no file of a reader's; a guide that makes such a file means it."""
_TAKES = re.compile(
    r"(?:rm|rmdir|cat|less|more|head|tail|cp|mv|chmod|chown|wc|file|stat|ls|cd|git (?:add|rm|checkout|"
    r"restore|diff|log|mv|show|blame|reset))\b[^>]*"
)
"""Commands that need the file that they name."""
_CONFIG = re.compile(
    r" --?(?:c|config|config-file|conf|settings|file)[= ](?P<path>[\w./-]+\.\w+)\b"
)


UNWRITTEN = "the sentence before it does not tell to write it now"
"""Why a file is not written that is forbidden, put off or left open."""


def set_aside(context: BlockContext, reading: BlockReading) -> BlockReading:
    """Commands, skipped where the guide says not to run them, or one where it is meant in general."""
    if not reading.executed:
        return reading
    if reading.kind in (Kind.FILE, Kind.TEST, Kind.PATCH):
        why = _why_unwritten(context, reading)
        return reading if why is None else replace(reading, skipped=why)
    if reading.kind not in (Kind.COMMAND, Kind.TRANSCRIPT):
        return reading
    reason = _why_not_run(context) or why_other_machine(context, reading)
    if reason is not None:
        return replace(reading, skipped=reason)
    simple = simple_commands(reading.code)
    reason = _meant_in_general(context, simple[0]) if len(simple) == 1 else None
    return reading if reason is None else replace(reading, skipped=reason)


def _meant_in_general(context: BlockContext, command: str) -> str | None:
    any_file = _STANDS_FOR_ANY.search(command)
    if any_file is not None and _TAKES.fullmatch(command):
        named = any_file[0]
        if not _is_made(context, named):
            return f"meant in general: `{named}` stands for any, and nothing before makes it"
    config = _CONFIG.search(command)
    if config is not None and _tells_how(context):
        path = config["path"]
        if not _is_made(context, path):
            return f"an example of use: nothing before makes `{path}`"
    return None


def _why_not_run(context: BlockContext) -> str | None:
    """Why what stands before a block keeps readers from running it, if no comment differs."""
    if context.block.directives:
        return None
    if _is_denied(context):
        return "what stands before it says not to run it here"
    if not context.lead:
        return None
    says: Says = context.phrases.illustration
    evidence: EvidencePhrases = context.phrases.evidence
    skeleton = context.lead[-1].skeleton
    if says.IN_TROUBLE.search(skeleton) and not evidence.NO_TROUBLE.search(skeleton):
        return "it is only for when something goes wrong"
    return None


def _is_denied(context: BlockContext) -> bool:
    """Whether the sentence or the heading before a block advises against what follows it."""
    says: Says = context.phrases.illustration
    if says.DENIED.search(context.block.section.lower()):
        return True
    if not context.lead:
        return False
    skeleton = context.lead[-1].skeleton
    if says.NOT_RUN.search(skeleton) or says.WOULD.search(skeleton):
        return True
    return len(context.lead) == 1 and says.DENIED.search(skeleton) is not None


def _why_unwritten(context: BlockContext, reading: BlockReading) -> str | None:
    """Why a file is not to be written, by the sentence before it; None where it is."""
    if not reading.path or context.block.directives:
        return None
    if reading.why in _BY_SENTENCE and _is_not_to_be_written(context, reading.path):
        return UNWRITTEN
    if reading.why not in _BY_ITSELF:
        return None
    says: Says = context.phrases.illustration
    skeleton = context.lead[-1].skeleton if context.lead else ""
    if _is_for_another(skeleton, context):
        return "an alternative: the sentence before it names another system"
    denied = says.NOT_THIS.search(skeleton) or _is_denied(context)
    if denied and not says.ONLY_THERE.search(skeleton):
        return "what stands before it says not to write it here"
    return UNWRITTEN if _is_not_to_be_written(context, reading.path) else None


def _is_not_to_be_written(context: BlockContext, path: str) -> bool:
    """Whether the sentence that names a file forbids it, puts it off or leaves it open."""
    says: Says = context.phrases.illustration
    name = path.rpartition("/")[2]
    for sentence in reversed(context.lead[-2:]):
        if name in sentence.text:
            marked = sentence.skeleton if CODE in sentence.skeleton else None
            skeleton = marked or sentence.skeleton.replace(name, CODE)
            return says.NOT_WRITTEN.search(skeleton) is not None or _is_for_another(
                skeleton, context
            )
    return False


def _is_for_another(skeleton: str, context: BlockContext) -> bool:
    """Whether a sentence begins with systems that are not the reader's."""
    others: alternatives.Says = context.phrases.alternatives
    named = alternatives.systems(skeleton) if others.SYSTEM_LEAD.search(skeleton) else frozenset()
    return bool(named) and context.settings.os not in named


def _tells_how(context: BlockContext) -> bool:
    """Whether the sentence before a block says that it shows how something is done."""
    says: Says = context.phrases.illustration
    return bool(context.lead) and says.HOW.search(context.lead[-1].skeleton) is not None


def _is_made(context: BlockContext, name: str) -> bool:
    """Whether a block before has to do with a file, be it made or named."""
    whole = re.compile_now(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return any(map(whole.search, context.seen.codes))
