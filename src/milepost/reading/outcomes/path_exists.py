""" "`x` exists", "a folder `x` is created", "`x` no longer exists"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from milepost.milestone.check import PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.paths import could_be_path, is_path
from milepost.reading.phrase import CODE, among

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence


NAME = "path exists"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    THERE: tuple[Phrase, ...]
    GONE: tuple[Phrase, ...]
    INSIDE: Phrase
    ELSEWHERE: Phrase
    FOLDERS: tuple[str, ...]
    """Parts of words that name a folder."""
    SEVERAL: tuple[str, ...]
    """Ends of words that name several files or folders."""


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """One check for each path; its kind where the sentence names it."""
    says: Says = around.phrases.path_exists
    if CODE not in sentence.skeleton:
        return
    yield from _inside(sentence, says)
    taken: list[tuple[int, int]] = []
    for negated, patterns in ((True, says.GONE), (False, says.THERE)):
        for pattern in among(patterns, sentence.skeleton):
            for found in pattern.finditer(sentence.skeleton):
                start, end = found.span("paths")
                if any(low < end and start < high for low, high in taken):
                    continue
                if says.ELSEWHERE.match(sentence.skeleton[found.end() :]):
                    continue
                checks = list(_checks(sentence, around.phrases, found, negated=negated))
                taken.extend([(start, end)] if checks else [])
                yield from checks


def _inside(sentence: Sentence, says: Says) -> Iterator[Found]:
    for found in says.INSIDE.finditer(sentence.skeleton):
        folder = sentence.at(found.start("folder")).text.rstrip("/")
        marks = [i for i in range(*found.span("paths")) if sentence.skeleton[i] == CODE]
        names = [sentence.at(index).text for index in marks]
        if could_be_path(folder) and all(map(is_path, names)):
            for name in names:
                check = PathExists(path=f"{folder}/{name}", kind=_kind("", name, says))
                yield Found(found.start(), found.end(), check)


def _checks(
    sentence: Sentence, phrases: Phrases, found: re.Match[str], *, negated: bool
) -> Iterator[Found]:
    says: Says = phrases.path_exists
    groups = found.groupdict()
    noun = ((groups.get("noun") or "") + (groups.get("after") or "")).strip(" ,").lower()
    marks = [i for i in range(*found.span("paths")) if sentence.skeleton[i] == CODE]
    paths = [(index, sentence.at(index).text) for index in marks]
    start = found.start()
    if groups.get("count") and number(groups["count"], phrases) != len(paths):
        return
    if groups.get("written") is not None and any(path.startswith("/") for _, path in paths):
        return  # Where a container or server has its own files.
    if noun and not all(could_be_path(path) for _, path in paths):
        return
    # Without a noun, what stands before the last paths of a list may belong to another clause.
    while not noun and paths and not all(is_path(path) for _, path in paths):
        paths = paths[1:]
        start = paths[0][0] if paths else start
    for place, (_, path) in enumerate(paths):
        # "A folder named `a` and `a.txt`": the noun is of the first one.
        kind = _kind("" if place and not noun.endswith(says.SEVERAL) else noun, path, says)
        check = PathExists(path=path, kind=kind, negated=negated)
        yield Found(start, found.end(), check)


def _kind(noun: str, path: str, says: Says) -> Literal["any", "file", "folder"]:
    if path.endswith("/") or any(word in noun for word in says.FOLDERS):
        return "folder"
    return "file" if noun else "any"
