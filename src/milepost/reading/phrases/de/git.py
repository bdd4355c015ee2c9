"""The state of a git repository: branch, clean tree, number of commits, tags."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.de.numbers import COUNT
from milepost.reading.phrases.de.words import NOW

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase


CUES: tuple[str, ...] = ("branch", "zweig", "sauber", "commit", "tag", "repository")
_NAME = r"(?P<name>{code})"
_ONLY = r"(?! (?:des|der|von|vom|in|im|auf|oder)\b)"
ON_BRANCH: tuple[Phrase, ...] = (
    phrase(rf"\b(?:du bist|bist du|du solltest|solltest du|sie sind|du befindest dich|befindest du dich|sie befinden sich) {NOW}auf (?:dem )?(?:neuen )?(?:branch|zweig) {_NAME}(?P<branch>){_ONLY}", "branch", "zweig"),
    phrase(rf"\baktuelle (?:branch|zweig) (?:ist|heißt) {NOW}{_NAME}(?P<branch>){_ONLY}", "branch", "zweig"),
)  # fmt: skip
REFS: tuple[str, ...] = ("branch", "zweig", "tag")
BRANCH_EXISTS = phrase(
    rf"(?P<told>\b(?:branch|zweig) (?:namens )?){_NAME}(?P<after>(?!))? (?:existiert(?: (?:jetzt|nun))?(?P<not> nicht(?: mehr)?)?|(?:ist|wurde) {NOW}(?:angelegt|erstellt)|(?P<gone>(?:ist|wurde) {NOW}gelöscht))\b",
    "branch", "zweig",
)  # fmt: skip
TAG_EXISTS = phrase(
    rf"\btag (?:namens )?{_NAME} (?:existiert(?! (?:nicht|noch nicht))|(?:ist|wurde) {NOW}(?:angelegt|erstellt))\b",
    "tag",
)
CLEAN = phrase(
    rf"\b(?:arbeitsverzeichnis|arbeitsbaum|working tree|repository) (?:(?:ist|bleibt) {NOW}sauber|sollte {NOW}sauber sein|{NOW}sauber ist)\b",
    "sauber",
)
COMMITS = phrase(
    rf"\b(?:(?:verlauf|historie|repository|log|branch) {NOW}(?:hat|enthält|zeigt|umfasst)|es gibt) {NOW}(?:genau )?(?P<count>{COUNT}) commits?\b(?! (?:von|in|im|auf|hinter|vor|aus|mit))",
    "commit",
)
REPOSITORY = phrase(
    rf"\b(?:ein |das )?(?:neues |leeres |lokales )*git-?repository (?:ist|wurde) {NOW}(?:angelegt|erstellt|initialisiert)\b",
    "repository",
)
