"""Sentences whose checks would look at other output than they tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import ExitStatus, OutputContains, PathExists, PortListens
from milepost.reading.blocks.elsewhere import is_of_another_program, types_another
from milepost.reading.outcomes import veto
from milepost.reading.outcomes.marks import is_call
from milepost.reading.paths import is_file
from milepost.reading.phrase import CODE
from milepost.reading.silent import starts_dialogue
from milepost.reading.status_lines import NO_STATUS_LINE, STATUS_LINE, hides_status
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.milestone.check import Check
    from milepost.reading.blocks.elsewhere import Says
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

_FLAG = re.compile(r"--?[a-zA-Z][\w-]*(?:[= ]\S+)?")
_IN_PROSE = "it is told in prose what prints it"


_SHOWS = re.compile(
    r"\b(?:cat|bat|head|tail|less|more|jq|type|sort|cut|column)\b(?P<files>[^\n|;&>]*)"
)
"""A command that prints what is in files."""


def why_elsewhere(
    checks: Sequence[Check], told: Sequence[Sentence], ran: str, phrases: Phrases
) -> str | None:
    """Why the last sentence of `told` is about no output of `ran`, nor a file of the reader's."""
    says: Says = phrases.elsewhere
    skeleton = told[-1].skeleton
    if any(isinstance(check, PathExists) for check in checks):
        if says.IN_STORE.search(skeleton) or starts_dialogue(ran):
            return "it is in a store elsewhere"
        if _in_another_folder(checks, told[-1]):
            return "it is in another folder"
    if not any(
        check.about == "output" or isinstance(check, PortListens | ExitStatus) for check in checks
    ):
        return None
    if is_of_another_program(skeleton, ran, phrases):
        return veto.ON_SCREEN
    if any(says.ACTS_ELSEWHERE.search(sentence.skeleton) for sentence in told[:-1]):
        return veto.ON_SCREEN
    unfit = why_not_now(skeleton, phrases) or _unfit(checks, ran)
    if unfit is not None:
        return unfit
    return _IN_PROSE if _is_of_prose(checks, told, ran, phrases) else None


def why_not_now(skeleton: str, phrases: Phrases) -> str | None:
    """Why a sentence tells of no output of any command just now; None where it may."""
    says: Says = phrases.elsewhere
    if says.SEEN_ELSEWHERE.search(skeleton):
        return veto.ON_SCREEN
    if says.LATER.search(skeleton):
        return "it is so only later"
    if says.OTHER_RUN.search(skeleton):
        return "it is so in another run, or on a condition"
    return None


def _is_of_prose(
    checks: Sequence[Check], told: Sequence[Sentence], ran: str, phrases: Phrases
) -> bool:
    """Whether sentences tell to do in no block what prints it."""
    says: Says = phrases.elsewhere
    if any(says.AGAIN.search(sentence.skeleton) for sentence in told):
        return True
    if types_another(told[-1], ran, phrases):
        return True
    shown = {check.text for check in checks if isinstance(check, OutputContains)}
    commands = (
        " ".join(part.text.split())
        for sentence in told
        if says.TOLD_TO_RUN.search(sentence.skeleton)
        for part in sentence.explicit
        if part.kind == CODE and part.text not in shown and is_call(part.text)
    )
    flags = (
        part.text
        for part in told[-1].explicit
        if part.kind == CODE and part.text not in shown and _FLAG.fullmatch(part.text)
    )
    ran = " ".join(ran.split())
    return not all(text in ran for text in (*commands, *flags))


def _unfit(checks: Sequence[Check], ran: str) -> str | None:
    """Why what was carried out cannot print what is asked for; None where it can."""
    if _shows_content(checks, ran):
        return "the content of the file is shown, not its name"
    return NO_STATUS_LINE if _lacks_status(checks, ran) else None


def _shows_content(checks: Sequence[Check], ran: str) -> bool:
    """Whether a file's name is asked for where its content is printed."""
    texts = [check.text for check in checks if isinstance(check, OutputContains)]
    return any(
        is_file(text) and any(text in shown["files"].split() for shown in _SHOWS.finditer(ran))
        for text in texts
    )


def _lacks_status(checks: Sequence[Check], ran: str) -> bool:
    """Whether the first line of an answer is asked for where it is not printed."""
    texts = [check.text for check in checks if isinstance(check, OutputContains)]
    return any(map(STATUS_LINE.match, texts)) and hides_status(ran)


def _in_another_folder(checks: Sequence[Check], sentence: Sentence) -> bool:
    """Whether a sentence names a folder besides, in which a path may be that has none itself."""
    paths = {check.path for check in checks if isinstance(check, PathExists)}
    if all("/" in path.rstrip("/") for path in paths):
        return False
    named = (part.text for part in sentence.explicit if part.kind == CODE)
    return any(
        text not in paths
        and not any(text.rstrip("/") in path for path in paths)
        and (text.startswith(("/", "~/", "$")) or text.endswith("/"))
        and " " not in text
        for text in named
    )
