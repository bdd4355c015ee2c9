"""What "it" should say, where the words before name a line or field of the output."""

from __future__ import annotations

from milepost.reading.phrase import phrase

PART = phrase(r"{code} (?:line|field|key|property)\b")
SAYS = phrase(r"\bit (?:should|will|must) (?:now )?(?:say|be|read|show) (?P<said>{said})", "it ")
