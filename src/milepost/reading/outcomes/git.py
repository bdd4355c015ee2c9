"""The state of a git repository: branch, clean tree, number of commits, tags."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from milepost.milestone.check import CommandSucceeds, PathExists
from milepost.reading.outcomes.base import COUNT, Found, Surroundings, number
from milepost.reading.phrase import among, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.sentence import Sentence

NAME = "git"
CUES: tuple[str, ...] = ("branch", "clean", "commit", "tag", "repository")

ON_BRANCH = (
    phrase(r"\b(?:you are|you['’]re|(?:you )?should be|is|are|being) (?:now |back )?on (?:the |a )?(?:new )?(?:branch )?(?P<name>{code})"
           r"(?P<branch> branch)?"),
    phrase(r"\b(?:the )?current branch (?:is|should be) (?:now )?(?P<name>{code})(?P<branch>)"),
)  # fmt: skip
BRANCH_EXISTS = phrase(
    r"(?P<told>\bbranch (?:named |called )?)?(?P<name>{code})(?P<after> branch)? (?P<not>no longer |does not |doesn['’]t )?"
    r"(?:now )?(?:exists?|(?:is|was|has been) (?:now )?created|(?P<gone>(?:is|was|has been) (?:now )?deleted))\b"
)
TAG_EXISTS = phrase(
    r"\btag (?:named |called )?(?P<name>{code}) (?:now )?(?:exists|(?:is|was|has been) created)\b"
)
CLEAN = phrase(
    r"\b(?:working (?:tree|directory|copy)|repository|git status) (?:should be |is |reports? |shows? )(?:now )?(?:a )?clean\b"
)
COMMITS = phrase(
    rf"\b(?:history|repository|log|branch|there (?:is|are)) (?:now )?(?:has|have|holds|contains|shows|lists)? ?(?:exactly )?(?P<count>{COUNT}) commits?\b"
    r"(?! (?:by|from|in|ahead|behind|on))"
)
REPOSITORY = phrase(
    r"\b(?:an? |the )?(?:new |empty |local )*git repository (?:is|was|has been|should be) (?:now )?(?:created|initiali[sz]ed)\b"
    r"(?! (?:in|at|inside|on))"
)
_REF = re.compile(r"^[\w][\w./-]*$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """Each claim as a command of git that tells it apart by its status."""
    yield from _refs(sentence)
    for found in CLEAN.finditer(sentence.skeleton):
        yield _found(found, 'test -z "$(git status --porcelain)"')
    for found in COMMITS.finditer(sentence.skeleton):
        count = number(found["count"])
        yield _found(found, f'test "$(git rev-list --count HEAD)" -eq {count}')
    for found in REPOSITORY.finditer(sentence.skeleton):
        check = PathExists(path=".git", kind="folder")
        yield Found(found.start(), found.end(), check)


def _refs(sentence: Sentence) -> Iterator[Found]:
    """Branches and tags."""
    for pattern in among((*ON_BRANCH, BRANCH_EXISTS, TAG_EXISTS), sentence.skeleton):
        for found in pattern.finditer(sentence.skeleton):
            name = sentence.at(found.start("name")).text
            if not _REF.match(name) or not re.search(r"branch|tag", found.group(0), re.I):
                continue
            if pattern is BRANCH_EXISTS:
                gone = bool(found["not"] or found["gone"])
                yield _found(
                    found, f"git show-ref --verify --quiet refs/heads/{name}", negated=gone
                )
            elif pattern is TAG_EXISTS:
                yield _found(found, f"git show-ref --verify --quiet refs/tags/{name}")
            else:
                yield _found(found, f'test "$(git branch --show-current)" = {shlex.quote(name)}')


def _found(found: re.Match[str], command: str, *, negated: bool = False) -> Found:
    check: Check = CommandSucceeds(command=command, negated=negated)
    return Found(found.start(), found.end(), check)
