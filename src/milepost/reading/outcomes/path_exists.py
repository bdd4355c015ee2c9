""" "`x` exists", "a folder `x` is created", "`x` no longer exists"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from milepost.milestone.check import PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path, is_path
from milepost.reading.sentence import CODE, Sentence, phrase

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.milestone.check import Check

NAME = "path exists"

_NOUN = r"(?:file|folder|directory|subfolder|subdirectory|script|files|folders|directories|executable|binary)"
_NEW = r"(?:the |a |an |your |new |empty |both |two |three |generated |project |following |hidden |resulting |output |build |source |test |configuration |config |local )*"
_THERE = r"(?:exists?|(?:is|are|was|were|has been|have been|gets?|should be|will be|is now|are now) (?:now )?(?:created|generated|written|present|produced|there|in place|built|saved|added))"
_GONE = r"(?:(?:no longer|does not|doesn['’]t|do not|should not|must not) exists?|(?:is|are|was|has been|have been) (?:now )?(?:gone|removed|deleted|absent))"
_PATHS = r"(?P<paths>{codes})"

THERE = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})? "
           rf"(?:should |will |must |now |both |all |also )*{_THERE}"),
    phrase(rf"\b(?:you (?:should |will |now |also )*(?:have|see|find)|there (?:is|are|should be|will be)|(?:it )?"
           rf"(?:creates?|generates?|produces?|writes?)) (?:now )?{_NEW}(?P<noun>{_NOUN} )(?:named |called |at |in )?"
           rf"{_PATHS}"),
    phrase(rf"\b(?:you (?:should |will |now |also )*(?:have|see|find)|there (?:is|are|should be|will be)|(?:it |"
           rf"command |build |script )?(?:creates?|generates?|produces?|writes?)) (?:now )?{_NEW}{_PATHS}(?P<after> {_NOUN})"),
    phrase(rf"\b(?:it |this |command |build |script |and )(?:creates?|generates?|produces?|writes?) {_NEW}{_PATHS}(?! {_NOUN})"),
    phrase(rf"^{_NEW}(?P<noun>{_NOUN} )(?:named |called ){_PATHS}\.?$"),
    phrase(rf"^{_NEW}{_PATHS}(?P<after> {_NOUN})\.?$"),
)  # fmt: skip
GONE = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})? {_GONE}"),
)

_ELSEWHERE = phrase(
    r"^ (?:in|on|inside|under|at|from|as|for|with) (?:the |your |a )?(?:{code}|database|cluster|server|registry|"
    r"remote|github|cloud|account|table|container|bucket|portal|namespace|index)"
)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """One check for each path; its kind where the sentence names it."""
    skeleton = sentence.skeleton
    taken: list[tuple[int, int]] = []
    for negated, patterns in ((True, GONE), (False, THERE)):
        for pattern in patterns:
            for found in pattern.finditer(skeleton):
                start, end = found.span("paths")
                if any(low < end and start < high for low, high in taken):
                    continue
                checks = list(_checks(sentence, found, negated=negated))
                if checks and not _ELSEWHERE.match(skeleton[found.end() :]):
                    taken.append((start, end))
                    for check in checks:
                        yield Found(found.start(), found.end(), check)


def _checks(sentence: Sentence, found: re.Match[str], *, negated: bool) -> Iterator[Check]:
    groups = found.groupdict()
    noun = ((groups.get("noun") or "") + (groups.get("after") or "")).strip().lower()
    start, end = found.span("paths")
    paths = [sentence.at(i).text for i in range(start, end) if sentence.skeleton[i] == CODE]
    if not all(could_be_path(p) if noun else is_path(p) for p in paths):
        return
    for path in paths:
        yield PathExists(path=path, kind=_kind(noun, path), negated=negated)


def _kind(noun: str, path: str) -> Literal["any", "file", "folder"]:
    if "folder" in noun or "director" in noun or path.endswith("/"):
        return "folder"
    return "file" if noun else "any"
