"""The nearest phrase that would be read, for a sentence that reads as nothing.

It says what the sentence says, never its opposite: where that is not plain, there is no hint.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.outcomes.base import COUNT, number
from milepost.reading.outcomes.marks import is_command
from milepost.reading.outcomes.veto import LEARNING, NEGATION
from milepost.reading.paths import is_path
from milepost.reading.phrase import CODE, phrase

if TYPE_CHECKING:
    from milepost.reading.sentence import Sentence

_GONE = phrase(
    r"\b(?:deleted|removed|gone|absent|disappear\w*)\b|\b(?:no|not|n['’]t|no longer)\b.*\bexists?\b|\bno (?:file|folder|directory)\b"
)
_THERE = phrase(
    r"\b(?:exists?|created|generated|present|produced|appears?|(?:saved|stored|kept|found|written|placed|lies) (?:in|at|as|to|under))\b"
)
_FILE = phrase(r"\b(?:file|folder|directory)\b")
_MORE = phrase(r"\b(?:at most|at least|within|before|after|newer|older|larger|smaller|than)\b")
_LINES = phrase(
    rf"\b(?:has|have|holds?|contains?) (?:exactly )?(?P<count>{COUNT}) lines\b", "lines"
)
_EMPTY = phrase(r"\bempty\b", "empty")
_OUTPUT = phrase(
    r"\b(?:output|see|prints?|printed|shows?|shown|displays?|displayed|says?|logs?|logged|lists?|listed|messages?|words?|"
    r"appears?|terminal|console|lines?|contains?|includes?)\b"
)


def hint(sentence: Sentence) -> str | None:
    """A sentence of the same meaning that would be read, or None."""
    skeleton = sentence.skeleton
    code = next((part.text for part in sentence.explicit if part.kind == CODE), None)
    if code is None or LEARNING.search(skeleton) or "://" in code:
        return None
    negated = NEGATION.search(skeleton) is not None
    if is_command(code):
        return None if negated else f"`{code}` prints `…`"
    if any(one.search(skeleton) for one in (_FILE, _THERE, _GONE)) or is_path(code):
        return _of_path(code, skeleton, negated=negated)
    if not _OUTPUT.search(skeleton):
        return None
    return f"The output {'does not contain' if negated else 'contains'} `{code}`"


def _of_path(path: str, skeleton: str, *, negated: bool) -> str | None:
    subject = f"`{path}`" if is_path(path) else f"The file `{path}`"
    if _EMPTY.search(skeleton):
        return None if negated else f"`test ! -s {path}` exits with status 0"
    if _GONE.search(skeleton):
        return f"{subject} does not exist"
    if negated:
        return None
    if lines := _LINES.search(skeleton):
        return f"`wc -l < {path}` prints `{number(lines['count'])}`"
    # Whatever else is said of a file, that it is there would be less.
    return f"{subject} exists" if _THERE.search(skeleton) and not _MORE.search(skeleton) else None
