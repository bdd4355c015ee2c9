"""Compiled patterns, in a file beside the bytecode that Python keeps of a module.

It belongs to one Python and one Milepost, is as good as the bytecode beside it, and is not written
where that is not.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import sys
import zlib
from typing import TYPE_CHECKING, Final

import milepost
from milepost.text import patterns

if TYPE_CHECKING:
    from milepost.text.patterns import Entries, Patterns

MOST: Final = 4 << 20
"""Bytes of the largest file that is read or written: it is begun anew after many changes."""
_CRC: Final = 4
"""Bytes at the begin of the file that tell whether the rest is whole."""


def keep_patterns() -> None:
    """Take patterns from what earlier starts compiled, and keep at the end what is new."""
    spec = patterns.__spec__
    if spec is not None and spec.cached is not None:
        path = f"{spec.cached.removesuffix('.pyc')}.kept"
        if patterns.PATTERNS.keep(lambda: read(path)):
            atexit.register(write, path, patterns.PATTERNS)


def read(path: str) -> Entries:
    """What is kept in a file; nothing where that is not whole, or another Python's."""
    try:
        with open(path, "rb") as file:
            whole = memoryview(file.read(MOST + _CRC))
        if int.from_bytes(whole[:_CRC], "little") != zlib.crc32(whole[_CRC:]):
            return {}
        head, entries = marshal.loads(whole[_CRC:])
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return entries if head == _head() else {}


def write(path: str, known: Patterns) -> None:
    """Keep what is new, beside what others have kept meanwhile, if that can be."""
    if not known.new or sys.dont_write_bytecode:
        return
    if not os.access(os.path.dirname(path), os.W_OK):
        return
    data = marshal.dumps((_head(), read(path) | known.new))
    if len(data) > MOST:
        data = marshal.dumps((_head(), known.new))
    own = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        try:
            with open(own, "xb") as file:
                file.write(zlib.crc32(data).to_bytes(_CRC, "little") + data)
            os.replace(own, path)
        except BaseException:
            os.unlink(own)
            raise
    known.new = {}


def _head() -> tuple[str, str]:
    return sys.version, milepost.__version__
