"""What stands in a fence of the shell and is no commands: output, data, a file's content.

Authors tag anything as `bash`. A text is taken for commands unless its form tells otherwise: its
first line is one that no shell could run, or a line of dots says that a part of it is left out.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.base import Kind
from milepost.reading.blocks.context import CONSOLE
from milepost.reading.blocks.foreign import SCRUT
from milepost.reading.blocks.prompts import PROMPT
from milepost.reading.shell_words import code_lines
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.blocks.context import BlockContext

_PRINTED = (
    r"%\s+[A-Z]|[^\x00-\x7f\w\s❯➜]|\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|HTTP/\d(?:\.\d)? \d{3}|Traceback \(|-----BEGIN |\+[-=+]{3,}\+?\s*$|\|[ :-]+\|"
    r"|(?:[Ee]rror|ERROR|[Ww]arning|WARN(?:ING)?|INFO|DEBUG|[Ff]atal|FATAL|[Nn]ote|NOTE|[Uu]sage|USAGE|[Oo]utput|OUTPUT|[Rr]esults?)(?:\[\w+\])?:(?:\s|$)"
    r"|[A-Z][A-Z_]+(?: [A-Z]+)?(?: {2,}[A-Z][A-Z()_/-]*(?: [A-Z]+)?)+\s*$"
    r"|\[[A-Za-z][\w.:-]*\]\s+\S|[A-Z][a-z]+(?:ed|ing) [a-z\"'\d]|(?!VBoxManage |Rscript |Xvfb |PlistBuddy )[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: [a-z'’]+){2,}(?:[ .,:!…]|$)"
)
"""The beginning of a line of what programs print, or of prose."""
_FIRST = re.compile(
    rf"(?:{_PRINTED}"
    r"|\[[\w.:\"-]+(?: [\w.:\"-]+)*\]\s*$|[A-Za-z][\w./-]*:(?:[ \t]+[^\s{(]|\s*$)"
    r"|FROM \S|COPY \S+ \S|ENTRYPOINT \[|<\?xml|<!(?:DOCTYPE|--)|https?://\S+\s*$|:(?=[a-z])"
    r"|\{\s*\"[^\"\n]*\"\s*:|\[(?:\"|\{|\[\"|\s*\n\s*[\d\"{\[])|[A-Za-z_]\w*(?:[.-][\w.-]+)+ ?= ?\S|[\w.-]+ = "
    r"|(?:[\d*/,-]+ ){4}[\d*/,-]+ +\S|(?:\d{1,3}\.){3}\d{1,3}\s|[-*•✓✔✗→=]+ +[^\s-]|={2,}>|-{1,2}[a-zA-Z]|\| "
    r"|(?:const|let|var) \w+ = |from [\w.]+ import |import [\w.]+(?: as \w+)?\s*\n(?=[^\x00]*[(=])|(?:def|class) \w+[^\n]*:\s*$"
    r"|(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (?:TABLE|DATABASE|USER|INDEX)|ALTER TABLE|DROP TABLE|GRANT|WITH \w+ AS)\b"
    r"|(?!(?:function|coproc|time|if|while|until|then|else|do)\b)[A-Za-z_][\w.-]*(?: +(?:\"[^\"\n]*\"|[\w.$!:/*~^=(),-]*[\w\"*/):!]))*(?<!\(\)) +\{[ \t]*$|\{\s*\n\s*\w+(?:\([^)\n]*\))? \{"
    r"|\$env:\w+ ?=|(?:Get|Set|New|Remove|Start|Stop|Invoke|Install|Import|Write|Add|Enable|Test)-[A-Z]\w+)",
    re.MULTILINE,
)
"""A text that begins with a line that no shell could run."""
_SYNOPSIS = re.compile(
    r"[\w./-]+(?: [^\s\[\]\"';|&]+)*? \[(?:-{1,2}[a-zA-Z][^\]\n]*|(?i:(?:global |command )?(?:options?|flags?|args?|arguments?|commands?|subcommands?|parameters?))(?:\.{3})?)\](?:\.{3})?(?= |$)(?![^\n]*[;|&])"
)
"""A command with what may be left out in brackets: how it is called in general."""
_DOTS = re.compile(r"^\s*(?:\.{3,}|…|\[\.{3}\])\s*$")
_UNDER = re.compile(
    r"(?!\w*ping\b)[a-z]+ing (?:on|at|to|for|from|in|with|the|port|server)\b|[\w-]+ [\w-]+:(?: |$)|\w+,|<[a-z]+[ >]|\S+ (?:created|configured|unchanged|deleted)\s*$|\w+ \"[^\"\n]+\" \w+ed\b|total \d|[\w-]+ v\d+\.\d"
)
"""The beginning of what the commands right above it print."""
_DRAWN = ("├", "└", "│")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_FIRST_LINE = "its first line is no command"
_MARKDOWN = "it is Markdown that has fences of its own"


def why_no_commands(context: BlockContext) -> str | None:
    """Why the text of a shell fence is not carried out; None where it may be commands."""
    code = context.code
    lines = [line for _, line in code_lines(code)]
    if not lines or context.block.directives:
        return None
    if _begins_otherwise(code, lines[0]):
        return _FIRST_LINE
    if any(map(_FENCE.match, lines)):
        return _MARKDOWN
    if "[" in lines[0] and _SYNOPSIS.match(lines[0].strip()):
        return "it tells how a command is called"
    if any(map(_DOTS.match, lines)):
        return "a part of it is left out"
    if any(line.lstrip().startswith(_DRAWN) for line in lines):
        return "it draws a tree, and is no commands"
    if _UNDER.match(lines[0]) and _is_under_commands(context):
        return "it may be what the commands above it print"
    return None


def why_no_transcript(context: BlockContext) -> str | None:
    """Why what stands behind prompts is not carried out: it is quoted by output, or by Markdown."""
    code = context.code
    lines = [line for _, line in code_lines(code)]
    if context.language in SCRUT or context.block.directives:
        return None
    if _has_prompt_in_fence(lines):
        return _MARKDOWN
    if context.language in CONSOLE or not lines or PROMPT.match(lines[0]):
        return None
    return _FIRST_LINE if _begins_otherwise(code, lines[0]) else None


def _has_prompt_in_fence(lines: Sequence[str]) -> bool:
    """Whether lines have fences of their own, in which prompts stand."""
    inside = False
    for line in lines:
        if (fence := _FENCE.match(line)) is not None:
            # One with a language opens, whatever stands before it.
            inside = not inside or bool(line[fence.end() :].strip())
        elif inside and PROMPT.match(line.lstrip()):
            return True
    return False


def begins_as_output(code: str) -> bool:
    """Whether a text in a shell fence can be no commands, by its first line."""
    lines = code_lines(code)
    return bool(lines) and _begins_otherwise(code, lines[0][1])


def _begins_otherwise(code: str, first: str) -> bool:
    """Whether a text begins with what is no command; `first` is its first line that is one."""
    return _FIRST.match(code[code.find(first) :].lstrip()) is not None


def _is_under_commands(context: BlockContext) -> bool:
    """Whether nothing at all stands between a block and the commands above it."""
    if not context.adjacent or not context.before:
        return False
    above = context.before[-1]
    if not above.executed or above.kind not in (Kind.COMMAND, Kind.TRANSCRIPT):
        return False
    node = context.block.node
    return not node.log.source.data[above.block.span.end : node.span.start].strip()
