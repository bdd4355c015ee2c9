"""A store of each kind, new for each test."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import psycopg
import pytest
from tests.progress import postgres

from milepost.progress.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from milepost.progress.store import Store

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for all tests of this process."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def database(server: str) -> str:
    """URL of an empty database."""
    name = f"store_{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def setting(request: pytest.FixtureRequest) -> str | None:
    """The setting `progress` of either kind of store."""
    if request.param == "sqlite":
        return None
    url: str = request.getfixturevalue("database")
    return url


@pytest.fixture
def store(setting: str | None, tmp_path: Path) -> Iterator[Store]:
    """An empty store of either kind."""
    with open_store(setting, tmp_path) as opened:
        yield opened
