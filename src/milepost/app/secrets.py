"""Secrets: the values that are masked in all that is shown and kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milepost.app.project import Project


def secret_values(project: Project) -> tuple[str, ...]:
    """Values of the variables that the settings name as secrets."""
    return tuple(filter(None, (os.environ.get(name) for name in project.config.secrets)))
