"""JSON for machines: one object, its shape published in `docs/schemas/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.report.findings import Findings, check_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.style import Style
    from milepost.result.model import RunResult


def check(findings: Findings, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """The findings as `milepost.check/1`."""
    yield encode(check_record(findings))


def run(result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """The run as `milepost.run/1`."""
    yield encode(result)


def encode(record: object) -> str:
    """A record of a machine format as indented JSON without a last line feed."""
    try:
        raw = msgspec.json.encode(record)
    except UnicodeEncodeError:
        # A path that is not UTF-8 reaches us with lone surrogates, which JSON cannot hold.
        raw = msgspec.json.encode(_without_surrogates(msgspec.to_builtins(record)))
    return msgspec.json.format(raw, indent=2).decode()


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_surrogates(item) for item in value]
    return value
