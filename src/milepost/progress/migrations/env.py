"""Where Alembic begins: it migrates the connection that the store hands it."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# The store's transaction is around all of it: either the whole schema is there, or nothing of it.
context.configure(connection=connection, transaction_per_migration=False)
context.run_migrations()
