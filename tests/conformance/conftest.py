"""One cluster for all tests of executors: starting it takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.clusters import Cluster, cluster

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers with one thread each."""
    with cluster(tmp_path_factory.mktemp("dask"), "alpha", "beta") as found:
        yield found
