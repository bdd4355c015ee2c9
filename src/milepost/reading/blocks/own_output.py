"""Output under a prompt, or in an `output` fence, that is another on each machine or each time.

It is compared as similar, with just the kinds masked that it holds, as an example is that a
sentence announces. What tells of its author's machine, accounts or luck alone is not compared.
`match=exact` above the block, and another tool's own fences, have it compared as it stands.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Command, Kind
from milepost.reading.blocks.foreign import SCRUT
from milepost.reading.expected import Expected, expected
from milepost.reading.own_machine import Example
from milepost.reading.shell_words import simple_commands, without_quotes
from milepost.reading.unfit import why_of_author
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext

_FAITHFUL = re.compile(
    r"(?:echo|printf|cat|tac|head|tail|wc|sort|uniq|nl|rev|grep|egrep|fgrep|zgrep|sed|g?awk|mawk|cut|paste|join|comm|tr|jq|yq|diff|cmp|expr|seq|bc|basename|dirname|"
    r"date (?:-d|--date)|fold|fmt|column|pr|tee|base64|xxd|od|hexdump|cd|export|set|mkdir|touch|rm|cp|mv|chmod|unset|test|true|false|type|alias|for|while|do|done|if|then|fi|else)(?:\s|$)|[A-Za-z_]\w*=|\[|[{}()]"
)
"""Programs that print what they are given, whatever the machine: what they show is data."""
_VERSION = re.compile(r" (?:--version|-version|version|-V|-v)\b")
"""Asks for a version, for which there is a report of its own."""
_MATCHER = re.compile(
    r"\[\.\.\]|<\.{3}>|\S\.{3}\S|^\.{3}\S|\((?:glob|re|esc|no-eol)\)$", re.MULTILINE
)
"""Says in a line what of it may differ: its author has thought of it."""
NOT_COMPARED = "an output is not compared: {}"
MASKED = "an output is compared as similar (masked: {})"


def softened(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A transcript or an output fence, whose volatile output is compared as similar or left."""
    if reading.options.match != "exact" or context.directive("match") is not None:
        return reading
    if reading.kind is Kind.OUTPUT:
        return _fence(context, reading)
    if context.language in SCRUT:
        return reading
    notes: dict[str, None] = {}
    commands: list[Command] = []
    earlier = "\n".join(context.seen.codes)
    for command in reading.commands:
        commands.append(_command(context, command, earlier, notes))
        earlier += f"\n{command.text}"
    if not notes:
        return reading
    return replace(reading, commands=tuple(commands), notes=(*reading.notes, *notes))


def _command(
    context: BlockContext, command: Command, earlier: str, notes: dict[str, None]
) -> Command:
    told = command.match or command.opens or command.typed_into or command.answers or command.writes
    if told or not (command.expected or "").strip():
        return command
    found = _found(context, command.expected or "", command.text, earlier)
    if found is None:
        return command
    notes[_note(found)] = None
    if found.why_not is not None:
        return replace(command, expected=None)
    return replace(
        command, expected=found.code, match="similar", masks=found.masks, share=found.share
    )


def _fence(context: BlockContext, reading: BlockReading) -> BlockReading:
    if reading.output_of is None:
        return reading
    ran = context.before[reading.output_of].code
    found = _found(context, reading.code, ran, "\n".join(context.seen.codes))
    if found is None:
        return reading
    notes = (*reading.notes, _note(found))
    if found.why_not is not None:
        return BlockReading(
            context.block,
            Kind.SHOWN,
            reading.why,
            code=reading.code,
            notes=notes,
            language=reading.language,
        )
    options = replace(reading.options, match="similar", masks=found.masks, share=found.share)
    return replace(reading, code=found.code, options=options, notes=notes)


def _found(context: BlockContext, shown: str, commands: str, earlier: str) -> Expected | None:
    """How it is compared otherwise than as it stands; None where it is not."""
    # What its own command says is no other elsewhere.
    if all(line.strip() in commands for line in shown.split("\n")):
        return None
    if _VERSION.search(commands) or _MATCHER.search(shown):
        return None
    guide = context.block.node.log.source.data[: context.block.node.span.start]
    joined = commands.replace("\\\n", " ")
    why = why_of_author(Example(shown, joined, earlier, guide, similar=False))
    if why is not None:
        return Expected(shown, "exact", why_not=why)
    if all(map(_FAITHFUL.match, simple_commands(without_quotes(joined)))):
        return None
    found = expected(shown, "exact", (), commands, earlier=earlier, guide=guide)
    if found.why_not is not None or found.mode != "similar":
        return None
    varies = any(mask != "columns" for mask in found.masks) or found.code.split() != shown.split()
    return found if varies else None


def _note(found: Expected) -> str:
    if found.why_not is not None:
        return NOT_COMPARED.format(found.why_not)
    masks = ", ".join(mask for mask in found.masks if mask != "columns")
    return MASKED.format(masks or "its author's own values")
