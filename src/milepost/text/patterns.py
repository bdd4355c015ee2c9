"""Patterns that stand in the code, made of what was kept of an earlier start where there is any.

To compile what one guide needs takes 20 ms, a third of a short command's time; Python keeps what
it compiles of modules, but not this. Where it is kept is not known here; see
`milepost.files.bytecode`. A pattern that is made of what was kept equals the compiled one, its code
included.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from array import array
from typing import TYPE_CHECKING, AnyStr, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
    Entries = dict[tuple[str | bytes, int], Parts]

_UNIT: Final = "I"
"""Of a pattern's code, as `memoryview` and `array` call it."""


class Patterns:
    """Compiles patterns, and knows what of them is worth keeping.

    None of them may hold anything of a guide or of its reader; see `milepost.text.lazy_re`.
    """

    def __init__(self, load: Callable[[], Entries] | None = None) -> None:
        """`load` gives what was kept, when a pattern is first asked for; None: nothing is."""
        self._load = load
        self._known: Entries | None = None
        self.new: Entries = {}
        """What was compiled, to be kept."""

    def keep(self, load: Callable[[], Entries]) -> bool:
        """From now on take what was kept, and note what was not; False where that is so already."""
        if self._load is not None:
            return False
        self._load = load
        return True

    def compile(self, source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """As `re.compile`."""
        if self._load is None:
            return re.compile(source, flags)
        flags = int(flags)  # those of `re` are of a class of its own
        known = self._known
        if known is None:
            known = self._known = self._load()
        kept = known.get((source, flags))
        if kept is not None:
            try:
                return _made(source, *kept)
            except Exception:  # noqa: BLE001 - whatever parts that are none may raise
                pass
        compiled, parts = _compiled(source, flags)
        if parts is not None:
            self.new[source, flags] = known[source, flags] = parts
        return compiled


def _compiled(source: AnyStr, flags: int) -> tuple[re.Pattern[AnyStr], Parts | None]:
    """A pattern, and what `_made` makes it of; None where this Python keeps that to itself."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        read, encode = _parser.parse, _compiler._code
    except (ImportError, AttributeError):
        return re.compile(source, flags), None
    parsed = read(source, flags)
    code = encode(parsed, flags)
    try:
        names = dict(parsed.state.groupdict)
        by_number: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            by_number[number] = name
        parts = (
            flags | parsed.state.flags,
            array(_UNIT, code).tobytes(),
            parsed.state.groups - 1,
            names,
            tuple(by_number),
        )
        return _made(source, *parts), parts
    except (AttributeError, TypeError, OverflowError):
        return re.compile(source, flags), None


def _made(
    source: AnyStr,
    flags: int,
    code: bytes,
    groups: int,
    names: dict[str, int],
    by_number: tuple[str | None, ...],
) -> re.Pattern[AnyStr]:
    """The pattern of its parts. Raises RuntimeError where they are none: Python looks at them."""
    units = memoryview(code).cast(_UNIT).tolist()
    made: re.Pattern[AnyStr] = _sre.compile(source, flags, units, groups, names, by_number)
    return made


PATTERNS: Final = Patterns()
compile_kept: Final = PATTERNS.compile
