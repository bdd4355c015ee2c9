"""What was changed in the checks of a guide after they had failed, for whoever is to sign it."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import UNSET

from milepost.app.git import committed_once
from milepost.progress.digest import asked, sha256
from milepost.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.app.outlines import Outline
    from milepost.app.progress import Desk
    from milepost.progress.model import Record
    from milepost.progress.standing import Standing
    from milepost.progress.store import Store

UNKNOWN = "What it asked before is not known; now it asks:"
_AS_SEEN = (
    "No commit has the guide as it was then. Of its checks the evidence tells; of its tests it "
    "tells only how many there were:"
)


def changed_checks(desk: Desk, store: Store, outline: Outline, standing: Standing) -> str:
    """What the checks were, in lines that begin with `-`, and what they are, in lines with `+`.

    What they were is read from the guide as some commit has it, else from the evidence.
    """
    assert standing.verification is not None
    now = standing.verification.record
    _, reading = desk.open(outline)
    asks = list(asked(reading))
    then = _failed(store, now)
    if then is None:
        return "\n".join([UNKNOWN, *(f"  + {line}" for line in asks)])
    text = committed_once(desk.project.root, then.milestone, lambda d: sha256(d) == then.guide)
    if text is not None:
        _, before = desk.read(Source.of_text(text, outline.path))
        return "\n".join(_difference(list(asked(before)), asks))
    return "\n".join([_AS_SEEN, *_difference(_seen(then), _seen(now))])


def _failed(store: Store, now: Record) -> Record | None:
    """The verification that failed under the checks before these."""
    if now.instead_of is UNSET:
        return None
    earlier = (kept.record for kept in store.history(now))
    return next((record for record in earlier if record.checks == now.instead_of), None)


def _seen(record: Record) -> list[str]:
    return [
        f"{one.place}: {one.seen or one.reads_as}"
        if one.place == "testing"
        else f"{one.place}: {one.reads_as}"
        for one in record.seen
    ]


def _difference(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Their lines, with one around each that differs."""
    # Its first two lines name the files.
    for line in islice(unified_diff(before, after, n=1, lineterm=""), 2, None):
        yield "  …" if line.startswith("@@") else f"  {line[:1]} {line[1:]}"
