"""How long a command may take before it counts as hanging."""

from __future__ import annotations

from milepost.text import lazy_re as re

DEFAULT = 60.0
"""Seconds for any command."""
INSTALL = 600.0
"""Seconds for a command that fetches or builds packages."""

_INSTALLS = re.compile(
    r"(?:^|[;&|]\s*|\s)(?:"
    r"(?:npm|pnpm|yarn|bun)\s+(?:install|i|ci|add|create|init|exec)\b|npx\s|yarn\s*$"
    r"|(?:\S*/)?pip3?\s+(?:install|download|wheel)\b|-m\s+(?:pip\s+install|venv)\b"
    r"|uv\s+(?:sync|add|pip|venv|tool)\b|poetry\s+(?:install|add)\b"
    r"|apt(?:-get)?\s|cargo\s+(?:build|install|test|run|add)\b|go\s+(?:get|install|build|mod)\b"
    r"|bundle\s+install\b|gem\s+install\b|composer\s+(?:install|require)\b|mvn\s|gradlew?\s"
    r"|dotnet\s+(?:restore|build|add)\b|git\s+clone\b)",
    re.MULTILINE,
)


def timeout_for(code: str, stated: float | None, default: float | None = None) -> float:
    """Seconds for a command: what its directive states, else by what it does."""
    if stated is not None:
        return stated
    if default is not None:
        return default
    return INSTALL if is_install(code) else DEFAULT


def is_install(code: str) -> bool:
    """Whether a command fetches or builds packages."""
    return _INSTALLS.search(code) is not None
