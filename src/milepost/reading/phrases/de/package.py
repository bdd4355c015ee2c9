""" "`express` 4.x ist installiert", "Version 2.31 von `requests` ist installiert"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("installiert",)
_VERSION = r"(?:version |v)?(?P<version>\d+(?:\.(?:\d+|x))*|(?P<spanned>{code}))"
_IS = rf" (?:(?:ist|sind|wurde|wurden) {NOW}installiert|(?:sollten?|muss) {NOW}installiert sein|{NOW}installiert (?:ist|sind|wurde))\b(?! (?:als|in|im|auf|unter|für|von|mit|wenn|falls))"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"(?P<name>{{code}}) (?:in )?{_VERSION}{_IS}", "installiert"),
    phrase(rf"\bversion (?P<version>\d+(?:\.(?:\d+|x))*|(?P<spanned>{{code}})) von (?P<name>{{code}}){_IS}", "installiert"),
    phrase(rf"(?P<kind>\b(?:npm-|python-|pip-)?paket )?(?P<name>{{code}}){_IS}", "installiert"),
)  # fmt: skip
