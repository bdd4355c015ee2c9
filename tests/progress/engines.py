"""A store's database through SQLAlchemy, for who edits it behind the store's back."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import sqlalchemy as sa

from milepost.progress.glance import STORE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def engine_of(setting: str | None, folder: Path) -> Iterator[sa.Engine]:
    """The engine of the setting `progress`: a PostgreSQL URL, or None for the file in a folder."""
    if setting is None:
        url = sa.make_url(f"sqlite:///{folder / '.milepost' / STORE}")
    else:
        url = sa.make_url(setting).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url)
    yield engine
    engine.dispose()
