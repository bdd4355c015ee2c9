"""For all tests: nothing is kept in the user's own cache, and what is slow to start is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clusters import Cluster, cluster

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A Dask cluster of two workers with one thread each: starting it takes a while."""
    with cluster(tmp_path_factory.mktemp("dask"), "alpha", "beta") as found:
        yield found
