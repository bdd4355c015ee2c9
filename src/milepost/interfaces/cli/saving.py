"""Writing a report or a badge to a file that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def check_folder(path: Path | None, option: str) -> None:
    """Tell a user who names a file in a folder that is not there, before anything is done."""
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(
            f"the folder {str(path.parent)!r} is not there; make it first.",
            param_hint=f"'{option}'",
        )


def save(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole; a pipe or device gets it as it is."""
    from milepost.files.write import create_file, replace_file

    data = text.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    elif not create_file(path, data, shown=str(path)):
        replace_file(path, data, shown=str(path))


def save_badge(path: Path, checked: int, outcomes: int) -> None:
    """Write the badge of a coverage."""
    from milepost.report.badge import badge

    save(path, badge(checked, outcomes))
