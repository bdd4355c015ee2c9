"""Export and import: evidence as lines of JSON, to be kept elsewhere and merged again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from milepost.app.held import read_only
from milepost.app.outlines import load_roadmap
from milepost.app.progress import Desk, store_of
from milepost.app.project import load_project
from milepost.progress.model import Record  # noqa: TC001 - msgspec looks it up
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from milepost.progress.model import Merged


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an export."""

    digest: str
    """SHA-256 of the record as JSON with sorted keys and no white space."""
    record: Record


def export(folder: Path, tell: Callable[[str], None]) -> Iterator[bytes]:
    """Every record of the roadmap, a line each, without line feeds. Raises MilepostError.

    `tell` is given what is to be said of the store.
    """
    roadmap = load_roadmap(load_project(folder))
    with store_of(roadmap.project) as store:
        if store.unwritable is not None:
            tell(read_only(store.where, store.unwritable))
        for kept in store.records(roadmap.name):
            if not kept.intact:
                raise MilepostError(
                    f"record {kept.record.position} of {kept.record.who} was changed after it was "
                    "written",
                    "See `milepost status --audit`; what was exported before is still good.",
                )
            line = Line(digest=kept.digest, record=kept.record)
            yield msgspec.json.encode(line, order="sorted")


def import_(folder: Path, lines: Iterable[bytes], shown: str) -> Merged:
    """Merge exported records into the store; those that are there are left out.

    So are those of the store's own chains that neither it nor this machine knows. Raises
    MilepostError where there is no roadmap, and for what is no export, was changed, or does not
    fit; nothing is added then.
    """
    desk = Desk.at(folder)
    found: list[tuple[Record, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Line)
        except msgspec.DecodeError as error:
            raise MilepostError(
                f"line {number} is no record of evidence: {error}",
                "Import a file that `milepost export` has written.",
                path=os.fspath(shown),
            ) from error
        found.append((one.record, one.digest))
    with store_of(desk.project) as store:
        return store.merge(found, desk.witnessed)
