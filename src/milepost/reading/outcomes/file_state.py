"""What a file is like: "`a.txt` is not empty", "`run.sh` is executable", "`a.txt` has 3 lines"."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import CommandSucceeds
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.numbers import number
from milepost.reading.paths import could_be_path, is_file, is_path
from milepost.reading.phrase import among

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence

NAME = "file state"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    EMPTY: Phrase
    EMPTY_FOLDER: tuple[Phrase, ...]
    FILLED: tuple[Phrase, ...]
    EXECUTABLE: Phrase
    LINES: tuple[Phrase, ...]
    SAME: tuple[Phrase, ...]
    STARTS: Phrase
    ENDS: Phrase
    LINK: Phrase


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Each claim as a command of the shell that tells it apart by its status."""
    says: Says = around.phrases.file_state
    yield from _tested(sentence, says)
    for found in _all(says.LINES, sentence):
        if path := _path(sentence, found, is_file):
            count = number(found["count"], around.phrases)
            # Unlike `wc -l`, it counts a last line that does not end.
            yield _found(found, f"test \"$(grep -c '' {path})\" -eq {count}")
    for pattern, form in ((says.STARTS, "{}*"), (says.ENDS, "*{}")):
        for found in pattern.finditer(sentence.skeleton):
            said = sentence.at(found.start("said")).text
            if path := _path(sentence, found, is_file):
                # What the shell substitutes has no line ends at its end.
                wanted = form.format(shlex.quote(said))
                yield _found(found, f'case "$(cat {path})" in {wanted}) ;; *) false ;; esac')
    yield from _pairs(sentence, says)


def _tested(sentence: Sentence, says: Says) -> Iterator[Found]:
    """What `test` tells of one file, or of a folder."""
    for patterns, test, known in (
        ((says.EMPTY,), "! -s", is_file),
        (says.FILLED, "-s", is_file),
        ((says.EXECUTABLE,), "-x", is_path),
    ):
        for found in _all(patterns, sentence):
            if path := _path(sentence, found, known):
                yield _found(found, f"test -f {path} && test {test} {path}")
    for found in _all(says.EMPTY_FOLDER, sentence):
        folder = _quoted(sentence.at(found.start("path")).text, could_be_path)
        if folder is not None:
            # Hidden files count too.
            yield _found(found, f'test -d {folder} && test -z "$(ls -A {folder})"')


def _pairs(sentence: Sentence, says: Says) -> Iterator[Found]:
    """Two files that are the same, and links."""
    for found in _all(says.SAME, sentence):
        path, other = _path(sentence, found, is_file), _other(sentence, found, is_file)
        if path and other:
            yield _found(found, f"cmp {path} {other}")
    for found in says.LINK.finditer(sentence.skeleton):
        path = _path(sentence, found, could_be_path)
        if path and found["other"] is None:
            yield _found(found, f"test -L {path}")
        elif path and (other := _other(sentence, found, could_be_path)):
            # However the link is written, it leads to that place.
            yield _found(found, f"test -L {path} && test {path} -ef {other}")


def _all(patterns: Iterable[Phrase], sentence: Sentence) -> Iterator[re.Match[str]]:
    for pattern in among(patterns, sentence.skeleton):
        yield from pattern.finditer(sentence.skeleton)


def _path(sentence: Sentence, found: re.Match[str], known: Callable[[str], bool]) -> str | None:
    """A path, quoted for the shell; with a noun beside it, any text that can be one."""
    told = found["noun"] or found["after"]
    return _quoted(sentence.at(found.start("path")).text, could_be_path if told else known)


def _other(sentence: Sentence, found: re.Match[str], known: Callable[[str], bool]) -> str | None:
    return _quoted(sentence.at(found.start("other")).text, known)


def _quoted(path: str, known: Callable[[str], bool]) -> str | None:
    if not known(path) or path.startswith("-"):
        return None
    # The shell itself says where a home is.
    return f"~/{shlex.quote(path[2:])}" if path.startswith("~/") else shlex.quote(path)


def _found(found: re.Match[str], command: str) -> Found:
    return Found(found.start(), found.end(), CommandSucceeds(command=command))
