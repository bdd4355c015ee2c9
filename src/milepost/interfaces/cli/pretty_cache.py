"""The cache for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.cache import CacheRecord
    from milepost.report.style import Style

_STEP = 1024
_UNITS = ("B", "KiB", "MiB", "GiB")
_AGES = ((86400, "day"), (3600, "hour"), (60, "minute"))


def pretty_cache(record: CacheRecord, style: Style) -> Iterator[str]:
    """Where it is, and its figures."""
    yield f"{style.bold('folder')}  {record.folder}"
    yield f"{style.bold('size')}    {size(record.size)} of at most {size(record.limit)}"
    yield f"{style.bold('steps')}   {record.steps}"
    yield f"{style.bold('hits')}    {record.hits}"
    yield f"{style.bold('checks')}  {record.checks}, {size(record.checks_size)}"
    if record.damaged is not None:
        yield (
            f"{style.yellow('damaged')} the index could not be read: it was set aside as "
            f"{record.damaged}, and begun anew; `milepost cache clear` removes it"
        )
    if record.oldest_seconds is not None and record.newest_seconds is not None:
        ages = f"{age(record.newest_seconds)} to {age(record.oldest_seconds)}"
        yield f"{style.bold('age')}     {ages}"


def size(count: float) -> str:
    """Bytes as a person reads them."""
    unit = 0
    while count >= _STEP and unit < len(_UNITS) - 1:
        count /= _STEP
        unit += 1
    return f"{count:.0f} {_UNITS[unit]}" if unit == 0 else f"{count:.1f} {_UNITS[unit]}"


def age(seconds: float) -> str:
    """A time that has passed, in its largest unit."""
    for length, name in _AGES:
        count = int(seconds // length)
        if count:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "less than a minute"
