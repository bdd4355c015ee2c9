"""A path as it is typed after a command."""

from __future__ import annotations

from shlex import quote


def as_argument(path: str) -> str:
    """The path, quoted where a shell would read it otherwise, and never taken for an option."""
    return quote(f"./{path}" if path.startswith("-") else path)
