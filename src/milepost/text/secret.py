"""The value of a secret wherever it stands: as it is, or encoded as programs print it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST: Final = 8
"""Bytes from which on a value is looked for in files, and in encoded form: shorter ones, such as
`true`, are found everywhere."""
_GROUP: Final = 3
"""Bytes that base64 encodes together."""


@lru_cache(maxsize=64)
def forms(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values, and what they become in base64, a URL, JSON or a shell; the longest first."""
    found: dict[str, None] = {}
    for value in filter(None, values):
        found[value] = None
        if len(value.encode("utf-8", "surrogateescape")) >= LEAST:
            found |= dict.fromkeys(_encoded(value))
    return tuple(sorted(found, key=len, reverse=True))


def held(chunks: Iterable[bytes], values: Iterable[str]) -> bool:
    """Whether one of the values of at least `LEAST` bytes stands, in any form, in some bytes."""
    encoded = (form.encode("utf-8", "surrogateescape") for form in forms(tuple(values)))
    wanted = [form for form in encoded if len(form) >= LEAST]
    if not wanted:
        return False
    longest = max(map(len, wanted))
    before = b""
    for chunk in chunks:
        window = before + chunk
        if any(form in window for form in wanted):
            return True
        before = window[-longest:]
    return False


def _encoded(value: str) -> Iterator[str]:
    yield from _base64(value.encode("utf-8", "surrogateescape"))
    yield from _percent(value)
    yield from _json(value)
    yield from _shell(value)


def _base64(data: bytes) -> Iterator[str]:
    """By itself, and as what it becomes amid other bytes, where it begins anywhere in a group.

    At its edges a character depends on what stands beside it; that one is left out.
    """
    from base64 import b64encode

    whole = b64encode(data).decode()
    cores = [whole, whole.rstrip("=")]
    for before in range(_GROUP):
        text = b64encode(bytes(before) + data).decode()
        cores.append(text[-(-before * 8 // 6) : (before + len(data)) * 8 // 6])
    for core in cores:
        yield core
        yield core.replace("+", "-").replace("/", "_")


def _percent(value: str) -> Iterator[str]:
    """As Python, curl, JavaScript's `encodeURIComponent` and forms escape it."""
    from urllib.parse import quote, quote_plus

    for safe in ("", "/", "!'()*~"):
        text = quote(value, safe=safe, errors="surrogateescape")
        yield text
        yield _lower(text)
    yield quote_plus(value, errors="surrogateescape")


def _lower(text: str) -> str:
    """With the hexadecimal digits of its escapes in lower case."""
    first, *others = text.split("%")
    return "%".join([first, *(other[:2].lower() + other[2:] for other in others)])


def _json(value: str) -> Iterator[str]:
    from json import dumps

    for text in (dumps(value), dumps(value, ensure_ascii=False)):
        yield text[1:-1]
        yield text[1:-1].replace("/", "\\/")


def _shell(value: str) -> Iterator[str]:
    """Between double quotes, as `declare -p` shows it, and between single ones."""
    import re

    yield re.sub(r'(["\\$`])', r"\\\1", value)
    yield value.replace("'", "'\\''")
