"""The value of a secret wherever it stands: as it is, or encoded as programs print it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Pattern

LEAST: Final = 8
"""Bytes from which on a value is looked for in files, and in encoded form: shorter ones, such as
`true`, are found everywhere."""
_GROUP: Final = 3
"""Bytes that base64 encodes together."""
_BLANKS: Final = " \t\r\n"
_BREAK: Final = r"(?:[ \t]*\r?\n[ \t]*)?"
"""Where a line may end in base64 (MIME and PEM have lines of 76 and 64 characters), and in
hexadecimal (`xxd -p` has 60)."""


@lru_cache(maxsize=64)
def forms(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values, and what they become where they are encoded; the longest first."""
    found: dict[str, None] = {}
    for value in filter(None, values):
        found[value] = None
        if len(value.encode("utf-8", "surrogateescape")) >= LEAST:
            found |= dict.fromkeys(_encoded(value))
    return tuple(sorted(found, key=len, reverse=True))


def hidden(text: str, values: tuple[str, ...], mask: str) -> str:
    """A text with a mask in place of each value, in whatever form; the longest first."""
    for form in forms(values):
        text = text.replace(form, mask)
    pieces = _wrapped(values)
    together = _joined(text) if pieces else ""
    if any(piece in together for piece in pieces):
        text = _over_lines(pieces).sub(mask, text)
    return text


def beginning(text: str, values: tuple[str, ...]) -> int:
    """Length of the longest end of a text with which a form of a value begins; 0 without one."""
    wanted, pieces = forms(values), _wrapped(values)
    longest = len(wanted[0]) - 1 if wanted else 0
    for length in range(min(2 * longest, len(text)), 0, -1):
        end = text[-length:]
        joined = "" if end[0] in _BLANKS else _joined(end)
        if any(form.startswith(end) for form in wanted) or (
            joined and any(piece.startswith(joined) for piece in pieces)
        ):
            return length
    return 0


def held(chunks: Iterable[bytes], values: Iterable[str]) -> bool:
    """Whether one of the values of at least `LEAST` bytes stands, in any form, in some bytes."""
    pieces = _wrapped(tuple(values))
    wanted = _bytes(form for form in forms(tuple(values)) if form not in pieces)
    over_lines = _bytes(pieces)
    if not wanted and not over_lines:
        return False
    longest = max(map(len, (*wanted, *over_lines)))
    before = together = b""
    for chunk in chunks:
        before += chunk
        together += chunk.translate(None, _BLANKS.encode())
        if any(form in before for form in wanted) or any(form in together for form in over_lines):
            return True
        before, together = before[-longest:], together[-longest:]
    return False


def _bytes(texts: Iterable[str]) -> list[bytes]:
    """Those long enough to be looked for in files."""
    encoded = (text.encode("utf-8", "surrogateescape") for text in texts)
    return [one for one in encoded if len(one) >= LEAST]


def _joined(text: str) -> str:
    for blank in _BLANKS:
        text = text.replace(blank, "")
    return text


@lru_cache(maxsize=64)
def _wrapped(values: tuple[str, ...]) -> tuple[str, ...]:
    """What the values become in base64 and hexadecimal, in which lines may end; longest first."""
    encoded = (value.encode("utf-8", "surrogateescape") for value in values)
    found = {
        form for data in encoded if len(data) >= LEAST for form in (*_base64(data), *_hex(data))
    }
    return tuple(sorted(found, key=len, reverse=True))


@lru_cache(maxsize=64)
def _over_lines(pieces: tuple[str, ...]) -> Pattern[str]:
    import re

    return re.compile("|".join(_BREAK.join(map(re.escape, piece)) for piece in pieces))


def _encoded(value: str) -> Iterator[str]:
    data = value.encode("utf-8", "surrogateescape")
    yield from _base64(data)
    yield from _hex(data)
    yield from _percent(value)
    yield from _json(value)
    yield from _shell(value)


def _hex(data: bytes) -> Iterator[str]:
    """As `xxd -p` prints it, amid other bytes too, and in upper case."""
    yield data.hex()
    yield data.hex().upper()


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
