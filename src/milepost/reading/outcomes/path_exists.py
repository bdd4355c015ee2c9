""" "`x` exists", "a folder `x` is created", "`x` no longer exists"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from milepost.milestone.check import PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.paths import could_be_path, is_path
from milepost.reading.phrase import CODE, among, phrase

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence


NAME = "path exists"
CUES: tuple[str, ...] = (
    "contain",
    "includ",
    "hold",
    "has",
    "there",
    "exist",
    "creat",
    "generat",
    "writ",
    "present",
    "produc",
    "there",
    "place",
    "built",
    "saved",
    "added",
    "have",
    "see",
    "find",
    "file",
    "folder",
    "director",
    "script",
    "gone",
    "remov",
    "delet",
    "absent",
)

_NOUN = r"(?:file|folder|directory|subfolder|subdirectory|script|files|folders|directories|executable|binary)"
_NEW = r"(?:the |a |an |your |new |empty |both |two |three |generated |project |following |hidden |resulting |output |build |source |test |configuration |config |local )*"
_THERE = r"(?:exists?|(?:is|are|was|were|has been|have been|gets?|should be|will be|is now|are now) (?:now )?(?:created|generated|written|present|produced|there|in place|built|saved|added))"
_GONE = r"(?:(?:no longer|does not|doesn['’]t|do not|should not|must not) exists?|(?:is|are|was|has been|have been) (?:now )?(?:gone|removed|deleted|absent))"
_PATHS = r"(?P<paths>{codes})"

_IS_THERE = (
    "exist", "creat", "generat", "writ", "present", "produc", "there", "place", "built", "saved",
    "added",
)  # fmt: skip
_NOUNS = ("file", "folder", "director", "script", "executable", "binary")
_IS_MADE = ("have", "see", "find", "there", "creat", "generat", "produc", "writ")
_IS_GONE = ("exist", "gone", "remov", "delet", "absent")

THERE = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})?,? "
           rf"(?:should |will |must |now |both |all |also )*{_THERE}",
           *_IS_THERE),
    phrase(rf"\b(?:you (?:should |will |now |also )*(?:have|see|find)|there (?:is|are|should be|will be)|(?:it )?"
           rf"(?:creates?|generates?|produces?|writes?)) (?:now )?{_NEW}(?P<noun>{_NOUN} )(?:(?:that (?:was|is) )?(?:created|generated) )?(?:named |called |at |in )?"
           rf"{_PATHS}", *_IS_MADE),
    phrase(rf"\b(?:you (?:should |will |now |also )*(?:have|see|find)|there (?:is|are|should be|will be)|(?:it |"
           rf"command |build |script )?(?:creates?|generates?|produces?|writes?)) (?:now )?{_NEW}{_PATHS}(?P<after> {_NOUN})", *_IS_MADE),
    phrase(rf"\b(?:it |this |command |build |script |and )(?:creates?|generates?|produces?|writes?) {_NEW}{_PATHS}(?! {_NOUN})",
           *_IS_MADE),
    phrase(rf"^{_NEW}(?P<noun>{_NOUN} )(?:named |called ){_PATHS}\.?$", "named", "called"),
    phrase(rf"\byou(?:['’]ll| will| should) (?:now |also )*(?:see|find|have) {_NEW}(?P<noun>{_NOUN} )created (?:named |called ){_PATHS}", "created"),
    phrase(rf"^{_NEW}{_PATHS}(?P<after> {_NOUN})\.?$", *_NOUNS),
)  # fmt: skip
GONE = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})? {_GONE}",
           *_IS_GONE),
    phrase(rf"\bthere (?:is|are|should be) (?:no|no longer an?|no longer any|not any) (?P<noun>{_NOUN} )?"
           rf"(?:named |called )?{_PATHS}(?P<after> {_NOUN})?", "there "),
    phrase(rf"\bno (?P<noun>{_NOUN} )(?:named |called )?{_PATHS} (?:exists?|is created|was created|remains?|is left)\b", "no "),
)  # fmt: skip
INSIDE = phrase(
    rf"(?P<folder>{{code}}) (?:folder|directory) (?:should |will |must |now )*(?:contains?|holds?|has|have|includes?) "
    rf"{_NEW}(?:file |files )?{_PATHS}(?! (?:folder|directory|function|class|script tag))",
    "folder",
    "director",
)
"""A folder that contains files."""

_ELSEWHERE = phrase(
    r"^ there\b(?! (?:is|are))|^ (?:(?:is |are )?(?:listed|shown|displayed|printed)|in the (?:output|list|listing|response|logs?|terminal|console))\b|^ (?:in|on|inside|under|at|from|as|for|with) (?:the |your |a )?(?:{code}|database|cluster|server|registry|"
    r"remote|github|cloud|account|table|container|bucket|portal|namespace|index)"
)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:  # noqa: ARG001
    """One check for each path; its kind where the sentence names it."""
    if CODE not in sentence.skeleton:
        return
    yield from _inside(sentence)
    taken: list[tuple[int, int]] = []
    for negated, patterns in ((True, GONE), (False, THERE)):
        for pattern in among(patterns, sentence.skeleton):
            for found in pattern.finditer(sentence.skeleton):
                start, end = found.span("paths")
                if any(low < end and start < high for low, high in taken):
                    continue
                if _ELSEWHERE.match(sentence.skeleton[found.end() :]):
                    continue
                checks = list(_checks(sentence, found, negated=negated))
                taken.extend([(start, end)] if checks else [])
                yield from checks


def _inside(sentence: Sentence) -> Iterator[Found]:
    for found in INSIDE.finditer(sentence.skeleton):
        folder = sentence.at(found.start("folder")).text.rstrip("/")
        marks = [i for i in range(*found.span("paths")) if sentence.skeleton[i] == CODE]
        names = [sentence.at(index).text for index in marks]
        if could_be_path(folder) and all(map(is_path, names)):
            for name in names:
                check = PathExists(path=f"{folder}/{name}", kind=_kind("", name))
                yield Found(found.start(), found.end(), check)


def _checks(sentence: Sentence, found: re.Match[str], *, negated: bool) -> Iterator[Found]:
    groups = found.groupdict()
    noun = ((groups.get("noun") or "") + (groups.get("after") or "")).strip().lower()
    marks = [i for i in range(*found.span("paths")) if sentence.skeleton[i] == CODE]
    paths = [(index, sentence.at(index).text) for index in marks]
    start = found.start()
    if noun and not all(could_be_path(path) for _, path in paths):
        return
    # Without a noun, what stands before the last paths of a list may belong to another clause.
    while not noun and paths and not all(is_path(path) for _, path in paths):
        paths = paths[1:]
        start = paths[0][0] if paths else start
    for place, (_, path) in enumerate(paths):
        # "A folder named `a` and `a.txt`": the noun is of the first one.
        kind = _kind("" if place and not noun.endswith(("s", "ies")) else noun, path)
        check = PathExists(path=path, kind=kind, negated=negated)
        yield Found(start, found.end(), check)


def _kind(noun: str, path: str) -> Literal["any", "file", "folder"]:
    if "folder" in noun or "director" in noun or path.endswith("/"):
        return "folder"
    return "file" if noun else "any"
