"""For a milestone that is run whole: nothing is recalled, and nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.result.model import (
        ItemResult,
        PrerequisiteResult,
        StepResult,
        TestingResult,
    )
    from milepost.run.session import Session


class NoReplay:
    """See `milepost.run.replay.Replay`."""

    recalled: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    failed_at: str | None = None

    def __init__(self, session: Session) -> None:
        self._session = session

    def look_up(self, prerequisites: Sequence[PrerequisiteResult], *, needed: bool) -> None:
        """Nothing to look up."""

    def recall_step(self) -> StepResult | None:
        """Nothing is recalled."""
        return None

    def recall_testing(self) -> TestingResult | None:
        """Nothing is recalled."""
        return None

    def recall_checklist(self) -> tuple[ItemResult, ...] | None:
        """Nothing is recalled."""
        return None

    def prepare(self) -> None:
        """The place is fresh: only its terminal is missing. Raises `CannotStart`."""
        self._session.enter(self._session.current)

    def keep(
        self,
        *,
        result: StepResult | None = None,
        testing: TestingResult | None = None,
        items: Sequence[ItemResult] | None = None,
    ) -> None:
        """Nothing is kept."""

    def skip(self) -> None:
        """Nothing follows from it."""

    def stay(self) -> None:
        """The same."""

    def go_back(self) -> None:
        """The place stays as the failure left it."""
