"""A source: the text of one file, and the reasons why a file cannot be one."""

from __future__ import annotations

import msgspec

from milepost.text.lazy import lazy
from milepost.text.span import LineIndex, Position, Span

BOM = b"\xef\xbb\xbf"
SIZE_LIMIT = 5 * 1024 * 1024
"""Largest file, in bytes, that is read as a guide; guides have a few thousand."""
_SMALL = 65536
"""Bytes up to which the lines of a source are counted."""


class SourceFault(msgspec.Struct, frozen=True):
    """Why the bytes of a file are not the text of a guide."""

    path: str
    """The file, as the caller named it."""
    message: str
    """What is wrong."""
    remedy: str
    """What the file's owner can do."""
    position: Position | None = None
    """The first bad byte, where one byte is at fault."""


class Source(msgspec.Struct, frozen=True, dict=True, eq=False):
    """The text of one file. Spans count bytes of `data`."""

    path: str
    """The file, as the caller named it; not read, only shown."""
    data: bytes
    """UTF-8 without the byte order mark."""
    text: str
    """`data`, decoded."""
    bom: bool = False
    """Whether the file began with a byte order mark; `encode` puts it back."""

    @classmethod
    def of_text(cls, text: str, path: str = "guide.md") -> Source:
        """A source of a text at hand. A lone surrogate in it raises UnicodeEncodeError."""
        return cls(path, text.encode(), text)

    @classmethod
    def decode(cls, path: str, raw: bytes) -> Source | SourceFault:
        """The text of a file's bytes, or why it has none."""
        if (fault := size_fault(path, len(raw))) is not None:
            return fault
        bom = raw.startswith(BOM)
        data = raw[len(BOM) :] if bom else raw
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return SourceFault(path, "the file is UTF-16, not UTF-8", "Save it as UTF-8.")
        if b"\0" in data:
            return SourceFault(
                path,
                "the file is binary: it holds a NUL byte",
                "Name a Markdown file, or leave this one out.",
            )
        try:
            return cls(path, data, data.decode("utf-8"), bom)
        except UnicodeDecodeError as error:
            position = LineIndex(data[: error.start]).position(error.start)
            return SourceFault(
                path,
                f"the file is not UTF-8: byte 0x{data[error.start]:02x} at line {position.line}, "
                f"column {position.column}",
                "Save it as UTF-8.",
                position,
            )

    @lazy
    def index(self) -> LineIndex:
        """The conversion between spans and positions, built when first asked for."""
        return LineIndex(self.data)

    def slice(self, span: Span) -> str:
        """The text of a span that begins and ends between characters."""
        return self.data[span.start : span.end].decode("utf-8")

    def line(self, offset: int) -> int:
        """1-based line of a byte offset; of few offsets cheaper than to build the index."""
        if len(self.data) > _SMALL or b"\r" in self.data:
            return self.index.line(offset)
        return self.data.count(b"\n", 0, offset) + 1

    def position(self, offset: int) -> Position:
        """Position of a byte offset."""
        return self.index.position(offset)

    def encode(self, data: bytes) -> bytes:
        """What to write to the file so that it holds `data`: the byte order mark is kept."""
        return BOM + data if self.bom else data


def size_fault(path: str, size: int) -> SourceFault | None:
    """The fault of a file of `size` bytes, if it is too large; ask before reading it."""
    if size <= SIZE_LIMIT:
        return None
    return SourceFault(
        path,
        f"the file has {size / 1048576:.1f} MiB; a guide may have {SIZE_LIMIT // 1048576} MiB",
        "Name a Markdown file, or split the guide.",
    )
