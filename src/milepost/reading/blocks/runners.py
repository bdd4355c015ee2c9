"""Commands that run tests, as data."""

from __future__ import annotations

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

_OTHERS = re.compile(r"jest|mocha|check|tox|nox|\bt\b")
_RUNNER = re.compile("^(?:" + "|".join(RUNNERS) + ")")


def runs_tests(code: str) -> bool:
    """Whether any command of a block runs tests."""
    if "test" not in code and "spec" not in code and not _OTHERS.search(code):
        return False
    return any(_RUNNER.match(command) for command in simple_commands(code))
