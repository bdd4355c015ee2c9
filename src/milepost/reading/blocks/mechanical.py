"""What mechanical-markdown's comments say of the blocks between them.

`<!-- STEP … -->` opens a step with keys in YAML, `<!-- END_STEP -->` ends it. Honoured are
`expected_return_code`, where nothing after the colon means any, `background` and `timeout_seconds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.base import BlockReading, Options
    from milepost.reading.blocks.context import BlockContext

_HONOURED = ("background", "expected_return_code", "timeout_seconds")
_MARK = re.compile(rb"<!--\s*(?:STEP\s(?P<keys>.*?)|END_STEP\s*)-->", re.DOTALL)
_KEY = re.compile(r"^(?P<key>\w+):[ \t]*(?P<value>[^\n#]*?)[ \t]*$", re.MULTILINE)


def marked(context: BlockContext, reading: BlockReading) -> BlockReading:
    """A command block with what the comment of its step says, which is noted."""
    node = context.block.node
    data = node.log.source.data
    if data.find(b"END_STEP", node.span.end) < 0:
        return reading
    keys = _keys(data, node.span.start)
    options = _options(reading.options, keys)
    if options == reading.options:
        return reading
    named = [f"`{key}`" for key in _HONOURED if key in keys]
    commands = tuple(replace(one, status=options.status) for one in reading.commands)
    notes = (
        *reading.notes,
        f"its step's {' and '.join(named)} {'are' if named[1:] else 'is'} followed",
    )
    return replace(reading, options=options, commands=commands, notes=notes)


def _options(options: Options, keys: dict[str, str]) -> Options:
    if "expected_return_code" in keys:
        code = keys["expected_return_code"]
        options = replace(options, status=int(code) if code.isdecimal() else None)
    if keys.get("timeout_seconds", "").isdecimal():
        options = replace(options, timeout=float(keys["timeout_seconds"]) or None)
    if keys.get("background") == "true":
        options = replace(options, background=True)
    return options


def _keys(data: bytes, end: int) -> dict[str, str]:
    """The keys of the step that is open at a place; none where none is."""
    last: re.Match[bytes] | None = None
    for found in _MARK.finditer(data, 0, end):
        last = found
    if last is None or last["keys"] is None:
        return {}
    text = last["keys"].decode("utf-8", "replace")
    return {one["key"]: one["value"] for one in _KEY.finditer(text)}
