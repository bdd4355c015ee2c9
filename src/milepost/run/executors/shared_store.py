"""Objects by digest in a store that all machines of a cluster reach, by way of `fsspec`.

An object is kept as `<first two digits>/<digest>` under the store's address. It is verified by
whoever fetches it; see `milepost.snapshot.store`.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from milepost.process.errors import CannotStart
from milepost.text.error import MilepostError
from milepost.text.secret import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_CHUNK: Final = 1 << 20
_OF_ONE_PROCESS: Final = ("memory",)
"""File systems of which each process has its own."""
_OBJECT_STORES: Final = frozenset(
    ("abfs", "abfss", "adl", "az", "gcs", "gs", "oci", "oss", "r2", "s3", "s3a", "tos")
)
"""File systems without folders, in which a file is seen when it is complete. In all others folders
are made, and a file is seen from its first byte on."""

_DISKS: Final = ("file", ("file", "local"))
"""What `fsspec` calls the file system of a machine."""
_verified: Final[dict[str, tuple[object, ...]]] = {}
"""By path, size, time and number of objects whose content was looked at."""


@dataclass(frozen=True, slots=True)
class SharedStore:
    """A store by its address."""

    url: str
    mark: str | None = None
    """Digest of an object that whoever opens the store finds in it; None where it is new."""

    @property
    def shown(self) -> str:
        """The address without what it may hold of a name and a password."""
        return re.sub(r"//[^/@]*@", "//***@", self.url)

    def open(self) -> OpenStore:
        """Raises MilepostError where it cannot be reached or is another one than is meant."""
        protocol = self.url.partition("://")[0].rpartition("::")[2] if "://" in self.url else "file"
        if protocol in _OF_ONE_PROCESS:
            raise MilepostError(
                f"`{self.shown}` is no store for a cluster: each process has its own",
                "Name a folder that all workers see, or a URL such as s3://BUCKET/FOLDER.",
            )
        fsspec = _fsspec()
        try:
            # Others write to it, too: what was there a moment ago tells nothing.
            system, root = fsspec.core.url_to_fs(
                self.url, use_listings_cache=False, skip_instance_cache=True
            )
        except ImportError as error:
            raise MilepostError(
                f"the store `{self.shown}` needs a package that is not installed: {error}",
                "Install it beside Milepost, here and on every worker.",
            ) from error
        except Exception as error:  # plugins have errors of their own
            raise self._unusable(error) from error
        opened = OpenStore(self, system, root, flat=protocol in _OBJECT_STORES)
        if self.mark is not None and not opened.has(self.mark):
            raise MilepostError(
                f"the store `{self.shown}` is not the one into which the run puts its files",
                "Name one with --store that this machine and every worker reach by the same "
                "address: a shared folder, or a URL such as s3://BUCKET/FOLDER.",
            )
        return opened

    def marked(self) -> SharedStore:
        """The same, with a mark put into it. Raises MilepostError where that cannot be."""
        data = secrets.token_bytes(16)
        digest = hashlib.sha256(data).hexdigest()
        opened = self.open()
        try:
            opened.write(digest, [data])
        except Exception as error:  # plugins have errors of their own
            raise self._unusable(error) from error
        return SharedStore(self.url, digest)

    def remove_mark(self) -> None:
        """Take the mark out again; no error where that cannot be."""
        with contextlib.suppress(Exception):
            if self.mark is not None:
                self.open().remove(self.mark)

    def _unusable(self, error: Exception) -> MilepostError:
        return MilepostError(
            f"the store `{self.shown}` cannot be used: {_said(error)}",
            "See whether it is there and you may write to it, or name another one with --store.",
        )


class OpenStore:
    """A store in use. Errors of its file system are told as `CannotStart`."""

    def __init__(self, store: SharedStore, system: Any, root: str, *, flat: bool) -> None:
        """`flat`: it has no folders, and shows a file when it is complete."""
        self._store = store
        self._system = system
        self._root = root.rstrip("/")
        self._is_flat = flat

    def has(self, digest: str, size: int | None = None) -> bool:
        """Whether an object is there, of that size if one is given. Raises `CannotStart`."""
        found = self._found(digest)
        return found is not None and (size is None or found.get("size") in (None, size))

    def fetch(self, digest: str, file: BinaryIO) -> bool:
        """Write an object to a file; False where it is not there, or not what it was: then it is
        taken out, to be sent again. Raises `CannotStart`."""
        content = hashlib.sha256()
        with self._told("be read"):
            try:
                for chunk in self._chunks(digest):
                    content.update(chunk)
                    file.write(chunk)
            except FileNotFoundError:
                return False
        if content.hexdigest() == digest:
            return True
        file.seek(0)
        file.truncate()
        with contextlib.suppress(Exception):  # somebody else has taken it out
            self.remove(digest)
        return False

    def _found(self, digest: str) -> dict[str, Any] | None:
        with self._told("be read"):
            try:
                found: dict[str, Any] = self._system.info(self._path(digest))
            except FileNotFoundError:
                return None
            return found

    def _is_whole(self, digest: str, size: int) -> bool:
        """Whether an object need not be sent. Of what lies on a disk the content is looked at, once
        as long as it does not change; of other stores, which see to that themselves, the size."""
        found = self._found(digest)
        if found is None or found.get("size") not in (None, size):
            return False
        if self._system.protocol not in _DISKS:
            return True
        path, stamp = self._path(digest), (size, found.get("mtime"), found.get("ino"))
        if _verified.get(path) != stamp:
            content = hashlib.sha256()
            with self._told("be read"):
                for chunk in self._chunks(digest):
                    content.update(chunk)
            if content.hexdigest() != digest:
                return False
            _verified[path] = stamp
        return True

    def _chunks(self, digest: str) -> Iterator[bytes]:
        with self._system.open(self._path(digest), "rb") as source:
            while chunk := source.read(_CHUNK):
                yield chunk

    def send(self, digest: str, file: BinaryIO, secrets: Iterable[str] = ()) -> None:
        """Put an object into the store unless it has it. Raises `CannotStart`.

        An object that holds one of some `secrets`, as it is or encoded, is refused.
        """
        size = file.seek(0, 2)
        if self._is_whole(digest, size):
            return
        file.seek(0)
        if held(iter(lambda: file.read(_CHUNK), b""), secrets):
            raise CannotStart(
                "what it leaves behind holds the value of a variable that --pass-env hands in, or "
                "that is named as a secret, as it is or encoded, which is not put into the store "
                f"`{self._store.shown}`",
                "let the guide take it from the environment and write it to no file, or run "
                "without --cluster",
            )
        file.seek(0)
        with self._told("be written"):
            self.write(digest, iter(lambda: file.read(_CHUNK), b""))

    def write(self, digest: str, chunks: Iterable[bytes]) -> None:
        """Write an object; it appears whole. Raises whatever the file system raises."""
        path = self._path(digest)
        if self._is_flat:
            self._write(path, chunks)
            return
        name = f"{path}.{secrets.token_hex(8)}"
        self._make_folder(path.rpartition("/")[0])
        try:
            self._write(name, chunks)
            self._system.mv(name, path)
        except BaseException:
            with contextlib.suppress(Exception):  # plugins have errors of their own
                self._system.rm_file(name)
            raise

    def _write(self, path: str, chunks: Iterable[bytes]) -> None:
        with self._system.open(path, "wb") as file:
            for chunk in chunks:
                file.write(chunk)

    def _make_folder(self, path: str) -> None:
        """Make it, and those above it; another machine may make them at the same time."""
        try:
            self._system.makedirs(path, exist_ok=True)
        except Exception:  # plugins have errors of their own
            if not self._system.isdir(path):
                raise

    def remove(self, digest: str) -> None:
        """Take an object out. Raises whatever the file system raises."""
        self._system.rm_file(self._path(digest))

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"

    @contextlib.contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # plugins have errors of their own
            raise CannotStart(
                f"the store `{self._store.shown}` cannot {what}: {_said(error)}",
                "see whether it is there and may be used from that machine",
            ) from error


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _fsspec() -> Any:
    try:
        import fsspec.core
    except ImportError as error:
        raise missing_extra() from error
    return fsspec


def missing_extra() -> MilepostError:
    """What a user reads who has not installed what a cluster takes."""
    return MilepostError(
        "a cluster needs packages that are not installed",
        "Install Milepost with them: pip install 'milepost[cluster]'",
    )
