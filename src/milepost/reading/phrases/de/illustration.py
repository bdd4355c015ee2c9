"""A command that shows how something is done in general: `rm filename`."""

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:zum beispiel:? )?(?:so (?:kannst du|können sie|könntest du|könnten sie|lässt sich)"
    r"|hier (?:ist |ein beispiel,? )?wie (?:du|sie|man))\b"
)
