"""The state of a git repository: branch, clean tree, number of commits, tags."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("branch", "clean", "commit", "tag", "repository")
ON_BRANCH: tuple[Phrase, ...] = (
    phrase(r"\b(?:you are|you['’]re|(?:you )?should be|is|are|being) (?:now |back )?on (?:the |a )?(?:new )?(?:branch )?(?P<name>{code})"
           r"(?P<branch> branch)?"),
    phrase(r"\b(?:the )?current branch (?:is|should be) (?:now )?(?:named |called )?(?P<name>{code})(?P<branch>)"),
    phrase(r"^(?:the |your )branch (?:is|should be) (?:now )?(?:named |called )(?P<name>{code})(?P<branch>)[.]?$"),
)  # fmt: skip
REFS: tuple[str, ...] = ("branch", "tag")
BRANCH_EXISTS = phrase(
    r"(?P<told>\bbranch (?:named |called )?)?(?P<name>{code})(?P<after> branch)? (?P<not>no longer |does not |doesn['’]t )?"
    r"(?:now )?(?:exists?|(?:is|was|has been) (?:now )?created|(?P<gone>(?:is|was|has been) (?:now )?deleted))\b"
)
TAG_EXISTS = phrase(
    r"\btag (?:named |called )?(?P<name>{code}) (?:now )?(?:exists|(?:is|was|has been) created)\b"
)
CLEAN = phrase(
    r"\b(?:working (?:tree|directory|copy)|repository|git status) (?:should be |is |reports? |shows? )(?:now )?(?:a )?clean\b"
    r"|(?:\byou (?:should |will |now )*have|\b(?:repository|git) (?:should |will |now )*(?:has|have|shows?|reports?)|[\ue000] (?:should |will |now )*(?:shows?|reports?|says?)) (?:now )?a clean working (?:tree|directory|copy)\b"
)
COMMITS = phrase(
    rf"\b(?:history|repository|log|branch|there (?:is|are)) (?:now )?(?:has|have|holds|contains|shows|lists)? ?(?:exactly )?(?P<count>{COUNT}) commits?\b"
    r"(?! (?:by|from|in|ahead|behind|on))"
)
REPOSITORY = phrase(
    r"\b(?:an? |the )?(?:new |empty |local )*git repository (?:is|was|has been|should be) (?:now )?(?:created|initiali[sz]ed)\b"
    r"(?! (?:in|at|inside|on))"
)
