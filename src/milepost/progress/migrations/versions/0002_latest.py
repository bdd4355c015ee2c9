"""What the newest record of each subject says, and its seal; the store derives them itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("subject", sa.Column("latest", sa.Text, nullable=False, server_default=""))
    op.add_column("chain", sa.Column("seal", sa.String(64), nullable=False, server_default=""))
