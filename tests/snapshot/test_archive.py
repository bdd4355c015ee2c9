"""A tar stream is cut into its records, whoever wrote it and however it arrives."""

from __future__ import annotations

import io
import tarfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from milepost.snapshot.archive import BadArchive, Recorder, end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEMBERS = [("a", b"one"), ("empty", b""), ("n" * 300, b"x" * 1500), ("b", b"y" * 512), ("ü", b"2")]


def archive(form: int, **headers: str) -> bytes:
    """A stream of `MEMBERS`, and of a folder and a link, which have no content."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as tar:
        for name, content in MEMBERS:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.pax_headers = headers
            tar.addfile(info, io.BytesIO(content))
        for name, kind in (("folder", tarfile.DIRTYPE), ("link", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "a" if kind == tarfile.SYMTYPE else ""
            tar.addfile(info)
    return stream.getvalue()


def record(
    path: Path, pieces: Iterable[bytes], wanted: frozenset[int] | None = None
) -> tuple[Recorder, list[bytes], bytes]:
    """The recorder, the digests of the contents, and what it has written."""
    digests: list[bytes] = []

    def keep(number: int, digest: bytes, offset: int, length: int) -> bool:
        assert offset % 512 == length % 512 == 0
        assert number == len(digests)
        digests.append(digest)
        return wanted is None or number in wanted

    with path.open("w+b") as file:
        recorder = Recorder(file, keep)
        for piece in pieces:
            recorder.feed(piece)
        file.flush()
        return recorder, digests, path.read_bytes()


EXPECTED = [sha256(content).digest() for _, content in MEMBERS] + [sha256().digest()] * 2


@pytest.mark.parametrize("size", [1, 7, 511, 512, 513, 1 << 20])
def test_records_are_the_same_however_the_stream_is_cut(tmp_path: Path, size: int) -> None:
    stream = archive(tarfile.PAX_FORMAT)
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    recorder, digests, written = record(tmp_path / "layer", pieces)
    assert digests == EXPECTED
    assert (recorder.records, recorder.ended) == (len(EXPECTED), True)
    assert stream.startswith(written)
    assert recorder.digest.digest() == sha256(written).digest()


def test_a_size_in_an_extended_header_goes_before_the_plain_one(tmp_path: Path) -> None:
    """As for files of 8 GiB and more, whose size no plain header holds."""
    stream = archive(tarfile.PAX_FORMAT, comment="x")
    for _, content in MEMBERS:
        field = b"%011o\0" % len(content)
        assert field in stream
    recorder, digests, _ = record(tmp_path / "a", [sized(b"abc")])
    assert digests == [sha256(b"abc").digest()]
    assert recorder.ended


def sized(content: bytes) -> bytes:
    """A member whose own header says that it is empty, and whose extended one knows better."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        info = tarfile.TarInfo("large")
        info.pax_headers = {"size": str(len(content))}
        tar.addfile(info)
    extended = stream.getvalue()[: 3 * 512]
    return extended + content.ljust(512, b"\0") + end(len(extended) + 512)


@pytest.mark.parametrize(
    "form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT], ids=["ustar", "numbers in base 256"]
)
def test_other_forms_of_numbers_are_read(tmp_path: Path, form: int) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form) as tar:
        info = tarfile.TarInfo("a")
        info.size = 700
        tar.addfile(info, io.BytesIO(b"z" * 700))
    data = bytearray(stream.getvalue())
    if form == tarfile.GNU_FORMAT:
        data[124:136] = b"\x80" + (700).to_bytes(11, "big")
    _, digests, _ = record(tmp_path / "layer", [bytes(data)])
    assert digests == [sha256(b"z" * 700).digest()]


def test_what_is_not_wanted_is_not_written(tmp_path: Path) -> None:
    stream = archive(tarfile.PAX_FORMAT)
    recorder, _, written = record(tmp_path / "layer", [stream], frozenset({0, 3}))
    with tarfile.open(fileobj=io.BytesIO(written + end(len(written)))) as tar:
        assert tar.getnames() == ["a", "b"]
    assert recorder.digest.digest() == sha256(written).digest()


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="no size"):
        record(tmp_path / "layer", [b"nonsense\n" * 100])
