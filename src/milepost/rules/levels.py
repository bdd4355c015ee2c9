"""Which rules look, and how much their findings matter: what the configuration makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.rules.registry import RULES, find_rule
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from milepost.rules.base import Rule

OFF = "off"
_PREFIX = re.compile(r"MP\d{0,2}", re.IGNORECASE)


class Levels(msgspec.Struct, frozen=True):
    """The level of every rule."""

    chosen: Mapping[str, Severity | None] = {}
    """Code -> severity, None for off; rules that are not named keep their own."""
    ignored: Callable[[str], frozenset[str]] = lambda _: frozenset()
    """Path of a guide -> codes that are not applied to it."""

    def rules(self, path: str | None = None) -> tuple[Rule, ...]:
        """The rules that are on; with a path, those that are applied to it."""
        ignored = self.ignored(path) if path is not None else frozenset()
        return tuple(
            rule
            for rule in RULES
            if self.chosen.get(rule.code, rule.severity) is not None and rule.code not in ignored
        )

    def severity(self, rule: Rule, found: Severity | None = None) -> Severity:
        """Severity of a finding: what is chosen for its rule, else its own, else the rule's."""
        return self.chosen.get(rule.code) or found or rule.severity


def choose(levels: Mapping[str, str]) -> tuple[dict[str, Severity | None], list[str]]:
    """Levels by code from levels by code, name or prefix of codes; and the words that are none.

    The longer word wins, so `MP2 = "off"` and `MP203 = "error"` leave MP203 on.
    """
    chosen: dict[str, Severity | None] = {}
    unknown: list[str] = []
    for word, level in sorted(levels.items(), key=lambda pair: _weight(pair[0])):
        rules = selected(word)
        if not rules:
            unknown.append(word)
        for rule in rules:
            chosen[rule.code] = None if level == OFF else Severity(level)
    return chosen, unknown


def selected(word: str) -> tuple[Rule, ...]:
    """The rules that a code, a name or the beginning of codes means."""
    rule = find_rule(word)
    if rule is not None:
        return (rule,)
    if _PREFIX.fullmatch(word):
        return tuple(rule for rule in RULES if rule.code.startswith(word.upper()))
    return ()


def words() -> Iterable[str]:
    """All codes and names, for "did you mean"."""
    return [word for rule in RULES for word in (rule.code, rule.name)]


def _weight(word: str) -> int:
    return 5 if find_rule(word) else len(word)
