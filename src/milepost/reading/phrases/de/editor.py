"""An editor command before the block: `nano app.py`, then what is typed."""

from __future__ import annotations

from milepost.reading.phrase import phrase

OUTPUT = phrase(r"\b(?:ausgabe|gibt|zeigt|siehst|solltest|sollten)\b")
