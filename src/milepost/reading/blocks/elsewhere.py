"""Sentences before a fence that tell of what is seen elsewhere, or of no one output at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.reading.paths import is_file
from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has to tell such sentences apart."""

    SEEN_ELSEWHERE: Phrase
    ACTS_ELSEWHERE: Phrase
    AGAIN: Phrase
    IN_STORE: Phrase
    NO_ONE_OUTPUT: Phrase
    OTHER_RUN: Phrase
    DENIES: Phrase
    """Says before a fence that this is not to be seen."""
    ANSWERS: Phrase
    LOGS: Phrase
    ROWS: Phrase
    SHOWN_BY: Phrase
    """Says that a server or another receiver shows it, or that it is logged."""
    REQUESTED: Phrase
    """Says that a request is sent."""
    LATER: Phrase
    """Says that it is so after a while, or once something is used up."""
    MAKES: Phrase
    """Names as `mark` what is made, which the fence shows if it is a file."""
    ACTS_ITSELF: Phrase
    """Tells of a thing as `who` that prints, sends or receives."""
    OF_COMMANDS: Phrase
    """Words at the end of it that mean what commands are, ask or print."""
    TYPED: Phrase
    """Names as `mark` the command that a reader types."""
    THINGS: Phrase
    HAVE: Phrase
    OUTPUT: Phrase
    """The words for output, none of which stands where a reader only has something."""
    TOLD_TO_RUN: Phrase
    """Says which command is to be run."""


_ASKS = re.compile(
    r"\b(?:curl|wget|https?|grpcurl|invoke|python3?|node|go|npm|uv|dotnet|java|cargo|ruby|php|run|exec|logs?|request|subscribe|consume|publish|call|nc|telnet|dapr)\b"
)
_SHOWS_LOGS = re.compile(
    r"\blogs?\b|journalctl|\btail\b|\bup\b|\brun\b|\bstart\b|\bserve\b|\bdev\b|\bpython3?\b|\bnode\b|\bjava\b|\bgo\b|\bcargo\b|\bdotnet\b|\./|\bdapr\b|\bserver\b"
)
_LISTS = re.compile(
    r"(?i:\b(?:select|psql|mysql|sqlite3?|mongo\w*|ls|list|get|scan|describe|show|dump|search|count|cat)\b)"
)
_SENDS = re.compile(
    r"\b(?:curl|wget|https?|grpcurl|client|pub|publish|send|request|post|nc|telnet|echo|printf)\b|(?:\b|_)produce|Producer\b"
)
_RECEIVES = re.compile(
    r"\b(?:serve|server|logs?|journalctl|tail|cat|sub|subscribe|receiver?|listen|up|start)\b(?![/:])|(?:\b|_)consume|Consumer\b"
)
"""In what a server or another receiver is started, or its log is shown."""
_REQUESTS = re.compile(r"\b(?:curl|wget|https?|xhs?|grpcurl|invoke|request|fetch|test)\b")
_ENDING = re.compile(r"(?:ers?|ors?|ing|ed|s)$")
"""What parts a word from what it is made of: a subscriber subscribes."""
_NAME = re.compile(r"^\s*(?:[-*•] *)?[\w.@/-]+$")


def are_names(skeleton: str, code: str, commands: str, phrases: Phrases) -> bool:
    """Whether a sentence tells of things, of which the fence lists names that nothing prints."""
    lines = [line for line in code.split("\n") if line.strip()]
    if len(lines) < 2 or not all(map(_NAME.match, lines)) or _LISTS.search(commands):
        return False
    says: Says = phrases.elsewhere
    return says.THINGS.search(skeleton) is not None


def is_of_another_program(skeleton: str, commands: str, phrases: Phrases) -> bool:
    """Whether a sentence tells of what another program shows than those that commands run."""
    says: Says = phrases.elsewhere
    return bool(
        (says.ANSWERS.search(skeleton) and not _ASKS.search(commands))
        or (says.LOGS.search(skeleton) and not _SHOWS_LOGS.search(commands))
        or (says.ROWS.search(skeleton) and not _LISTS.search(commands))
        or (says.REQUESTED.search(skeleton) and not _REQUESTS.search(commands))
        or (
            says.SHOWN_BY.search(skeleton)
            and _SENDS.search(commands)
            and not _RECEIVES.search(commands)
        )
        or _is_of_other_thing(skeleton, commands, says)
    )


def _is_of_other_thing(skeleton: str, commands: str, says: Says) -> bool:
    """Whether a sentence tells what a thing prints that the commands do not name."""
    acts = says.ACTS_ITSELF.search(skeleton)
    if acts is None or says.OF_COMMANDS.search(acts["who"]):
        return False
    names = re.findall(r"[^\W_]{3,}", acts["who"].lower())
    told = commands.lower()
    return bool(names) and not any(_ENDING.sub("", name) in told for name in names)


def types_another(sentence: Sentence, commands: str, phrases: Phrases) -> bool:
    """Whether a sentence tells to type a command that is none of those carried out."""
    says: Says = phrases.elsewhere
    typed = says.TYPED.search(sentence.skeleton)
    if typed is None:
        return False
    command = sentence.at(typed.start("mark")).text
    simple = simple_commands(commands.replace("\\\n", " "))
    return not any(f"{one} ".startswith(f"{command} ") for one in simple)


def tells_of_made_file(sentence: Sentence, phrases: Phrases) -> bool:
    """Whether a sentence tells what a file holds that the commands make."""
    says: Says = phrases.elsewhere
    made = says.MAKES.search(sentence.skeleton)
    return made is not None and is_file(sentence.at(made.start("mark")).text)


def tells_of_having(skeleton: str, phrases: Phrases) -> bool:
    """Whether a sentence tells of what a reader has then, and not of what is printed."""
    says: Says = phrases.elsewhere
    return says.HAVE.search(skeleton) is not None and not says.OUTPUT.search(skeleton)
