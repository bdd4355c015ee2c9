"""Code that the guide shows together with its expected output: an example, which is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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
    if _END in context.code.split("\n"):
        return None
    code, notes = context.code, [f"run by `{interpreter}`"]
    if "# phmdoctest:" in code:
        code = annotated(code)
        notes.append("`phmdoctest:omit` and `:pass` are followed")
    if interpreter.startswith("python") and undefined_names(code) != frozenset():
        why = "an example that needs what other code defines"
        return BlockReading(context.block, Kind.SHOWN, why, code=context.code)
    text = f"{interpreter} <<'{_END}'\n{code}\n{_END}"
    options = context.options
    return BlockReading(
        context.block,
        Kind.COMMAND,
        NAME,
        code=text,
        # The first line of the code is the second of the command.
        commands=(Command(text, context.line - 1, None, options.status),),
        options=options,
        notes=tuple(notes),
    )


def undefined_names(code: str) -> frozenset[str] | None:
    """Names that Python code uses and neither defines nor imports; None where it is no code."""
    import ast
    import builtins
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return None
    bound, used = set(dir(builtins)) | {"__name__", "__file__"}, set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                bound.add(name)
            case ast.alias(name=name, asname=other):
                bound.add(other or name.split(".")[0])
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                bound.add(name)
    return frozenset(used - bound)


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
