"""What other tools write beside a block: honoured where it is seen, and never asked for.

`<!-- $MDX skip -->` and `dir=`, `non-deterministic=` (mdx); `<!--phmdoctest-skip-->` and
`# phmdoctest:omit` or `:pass` (phmdoctest); `{"excludeFromRunAll": "true"}` (Runme);
`# byexample: +skip`, `+pass` and `+rm=`, and that statuses do not count (byexample); `scrut` and
`testcase` fences (Scrut).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.document.model import CodeBlock
    from milepost.reading.blocks.context import BlockContext

SCRUT = frozenset({"scrut", "testcase"})
"""Languages of fences that are transcripts: `$ `, `> `, the output, and `[1]`."""

_ABOVE = re.compile(
    rb"<!--\s*(?P<tool>\$MDX\s|phmdoctest-)\s*(?P<words>[^>\r\n]*?)\s*-->"
    rb"[ \t]*(?:\r?\n[ \t]*){1,2}\Z"
)
_REACH = 300
"""Bytes above a fence in which such a comment is looked for."""
_LABEL = re.compile(r"(?P<key>[\w-]+)(?:=(?P<value>[^\s,]+))?")
_BYEXAMPLE = re.compile(r"\s*#\s*byexample:\s*(?P<options>[^\n]*)$", re.MULTILINE)
_INLINE = re.compile(r"^(?P<code>.*?)\s*# phmdoctest:(?P<what>omit|pass)\s*$")


def labels(node: CodeBlock) -> dict[str, str]:
    """The labels of a comment directly above a fence, by name; empty values for flags."""
    data, end = node.log.source.data, node.span.start
    low = max(0, end - _REACH)
    if data.rfind(b"-->", low, end) < 0:
        return {}
    found = _ABOVE.search(data[low:end])
    if found is None:
        return {}
    prefix = "$MDX " if found["tool"].startswith(b"$MDX") else "phmdoctest-"
    words = found["words"].decode()
    return {f"{prefix}{m['key']}": m["value"] or "" for m in _LABEL.finditer(words)}


def skip_reason(context: BlockContext) -> str | None:
    """Why another tool would pass the block over."""
    if not context.bare and context.info.get("excludeFromRunAll") == "true":
        return "`excludeFromRunAll` says so"
    told = context.labels
    if not told:
        return None
    for name in ("$MDX skip", "phmdoctest-skip", "phmdoctest-mark"):
        if name in told:
            return f"`{name}` stands above it"
    if told.get("$MDX non-deterministic") == "command":
        return "`$MDX non-deterministic=command` stands above it"
    return None


def folder(context: BlockContext) -> str | None:
    """The folder in which a label says that the block runs."""
    return context.labels.get("$MDX dir") or None


def output_varies(context: BlockContext) -> bool:
    """Whether a label says that the block's output is not to be compared."""
    return context.labels.get("$MDX non-deterministic") == "output"


class PromptOptions(msgspec.Struct, frozen=True):
    """What a byexample comment on a prompt says."""

    command: str
    """The command without the comment."""
    switched: frozenset[str] = frozenset()
    """Options that are switched on."""
    removed: tuple[str, ...] = ()
    """Text that is taken out of the expected output."""


def prompt_options(command: str) -> PromptOptions:
    """A prompt's command, and what its byexample comment says."""
    found = _BYEXAMPLE.search(command) if "byexample" in command else None
    if found is None:
        return PromptOptions(command)
    # Only blanks part options: `+rm=` may name a no-break space.
    words = [word[1:] for word in re.split(r"[ \t]+", found["options"]) if word.startswith("+")]
    return PromptOptions(
        command[: found.start()] + command[found.end() :],
        frozenset(word for word in words if "=" not in word),
        tuple(word[3:] for word in words if word.startswith("rm=") and word != "rm="),
    )


def statuses_count(context: BlockContext) -> bool:
    """Whether a failing command whose output is shown is a failure; byexample looks at output."""
    return not _speaks_to_byexample(context.block.node.log.source.data)


@lru_cache(maxsize=1)
def _speaks_to_byexample(guide: bytes) -> bool:
    """Asked for each prompt of a guide; Python keeps the hash of its bytes."""
    return b"# byexample:" in guide


def annotated(code: str) -> str:
    """Python code with what phmdoctest's comments leave out as comments, or as `pass`.

    A line that is left out takes those with it that are indented deeper.
    """
    lines: list[str] = []
    omitted: int | None = None
    for line in code.split("\n"):
        depth = len(line) - len(line.lstrip())
        if omitted is not None and (not line.strip() or depth > omitted):
            lines.append("# " + line)
            continue
        omitted = None
        found = _INLINE.match(line)
        if found is None:
            lines.append(line)
        elif found["what"] == "omit":
            omitted = depth
            lines.append("# " + line)
        else:
            lines.append(" " * depth + "pass")
    return "\n".join(lines)
