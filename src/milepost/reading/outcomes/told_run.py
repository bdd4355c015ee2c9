"""Outcomes over two sentences: "Run `x`. It should print `y`."

What the second tells is told of the command of the first, so both are read as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from milepost.milestone.check import CommandPrints, CommandPrintsNothing, CommandSucceeds
from milepost.reading.outcomes.base import Surroundings
from milepost.reading.outcomes.marks import is_call
from milepost.reading.outcomes.sentence import read_sentence
from milepost.reading.phrase import CODE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

_OF_COMMANDS = (CommandPrints, CommandPrintsNothing, CommandSucceeds)


class Says(Protocol):
    """What a language has to tell them."""

    RUNS: Phrase
    """A whole sentence that tells to run its one command, now and in any case."""
    IT: Phrase
    """What begins a sentence and stands for the command."""
    OUTPUT: Phrase
    """The same for what it prints."""
    SEEN: Phrase
    """The same for what a reader sees of it."""
    FAILS: Phrase
    """Says of the command that it does not succeed, or with which status it ends."""
    RUNNING: str
    """Of a command in the place of `{}`: begins a sentence of what is seen when it runs."""
    OUTPUT_OF: str
    """The same of its output, as a subject."""


def with_commands(
    found: Sequence[Sentence], phrases: Phrases, *, together: bool = False
) -> list[Sentence]:
    """The sentences, those that tell of a command named just before with it as their subject.

    `together` says that nothing is read where not all is, so that both stay one in any case.
    """
    says: Says = phrases.told_run
    out: list[Sentence] = []
    run: Sentence | None = None
    for sentence in found:
        told = _told_of(run, sentence, phrases, together=together) if run is not None else None
        if run is None or told is None:
            names_one = len(sentence.explicit) == 1
            run = sentence if names_one and says.RUNS.match(sentence.skeleton) else None
            out.append(sentence)
        elif out[-1] is run:
            out[-1] = replace(told, low=run.low)
        else:
            out.append(told)
    return out


def _told_of(
    run: Sentence, sentence: Sentence, phrases: Phrases, *, together: bool
) -> Sentence | None:
    """Two sentences as one, if the second tells something of the first one's command.

    None also where that is not understood, unless by itself it would be taken for another's, or
    takes back that the command succeeds.
    """
    says: Says = phrases.told_run
    around = Surroundings(phrases=phrases, has_command=False)
    command = run.explicit[0].text
    forms = [
        replace(sentence, skeleton=skeleton, explicit=(*run.explicit, *sentence.explicit))
        for skeleton in _forms(sentence.skeleton, says)
    ]
    if not forms:
        return None
    for form in forms:
        checks = read_sentence(form, around).checks
        if checks and all(
            isinstance(check, _OF_COMMANDS) and check.command == command for check in checks
        ):
            return form
    if says.FAILS.search(sentence.skeleton) or not is_call(command):
        return forms[0]
    return forms[0] if together and not read_sentence(sentence, around).checks else None


def _forms(skeleton: str, says: Says) -> Iterator[str]:
    """Ways to say it in one sentence, the command first."""
    output, it = says.OUTPUT.match(skeleton), says.IT.match(skeleton)
    if output is None and it is None and says.SEEN.match(skeleton) is None:
        return
    yield says.RUNNING.format(CODE) + skeleton
    if output is not None:
        yield says.OUTPUT_OF.format(CODE) + skeleton[output.end() :]
    if it is not None:
        yield CODE + skeleton[it.end() :]
