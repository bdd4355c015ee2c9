"""What the newest records say, derived anew: an import does not outdo later work."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change no table: the store derives it itself."""
