"""Addresses of clusters."""

from __future__ import annotations

import os

import pytest

from milepost.run.executors.address import Scheduler, Workers, parse_address
from milepost.text.error import MilepostError


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("dask://host:8786", "tcp://host:8786"),
        ("dask://host", "tcp://host:8786"),
        ("dask://10.0.0.1:1/", "tcp://10.0.0.1:1"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
        ("dask+tls://host:8786", "tls://host:8786"),
    ],
)
def test_a_scheduler_is_named_as_dask_writes_it(text: str, url: str) -> None:
    found = parse_address(text)
    assert isinstance(found, Scheduler)
    assert found.url == url


def test_workers_of_this_machine_are_counted() -> None:
    assert parse_address("local:3") == Workers(3)


@pytest.mark.parametrize(
    "text",
    [
        "", "local", "local:", "local:x", "local:-1", "local:1.5", "local:\u0661", "host:8786",
        "tcp://host:8786", "dask:host", "dask://", "dask://:8786", "dask://h:x", "dask://h:99999",
        "dask://[::1", "dask://h:1/path", "dask://u:p@h:1", "dask://h?x=1",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_with_the_form_of_one(text: str) -> None:
    with pytest.raises(MilepostError, match="is no address of a cluster") as told:
        parse_address(text)
    assert "dask://HOST:PORT" in told.value.remedy
    assert "local:N" in told.value.remedy


def test_more_workers_than_a_machine_can_have_are_refused() -> None:
    processors = os.cpu_count() or 1
    assert parse_address(f"local:{8 * processors}") == Workers(8 * processors)
    with pytest.raises(MilepostError, match="asks for more workers") as told:
        parse_address(f"local:{8 * processors + 1}")
    assert f"local:{processors}." in told.value.remedy


def test_no_workers_are_too_few() -> None:
    with pytest.raises(MilepostError, match="a cluster of no workers"):
        parse_address("local:0")
