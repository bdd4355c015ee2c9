"""Values that the user hands in: which of them have no effect."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from milepost.reading.blocks.placeholders import placeholders, unknown_names
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.app.milestones import Loaded


def open_values(guides: Iterable[Loaded]) -> tuple[str, ...]:
    """Names of all that blocks to be carried out leave open, each once, in their order."""
    names: dict[str, None] = {}
    for guide in guides:
        reading = guide.reading
        parts = (*reading.steps, reading.testing, reading.cleanup)
        for block in (block for part in parts if part is not None for block in part.blocks):
            if block.executed:
                names.update(dict.fromkeys(block.unset))
    return tuple(names)


def idle_values(guides: Iterable[Loaded], values: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each name of `--set` that no guide leaves open."""
    if not values:
        return
    text = "\n".join(guide.milestone.document.source.data.decode() for guide in guides)
    for name in unknown_names(text, values):
        known = ", ".join(sorted(placeholders(text).values()))
        told = f"they leave open: {known}" if known else "nothing is left open"
        yield f"--set {name} has no effect: the guides have no such placeholder ({told})"


def idle_variables(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each name of `--pass-env` that is not set here."""
    for name in names:
        if "=" in name:  # its value is not shown: it may be a secret
            name = name.partition("=")[0]
            raise MilepostError(
                f"--pass-env takes a NAME, not NAME=VALUE: `{name}` was given a value",
                f"Set the variable here, and hand it in with --pass-env {name}; for a placeholder "
                "of the guide there is --set.",
            )
        if name not in os.environ:
            yield f"--pass-env {name} hands nothing in: the variable is not set here"
