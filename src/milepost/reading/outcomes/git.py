"""The state of a git repository: branch, clean tree, number of commits, tags."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandSucceeds, PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.phrase import among
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "git"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    ON_BRANCH: tuple[Phrase, ...]
    REFS: tuple[str, ...]
    """Parts of words, one of which tells that it is a branch or a tag."""
    BRANCH_EXISTS: Phrase
    TAG_EXISTS: Phrase
    CLEAN: Phrase
    COMMITS: Phrase
    REPOSITORY: Phrase


_REF = re.compile(r"^[\w][\w./-]*$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Each claim as a command of git that tells it apart by its status."""
    says: Says = around.phrases.git
    yield from _refs(sentence, says)
    for found in says.CLEAN.finditer(sentence.skeleton):
        yield _found(found, 'test -z "$(git status --porcelain)"')
    for found in says.COMMITS.finditer(sentence.skeleton):
        count = number(found["count"], around.phrases)
        yield _found(found, f'test "$(git rev-list --count HEAD)" -eq {count}')
    for found in says.REPOSITORY.finditer(sentence.skeleton):
        check = PathExists(path=".git", kind="folder")
        yield Found(found.start(), found.end(), check)


def _refs(sentence: Sentence, says: Says) -> Iterator[Found]:
    """Branches and tags."""
    for pattern in among((*says.ON_BRANCH, says.BRANCH_EXISTS, says.TAG_EXISTS), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = sentence.at(found.start("name")).text
            if not _REF.match(name) or not any(word in found[0] for word in says.REFS):
                continue
            if pattern is says.BRANCH_EXISTS:
                gone = bool(found["not"] or found["gone"])
                yield _found(
                    found, f"git show-ref --verify --quiet refs/heads/{name}", negated=gone
                )
            elif pattern is says.TAG_EXISTS:
                yield _found(found, f"git show-ref --verify --quiet refs/tags/{name}")
            else:
                yield _found(found, f'test "$(git branch --show-current)" = {shlex.quote(name)}')


def _found(found: re.Match[str], command: str, *, negated: bool = False) -> Found:
    check: Check = CommandSucceeds(command=command, negated=negated)
    return Found(found.start(), found.end(), check)
