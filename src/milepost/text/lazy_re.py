"""The standard library's `re`, whose `compile` does its work when the pattern is first used.

For all modules whose patterns stand in the code: `from milepost.text import lazy_re as re`. To
compile them all at every start was a sixth of the time of a short command.

A wrong pattern raises `re.error` no sooner than it is used. So this fits patterns that stand in
the code, and none that a user wrote; for those there is `compile_now`.
"""

from __future__ import annotations

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    A,
    I,
    M,
    Match,
    Pattern,
    S,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import TYPE_CHECKING, Any, AnyStr

from milepost.text.patterns import compile_kept

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "A",
    "I",
    "M",
    "Match",
    "Pattern",
    "S",
    "compile",
    "compile_now",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_MEMBERS = [name for name in dir(re.Pattern) if not name.startswith("_")]


class _Pattern:
    """Stands for a compiled pattern. After the first use its members are those of the pattern, in
    its own `__dict__`, so that no further call comes through here."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._flags = flags
        self.pattern = source
        """As that of a compiled one; it may be a part of another."""

    def __getattr__(self, name: str) -> Any:
        make: Any = compile_kept
        compiled = make(self.pattern, self._flags)
        self.__dict__.update((member, getattr(compiled, member)) for member in _MEMBERS)
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[object, ...]:
        return re.compile, (self.pattern, self._flags)


compile_now = re.compile
"""For what is made while Milepost runs: it may hold something of a guide or of its reader."""

if TYPE_CHECKING:
    from re import compile
else:

    def compile(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """As `re.compile`, at the first use of what it returns; for a module's own statements.

        What it is compiled to is kept for later starts; see `milepost.text.patterns`.
        """
        return _Pattern(source, flags)
