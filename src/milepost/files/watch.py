"""Being told when something in a folder changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from watchfiles import watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUIET: Final = 50
"""Milliseconds without a change after which several changes count as one."""
LONGEST: Final = 500
"""Milliseconds after which changes are told although there are still more."""


def changes(folders: Iterable[str], seconds: float) -> Iterator[bool]:
    """For ever: True after something in one of the folders has changed, False after so many seconds
    without. What is in folders below them is not looked at.

    Whatever changes after the first answer is told. Raises OSError for a folder that is not there.
    """
    for changed in watch(
        *folders,
        watch_filter=None,
        debounce=LONGEST,
        step=QUIET,
        rust_timeout=round(seconds * 1000),
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    ):
        yield bool(changed)
