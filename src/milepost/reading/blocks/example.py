"""Code that the guide shows together with its expected output: an example, which is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.contract.wording import fold
from milepost.reading.base import BlockReading, Command, Kind
from milepost.reading.blocks.context import PLAIN
from milepost.reading.blocks.foreign import annotated

if TYPE_CHECKING:
    import re

    from milepost.milestone.model import Block
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrases import Phrases

NAME = "example with its output"


class Says(Protocol):
    """What a language has for this reading."""

    LABEL: re.Pattern[str]
    """What stands alone above the output, folded as headings are."""
    LABELS: tuple[str, ...]
    """The beginnings of bold labels above it, in lower case."""


INTERPRETERS = {
    "python": "python3 -", "python3": "python3 -", "py": "python3 -",
    "javascript": "node -", "js": "node -", "mjs": "node --input-type=module -",
}  # fmt: skip
"""Languages of examples, and what runs them from standard input."""
LANGUAGES: frozenset[str] | None = frozenset(INTERPRETERS)

_END = "END_OF_EXAMPLE"


def read(context: BlockContext) -> BlockReading | None:
    """A command, only where the very next block is labelled as the code's expected output."""
    interpreter = INTERPRETERS[context.language]
    after = context.next
    if after is None or context.testing or not _is_output(after, context.phrases):
        return None
    code = context.code
    notes: tuple[str, ...] = ()
    if "# phmdoctest:" in code:
        code = annotated(code)
        notes = ("`phmdoctest:omit` and `:pass` are followed",)
    if interpreter.startswith("python") and not stands_alone(code):
        why = "an example that needs what other code defines"
        return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
    return as_command(context, NAME, interpreter, code, notes=notes)


def as_command(
    context: BlockContext,
    why: str,
    interpreter: str,
    code: str,
    *,
    status: int = 0,
    notes: tuple[str, ...] = (),
) -> BlockReading | None:
    """Code that an interpreter is given; None where bash could not hand it over."""
    if _END in code.split("\n"):
        return None
    text = f"{interpreter} <<'{_END}'\n{code}\n{_END}"
    options = context.options
    if status and not options.status:
        options = replace(options, status=status)
    return BlockReading(
        context.block,
        Kind.COMMAND,
        why,
        code=text,
        # The first line of the code is the second of the command.
        commands=(Command(text, context.line - 1, None, options.status),),
        options=options,
        notes=(f"run by `{interpreter}`", *notes),
    )


def stands_alone(code: str) -> bool:
    """Whether Python code is complete, and defines or imports all that it uses."""
    from milepost.reading.python_code import undefined_names  # `ast` takes its time to load

    return undefined_names(code) == frozenset()


def _is_output(block: Block, phrases: Phrases) -> bool:
    """Whether a block has no language of its own and stands under *Expected output*."""
    info = block.node.info.lower()
    if not block.node.fenced or block.directives or (info not in PLAIN and info != "output"):
        return False
    lead = block.lead
    if lead is None:
        return False
    words = lead.text.strip(" :\n*_")
    says: Says = phrases.example
    if words:
        return bool(says.LABEL.match(fold(words)))
    label = block.node.log.source.data[max(0, lead.span.start - 30) : lead.span.start].lower()
    return any(word.encode() in label for word in says.LABELS)
