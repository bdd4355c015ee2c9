""" "`a.txt` contains:" above a fence: what the file holds, all of it or how it begins or ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from milepost.milestone.check import FileContains, FileMatches, JsonValue, OutputContains
from milepost.reading.outcomes.marks import literal
from milepost.reading.outcomes.numbers import number
from milepost.reading.outcomes.own import why_own
from milepost.reading.paths import could_be_path, is_file
from milepost.reading.phrase import CODE, among
from milepost.reading.stand_ins import without_remarks
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from milepost.milestone.check import Check
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Sentence

NAME = "file content"
_KEY = re.compile(r"[\w@/-]+")
_LEFT_OUT = "parts of the file are left out"
_STANDS_IN = "a part of it stands for other text"
_COUNT = "the sentence says another number of lines than the block has"


class Says(Protocol):
    """What a language has for this reading: whole sentences, the file in each as `path`."""

    CONTAINS: tuple[Phrase, ...]
    IS: tuple[Phrase, ...]
    """All that a file holds."""
    BEGINS: tuple[Phrase, ...]
    """The first lines: `count` of them where it says so, or `one`."""
    ENDS: tuple[Phrase, ...]
    NAMES: Phrase
    """A sentence about what one file holds, in whatever words."""
    HINT: str
    """A sentence that is read, of the file in the place of `{}`."""


class Told(msgspec.Struct, frozen=True):
    """What a sentence says of the block under it."""

    path: str
    how: Literal["contains", "whole", "start", "end"]
    count: int | None = None
    """Lines that it says that there are."""


def told(sentence: Sentence, phrases: Phrases) -> Told | None:
    """The file whose content stands under a sentence; None where it says nothing of the kind."""
    if CODE not in sentence.skeleton:
        return None
    says: Says = phrases.file_fence
    how: Mapping[Literal["contains", "whole", "start", "end"], tuple[Phrase, ...]] = {
        "whole": says.IS,
        "start": says.BEGINS,
        "end": says.ENDS,
        "contains": says.CONTAINS,
    }
    for name, patterns in how.items():
        for pattern in among(patterns, sentence.skeleton):
            found = pattern.match(sentence.skeleton)
            if found is None:
                continue
            path = sentence.at(found.start("path")).text
            groups = found.groupdict()
            named = groups.get("noun") or groups.get("after")
            if not (is_file(path) or (named and could_be_path(path))):
                return None
            count = groups.get("count")
            lines = number(count, phrases) if count else 1 if groups.get("one") else None
            return Told(path, name, lines)
    return None


def checks_of(what: Told, code: str, guide: bytes) -> tuple[tuple[Check, ...], str]:
    """What the block asks of the file, and the name of the reading; else why a person must say.

    `guide` is what stands before it.
    """
    if what.how == "contains":
        parts = _parts(code)
        if not parts or any(literal(part) != part for part in parts):
            return (), _STANDS_IN
        values = tuple(_values(what.path, code))
        checks: tuple[Check, ...] = values or tuple(
            FileContains(path=what.path, text=part) for part in parts
        )
    elif _parts(code) != [code]:
        return (), _LEFT_OUT
    elif literal(code) != code.strip():
        return (), _STANDS_IN
    elif what.count not in (None, code.count("\n") + 1):
        return (), _COUNT
    else:
        checks = (FileMatches(path=what.path, expected=code, where=what.how),)
    why = why_own([OutputContains(text=part) for part in _parts(code)], "", guide)
    return ((), why) if why is not None else (checks, NAME)


def hint_above(sentence: Sentence, phrases: Phrases) -> str | None:
    """A sentence that is read in the place of one that tells of a file in words that are not."""
    says: Says = phrases.file_fence
    found = says.NAMES.match(sentence.skeleton)
    if found is None or len(sentence.explicit) > 1:
        return None
    path = sentence.at(found.start("path")).text
    return says.HINT.format(path) if is_file(path) else None


def _parts(code: str) -> list[str]:
    """The lines that stand together, where `...` or a remark says that others are left out."""
    parts: list[list[str]] = [[]]
    for line in without_remarks(code).split("\n"):
        if line.strip() == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    return [text for part in parts if (text := "\n".join(part)).strip()]


def _values(path: str, code: str) -> Iterator[JsonValue]:
    """The values of a JSON object, which a file of settings may have in another order or form."""
    if not path.endswith(".json") or not code.lstrip().startswith("{"):
        return
    try:
        found = json.loads(code)
    except ValueError:
        return
    leaves = list(_leaves(found, ()))
    if all(value is not None and all(map(_KEY.fullmatch, keys)) for keys, value in leaves):
        for keys, value in leaves:
            yield JsonValue(path=path, pointer=".".join(keys), value=value)


def _leaves(found: object, keys: Sequence[str]) -> Iterator[tuple[Sequence[str], str | None]]:
    """The plain values in an object with their keys; None for any other value."""
    if isinstance(found, dict) and found:
        for key, value in found.items():
            yield from _leaves(value, (*keys, key))
    elif isinstance(found, str):
        yield keys, found
    else:
        plain = found is None or isinstance(found, bool | int | float)
        yield keys, json.dumps(found) if plain else None
