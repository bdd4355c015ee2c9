"""What "it" should say, where the words before name a line or field of the output."""

from __future__ import annotations

from milepost.reading.phrase import NEVER

PART = NEVER
SAYS = NEVER
