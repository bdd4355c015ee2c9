""" "The server listens on port 3000", "port 3000 is free"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "port",
    "listen",
    "run",
    "start",
    "available",
    "accessible",
    " up ",
    "reachable",
    "answer",
    "respond",
)
_HERE = r"(?! (?:inside|within|in|on|of) (?:the |your |a |its )?(?:[\w-]+ )?(?:container|pod|router|firewall|security group|load balancer|gateway|vm|instance|cluster|node|phone|device)\b)"
"""The port of another machine, or of a container, is none of this one."""
_NOT_INSIDE = r"(?<!container )(?<!containers )(?<!pod )(?<!pods )"
LISTENS: tuple[Phrase, ...] = (
    phrase(_NOT_INSIDE + r"\b(?:listens?|listening|answers?|responds?|runs?|running|started|starts|served|serving|available|accessible|up|reachable|reached) (?:locally )?(?:on|at) (?:the )?"
           r"(?:tcp )?port (?P<port>\d{2,5}\b|{code})" + _HERE),
    phrase(r"\b(?:server|app|application|api|service|site|it) (?:should |will |must |now )*(?:be |is )?(?:listens?|listening|runs?|running|started|"
           r"starts|available|accessible|up|reachable)(?: and (?:running|listening|available))? (?:locally )?(?:on|at) (?P<url>[\ue000\ue002])"),
    phrase(r"\bport (?P<port>\d{2,5}|{code}) (?:is open|listens|is listening|accepts connections|is in use)\b" + _HERE),
)  # fmt: skip
FREE = phrase(r"\bport (?P<port>\d{2,5}|{code}) is (?:now )?(?:free|no longer in use|closed)\b")
