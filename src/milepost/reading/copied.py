"""Code that is shown first and made a file later: "create `app.js` and copy the code above".

It is written where it stands, if exactly one block above can be meant: one of the language that
the file's ending tells. Where a command between changes the directory, nothing is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.model import Block
from milepost.reading.paths import is_file
from milepost.reading.phrase import bits_of, cue_bits
from milepost.reading.sentence import sentences
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.milestone.model import Announcement, Prose, Step
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.text.span import Span


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    """One of these is in every such sentence."""
    COPIED: tuple[Phrase, ...]
    """A sentence that makes the code above the file `path`."""
    CONDITION: Phrase
    """What is not always, or need not be, done."""


_LANGUAGES = {
    "cjs": "javascript", "cs": "csharp", "ex": "elixir", "exs": "elixir", "js": "javascript",
    "kt": "kotlin", "mjs": "javascript", "pl": "perl", "py": "python", "rb": "ruby",
    "rs": "rust", "tf": "hcl", "ts": "typescript", "yml": "yaml",
}  # fmt: skip
"""By a file's ending, where the language is called otherwise."""
_ALIASES = {
    "c#": "csharp", "golang": "go", "js": "javascript", "node": "javascript", "py": "python",
    "python3": "python", "rb": "ruby", "rs": "rust", "terraform": "hcl", "ts": "typescript",
    "yml": "yaml",
}  # fmt: skip
_MOVES = re.compile(r"^\s*(?:\$ )?(?:cd|pushd|popd)\b", re.MULTILINE)


def copied(steps: Sequence[Step], phrases: Phrases) -> Iterator[tuple[Span, str]]:
    """Blocks that a later sentence makes files: their spans, and the files' paths."""
    says: Says = phrases.copied
    cues = cue_bits(says.CUES)
    above: list[Block] = []
    for step in steps:
        for part in step.parts:
            if isinstance(part, Block):
                above.append(part)
            elif above and bits_of(part.text) & cues:
                for path in _paths(part, phrases):
                    block = _meant(above, path)
                    if block is not None:
                        yield block.span, path


def _paths(part: Prose | Announcement, phrases: Phrases) -> Iterator[str]:
    says: Says = phrases.copied
    for sentence in sentences(part.inlines, phrases):
        if says.CONDITION.search(sentence.skeleton):
            continue
        for pattern in says.COPIED:
            found = pattern.search(sentence.skeleton)
            if found is not None and is_file(path := sentence.at(found.start("path")).text):
                yield path
                break


def _meant(above: Sequence[Block], path: str) -> Block | None:
    """The one block of the file's language, if nothing after it may lead elsewhere."""
    ending = path.rpartition(".")[2].lower()
    wanted = _LANGUAGES.get(ending, ending)
    found = [block for block in above if _language(block) == wanted]
    if len(found) != 1:
        return None
    after = above[above.index(found[0]) + 1 :]
    return None if any(_MOVES.search(block.node.content) for block in after) else found[0]


def _language(block: Block) -> str:
    words = re.split(r"[\s{,:]", block.node.info.lower(), maxsplit=1)
    return _ALIASES.get(words[0], words[0]) if block.node.fenced else ""
