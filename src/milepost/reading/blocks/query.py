"""A fence of queries, carried out only where it is said by which client and database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.reading.base import BlockReading, Command, Interactive, Kind
from milepost.reading.blocks.interactive import client_in
from milepost.reading.blocks.placeholders import fill
from milepost.reading.databases import client_of
from milepost.reading.outcomes import veto
from milepost.reading.phrase import CODE
from milepost.reading.repls import repl_named, started_by
from milepost.reading.rows import has_header

if TYPE_CHECKING:
    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

NAME = "language"


class Says(Protocol):
    """What a language has for this reading."""

    TOLD: Phrase


SENTENCE = "sentence before it"

LANGUAGES: frozenset[str] | None = frozenset(
    {"sql", "postgresql", "postgres", "psql", "mysql", "sqlite", "plpgsql"}
)


def read(context: BlockContext) -> BlockReading | None:
    """A query with `db=`, after a sentence that names the client, or after the client's start."""
    database = context.directive("db")
    if database is not None:
        command = client_of(database)
        repl = started_by(command) if command else None
        if command is None or repl is None:
            note = f'no client is known for `db="{database}"`: write its whole command'
            return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))
        return _query(context, Interactive(repl.name, command), "directive")
    named = client_in(context)
    if named is not None:
        return _query(context, named, SENTENCE)
    left = context.seen.interactive
    if left is not None and repl_named(left).sql:
        if _is_told(context):
            client = Interactive(left, context.seen.starts[left])
            return _query(context, client, "the client before it")
        context.seen.queries_left_out = True
    note = 'which database it is for is not said: `<!-- milepost: db="…" -->`'
    return BlockReading(context.block, Kind.SHOWN, NAME, code=context.code, notes=(note,))


def _is_told(context: BlockContext) -> bool:
    """Whether a sentence before it leaves no doubt that it is to be typed."""
    sentence = context.last_sentence
    if sentence is None:
        return not context.seen.queries_left_out
    said = [one for one in context.lead if one is sentence or _names(one, context.code)]
    return any(_tells(one, context.phrases) for one in said)


def _tells(sentence: Sentence, phrases: Phrases) -> bool:
    says: Says = phrases.query
    return bool(says.TOLD.match(sentence.skeleton)) and (
        veto.reason(sentence.skeleton, phrases) is None
    )


def _names(sentence: Sentence, code: str) -> bool:
    """Whether a sentence says, as code, all that the fence holds."""
    return any(one.text.strip() == code.strip() for one in sentence.explicit if one.kind == CODE)


def as_table(context: BlockContext, reading: BlockReading) -> BlockReading:
    """Output that is compared row by row, where it is what a client answers."""
    target = context.previous_executed
    if target is None or reading.options.match not in ("exact", "contains"):
        return reading
    last = context.before[target].commands[-1:]
    typed = last[0].typed_into if last else None
    if typed is None or not repl_named(typed.program).sql:
        return reading
    if reading.options.match == "contains" and not has_header(reading.code):
        return reading
    return replace(reading, options=replace(reading.options, match="table"))


def _query(context: BlockContext, client: Interactive, why: str) -> BlockReading:
    filled = fill(context.code, context.settings.values, command=True)
    line = context.line
    commands = [Command(filled.text.strip("\n"), line, typed_into=client)]
    notes: list[str] = []
    on, off = repl_named(client.program).headers
    after = context.next
    shows = after is not None and has_header(after.node.content)
    if shows and on and not re.search(r"^\.(?:headers?|mode)\b", context.code, re.MULTILINE):
        commands = [
            Command(on, line, typed_into=client),
            *commands,
            Command(off, line, typed_into=client),
        ]
        notes.append("the names of columns are switched on, as the output shows them")
    return BlockReading(
        context.block,
        Kind.QUERY,
        f"{why}: `{client.start}`",
        code=filled.text,
        commands=tuple(commands),
        options=context.options,
        notes=tuple(notes),
        unset=filled.unset,
    )
