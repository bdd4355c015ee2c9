"""Commands that run tests, as data."""

from __future__ import annotations

from functools import lru_cache

from milepost.reading.shell_words import simple_commands
from milepost.text import lazy_re as re

RUNNERS: tuple[str, ...] = (
    r"(?:npm|pnpm|yarn|bun)(?: run)? (?:t|tst|test)(?::\w+)?\b",
    r"(?:npx |pnpm |yarn |bunx )?(?:vitest|jest|mocha|ava|tap)\b",
    r"node (?:\S+ )*--test\b",
    r"(?:(?:python3?|uv run python) -m |uv run |poetry run |pipenv run )?pytest\b",
    r"(?:python3?|uv run python) -m unittest\b",
    r"(?:uv run |poetry run )?(?:tox|nox)\b",
    r"go test\b",
    r"cargo (?:nextest run|test)\b",
    r"(?:\./)?(?:mvnw?|gradlew?)\b.*\b(?:test|verify|check)\b",
    r"(?:bundle exec )?rspec\b|rails test\b",
    r"(?:vendor/bin/)?phpunit\b|php artisan test\b",
    r"dotnet test\b",
    r"deno test\b",
    r"make (?:test|check)\b",
    r"(?:python3? )?(?:\./)?manage\.py test\b",
)
"""Expressions of commands whose output tells how many tests were executed."""

_WORDS = ("test", "spec", "jest", "mocha", "check", "tox", "nox")
_T = re.compile(r"t(?<!\wt)\b")
"""The word `t`; begins with a character, since nothing else is searched for as fast."""
_RUNNER = re.compile("^(?:" + "|".join(RUNNERS) + ")")


@lru_cache(maxsize=256)
def runs_tests(code: str) -> bool:
    """Whether any command of a block runs tests."""
    if not any([word in code for word in _WORDS]) and not _T.search(code):  # noqa: C419 - quicker
        return False
    return any(_RUNNER.match(command) for command in simple_commands(code))
