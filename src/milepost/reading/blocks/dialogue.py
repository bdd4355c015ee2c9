"""What the reader answers to a program that asks: in the dialogue that is shown, or as a sentence
says it.

A line of a shown output is an answer only behind a question that is known: by the source of the
program, which the guide has, or by its form (`[y/N]`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.milestone.model import Block
from milepost.reading.base import Answer, BlockReading, Command, Kind
from milepost.reading.outcomes import veto
from milepost.reading.phrase import bits_of, cue_bits
from milepost.reading.questions import asks, questions, sources
from milepost.reading.sentence import sentences
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from milepost.milestone.model import Step
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has for answers."""

    CUES: tuple[str, ...]
    """One of these is in every such sentence."""
    ASKED: tuple[Phrase, ...]
    """A sentence that says what to answer, and that it is asked for."""
    ENTERED: Phrase
    """A sentence that says what to type; it is an answer only where the program asks."""
    MORE: Phrase
    """What goes on behind an answer with the next one: "and then `x`"."""
    END: Phrase
    """What may follow the last answer of such a sentence, up to its end."""
    KEYS: frozenset[str]
    """Keys that end what is typed, and are no answers."""


_OF_THE_SHELL = frozenset(
    {"read", "cd", "source", ".", "export", "eval", "exec", "set", "unset", "alias", "select"}
)
"""What changes the shell itself, which a program of its own cannot."""
_PARTS = re.compile(r"[|<>;&\n]")
_CHOICE = re.compile(
    r"(?P<question>.*(?:\[[yY](?:es)?/[nN]o?\]|\([yY](?:es)?/[nN]o?\)|\((?:yes|no)\))[ :?]*) "
    r"(?P<answer>[yYnN]|[yY]es|[nN]o)"
)
NOTE = "`{}` is typed where it asks"


def answered(
    step: Step, blocks: Sequence[BlockReading], files: Mapping[str, str], phrases: Phrases
) -> tuple[BlockReading, ...]:
    """The blocks of a step, with what is typed into programs that ask.

    `files` are those that the guide has written, by path.
    """
    return tuple(_with_answers(step, index, blocks, files, phrases) for index in range(len(blocks)))


def answers_of(blocks: Sequence[BlockReading]) -> Iterator[str]:
    """All that is typed into programs of a step that ask."""
    for block in blocks:
        for command in block.commands:
            yield from (answer.text for answer in command.answers)


def _with_answers(
    step: Step,
    index: int,
    blocks: Sequence[BlockReading],
    files: Mapping[str, str],
    phrases: Phrases,
) -> BlockReading:
    reading = blocks[index]
    if reading.kind not in (Kind.COMMAND, Kind.TRANSCRIPT) or not reading.executed:
        return reading
    if reading.options.background or not reading.commands:
        return reading
    commands = list(reading.commands)
    for place, command in enumerate(commands):
        if not _may_ask(command):
            continue
        shown = command.expected
        if reading.kind is Kind.COMMAND:
            outputs = (block.code for block in blocks if block.output_of == index)
            shown = next(outputs, None)
        found = _shown(command.text, shown or "", files)
        if not found and place == len(commands) - 1:
            found = _said(step, reading, command.text, files, phrases)
        if found:
            commands[place] = replace(command, answers=found)
    texts = [a.text for c in commands if not c.typed_into for a in c.answers]
    if not texts:
        return reading
    notes = tuple(NOTE.format(text or "Enter") for text in texts)
    return replace(reading, commands=tuple(commands), notes=(*reading.notes, *notes))


def _may_ask(command: Command) -> bool:
    """Whether it is one program, which can be started in a terminal of its own."""
    if command.typed_into is not None or command.opens is not None or command.answers:
        return False
    text = command.text.strip()
    first = next(iter(simple_commands(text)), "").split()
    return bool(first) and first[0] not in _OF_THE_SHELL and not _PARTS.search(text)


def _shown(command: str, output: str, files: Mapping[str, str]) -> tuple[Answer, ...]:
    """The answers in an output that shows the whole dialogue."""
    known = [one for source in sources(command, files) for one in questions(source)]
    found: list[Answer] = []
    for line in output.split("\n"):
        for question in known:
            match = question.match(line)
            if match is not None:
                found.append(Answer(line[match.end() :].strip(), match[0]))
                break
        else:
            choice = _CHOICE.fullmatch(line.rstrip())
            if choice is not None:
                found.append(Answer(choice["answer"], choice["question"].rstrip()))
    return tuple(found)


def _said(
    step: Step, reading: BlockReading, command: str, files: Mapping[str, str], phrases: Phrases
) -> tuple[Answer, ...]:
    """The answers that the sentences around a block give, in order."""
    asked = sum(asks(source) for source in sources(command, files))
    found: list[str] = []
    for sentence in _around(step, reading, phrases, far=asked > 0):
        found += _answers(sentence, phrases, known=asked > 0)
    if asked and len(found) != asked:
        return ()
    return tuple(Answer(text) for text in found)


def _around(
    step: Step, reading: BlockReading, phrases: Phrases, *, far: bool
) -> Iterator[Sentence]:
    """The sentences of the paragraphs before and after a block; with `far` up to the next block."""
    says: Says = phrases.dialogue
    cues = cue_bits(says.CUES)
    lead = reading.block.lead
    if lead is not None and bits_of(lead.text) & cues:
        yield from sentences(lead.inlines, phrases)
    after = iter(step.parts)
    for part in after:
        if part is reading.block:
            break
    for part in after:
        if isinstance(part, Block):
            return
        if bits_of(part.text) & cues:
            yield from sentences(part.inlines, phrases)
        if not far:
            return


def _answers(sentence: Sentence, phrases: Phrases, *, known: bool) -> list[str]:
    """What a sentence gives as answers, in order; `known` says that the program asks."""
    says: Says = phrases.dialogue
    if not sentence.explicit or veto.negations(sentence.skeleton, phrases):
        return []
    for pattern in says.ASKED:
        found = pattern.search(sentence.skeleton)
        if found is not None:
            return _in_order(sentence, found.start("said"), says)[0]
    found = says.ENTERED.search(sentence.skeleton) if known else None
    if found is None:
        return []
    answers, end = _in_order(sentence, found.start("said"), says)
    return answers if says.END.match(sentence.skeleton[end:]) else []


def _in_order(sentence: Sentence, first: int, says: Says) -> tuple[list[str], int]:
    """The answer at a place of the skeleton and those that go on behind it, and where they end."""
    answers, at = [sentence.at(first).text], first
    while (more := says.MORE.match(sentence.skeleton[at + 1 :])) is not None:
        at += 1 + more.start("said")
        text = sentence.at(at).text
        if text.lower() not in says.KEYS:
            answers.append(text)
    return answers, at + 1
