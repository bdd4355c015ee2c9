"""Absolute paths as text: a room asks hundreds of such questions when it opens, and pathlib takes
its time for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def plain(path: str) -> str:
    """The path without empty parts and `.`; `..` stays, for what it leads to is not known."""
    return "/" + "/".join(part for part in path.split("/") if part not in ("", "."))


def lies_in(path: str, folder: str) -> bool:
    """Whether a plain path is a plain folder, or something in it."""
    return path == folder or path.startswith(folder if folder == "/" else f"{folder}/")


def lies_in_any(path: str, folders: Iterable[str]) -> bool:
    """The same for any of several folders."""
    return any(lies_in(path, folder) for folder in folders)
