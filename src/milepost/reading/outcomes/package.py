""" "`express` 4.x is installed", "version 2.31 of `requests` is installed"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import PackageInstalled
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import is_program
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "package"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    PHRASES: tuple[Phrase, ...]


_NAME = re.compile(r"^(?:@[\w.-]+/)?[A-Za-z][\w.-]*(?P<pinned>(?:@|==)v?(?P<version>\d[\w.]*))?$")
_NUMBER = re.compile(r"^v?(\d+(?:\.\d+)*)(?:\.x)?$")


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """A package with a version, or one that the step itself installs."""
    says: Says = around.phrases.package
    taken: list[tuple[int, int]] = []
    for pattern in says.PHRASES:
        for found in pattern.finditer(sentence.skeleton):
            if any(low < found.end() and found.start() < high for low, high in taken):
                continue
            named = _NAME.match(sentence.at(found.start("name")).text)
            if named is None:
                continue
            name = named[0].removesuffix(named["pinned"] or "")
            version = _version(sentence, found) or named["version"]
            known = name in around.packages
            if (version is None and not known) or (is_program(name) and not known):
                continue
            if found.groupdict().get("version") and version is None:
                continue
            taken.append(found.span())
            yield Found(found.start(), found.end(), PackageInstalled(name=name, version=version))


def _version(sentence: Sentence, found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    if not groups.get("version"):
        return None
    text = sentence.at(found.start("spanned")).text if groups["spanned"] else groups["version"]
    version = _NUMBER.match(text.removesuffix(".x"))
    return version[1] if version else None
