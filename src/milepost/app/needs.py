"""What guides need of a machine, and what of it is there.

The field names of the records are the machine format's keys (schema milepost.doctor/1); keys may be
added, never changed in meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from milepost.app.milestones import load_milestones
from milepost.app.project import load_project
from milepost.plan.build import plan_milestone
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.prerequisites import probe_prerequisites
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from milepost.plan.model import PrerequisitePlan
    from milepost.process.place import Place

_ELSEWHERE: Final = frozenset(["milestone", "document"])
"""Kinds of prerequisites that are nothing of the machine's."""


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that guides need of the machine."""

    kind: str
    """`tool`, `variable`, `package`, or `manual`: a sentence that a person must judge."""
    name: str
    """The tool, variable or package; of `manual` the whole sentence."""
    version: str | None = None
    """The range that is asked for, such as `>=3.11`."""
    places: tuple[str, ...]
    """Who asks for it, each as `path:line`."""
    status: Status
    found: str | None = None
    """The version, or the program where none is asked for."""
    reason: str | None = None
    """Why it will not do."""
    remedy: str | None = None
    """How to get it."""

    @property
    def unmet(self) -> bool:
        """Whether it is asked for and not there."""
        return self.status is Status.BLOCKED


class _Asked(msgspec.Struct):
    plan: PrerequisitePlan
    places: list[str]


class Needs:
    """What the guides of some paths ask for, each thing once."""

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        """Read the guides. Raises MilepostError for what cannot be read as a guide."""
        self._asked: dict[tuple[str, str, str | None, tuple[str, ...]], _Asked] = {}
        for guide in load_milestones(load_project(folder), paths) if paths else ():
            plan = plan_milestone(guide.milestone, guide.reading, ())
            for one in plan.prerequisites:
                wanted = one.prerequisite
                if wanted.kind not in _ELSEWHERE:
                    key = (wanted.kind, wanted.name, wanted.version, wanted.called)
                    asked = self._asked.setdefault(key, _Asked(one, []))
                    asked.places.append(f"{plan.path}:{one.line}")

    def probe(self, place: Place) -> Iterator[Need]:
        """Look for each in a place. Raises CannotStart."""
        if not self._asked:
            return
        session = Session(place, RunSettings(), Silent(), "")
        try:
            plans = tuple(asked.plan for asked in self._asked.values())
            results = probe_prerequisites(plans, session)
        finally:
            session.close()
        for asked, result in zip(self._asked.values(), results, strict=True):
            wanted = asked.plan.prerequisite
            yield Need(
                kind=wanted.kind,
                name=wanted.name,
                version=wanted.version,
                places=tuple(asked.places),
                status=result.status,
                found=result.found,
                reason=result.reason,
                remedy=result.remedy,
            )
