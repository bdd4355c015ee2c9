"""What an earlier check found, used again as long as nothing has changed that it depends on.

A guide's findings depend on its bytes; on what was asked of the disk about its links; and on what
is the same for all guides of a check: the settings, the template, Milepost itself. The last names
the file in which they are kept. The bytes are known by the file's stamp, where that can be trusted,
else by their digest. Every question is asked anew. What guides only show together is used again
where all of them are as they were.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from time import time_ns
from typing import TYPE_CHECKING, Final

import msgspec

import milepost
from milepost.app.facts import TRUE, Told
from milepost.app.project import load_template
from milepost.files import kept
from milepost.files.stamp import Stamp, settled, stamp_of
from milepost.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from milepost.app.facts import Disk
    from milepost.app.look import Looked
    from milepost.app.project import Project
    from milepost.rules.base import Summary
    from milepost.rules.check import GuideResult
    from milepost.rules.ignores import Ignores

FOLDER: Final = "check"
"""Name of the folder within the user's cache."""
LIMIT: Final = 256 << 20
"""Bytes that the checks of all roadmaps together may take."""
_FORM: Final = 1
"""Of the files; another form is not read."""
_INSTALLED: Final = ("site-packages", "dist-packages")


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is kept of a guide that was looked at."""

    stamp: Stamp | None
    """None where a change could not be seen in it."""
    digest: bytes
    """SHA-256 of the file's bytes."""
    asked: tuple[int, ...]
    """On which of the answers it depends."""
    findings: bytes
    """Its diagnostics, packed; empty where there are none."""
    rest: bytes
    """Its summary and its ignores before the roadmap was looked at, packed."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The whole file."""

    key: bytes
    told: list[Told]
    """What was asked of the disk for any of the guides, each once."""
    guides: dict[str, Seen]
    """By path, in the roadmap's order."""
    roadmap: bytes
    """Diagnostics that guides only have together, packed."""


class CheckCache:
    """What was found before in the guides of one check."""

    def __init__(
        self, folder: Path, project: Project, named: Sequence[str], disk: Disk, *, counted: bool
    ) -> None:
        """`folder` is the user's cache; `named` are the paths as the user named them; `counted`:
        outcomes are. Raises MilepostError where the template cannot be read."""
        self._started = time_ns()
        self._disk = disk
        self._key = _key(project, named, counted=counted)
        self._path = folder / FOLDER / self._key.hex()[:32]
        self._kept = _load(self._path, self._key)
        self._stamped_anew = False
        self.seen: dict[str, Seen] = {}
        """The guides whose findings still hold."""

    def recall(self, paths: Iterable[str]) -> None:
        """Find out which guides are as they were, with all that they depend on."""
        guides = self._kept.guides
        if not guides:
            return
        stamps = {path: self._disk.stamp(path) for path in paths if path in guides}
        overtaken = self._overtaken(stamps)
        for path, stamp in stamps.items():
            seen = guides[path]
            if stamp is None or (overtaken and not overtaken.isdisjoint(seen.asked)):
                continue
            if seen.stamp == stamp:
                self.seen[path] = seen
            elif self._disk.digest(path) == seen.digest:
                anew = self._trusted(stamp)
                self._stamped_anew |= anew != seen.stamp
                self.seen[path] = msgspec.structs.replace(seen, stamp=anew)

    def findings(self) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
        """What was found in each guide alone, where anything was."""
        for path, seen in self.seen.items():
            if seen.findings:
                yield path, _unpack_findings(seen.findings)

    def rest(self, path: str) -> tuple[Summary, Ignores]:
        """What is known of a guide for the rules over the roadmap."""
        from milepost.rules.base import Summary
        from milepost.rules.ignores import Ignores

        return msgspec.msgpack.decode(self.seen[path].rest, type=tuple[Summary, Ignores])

    def roadmap(self, paths: Sequence[str]) -> tuple[Diagnostic, ...] | None:
        """What the guides that could be read only show together; None where it must be found."""
        if not self._kept.guides or list(self._kept.guides) != list(paths):
            return None
        if len(self.seen) != len(paths):
            return None
        return _unpack_findings(self._kept.roadmap)

    def keep(
        self, paths: Sequence[str], looked: Iterable[Looked], roadmap: tuple[Diagnostic, ...]
    ) -> None:
        """Keep what is known now; `paths` are those of the guides that could be read."""
        new = {one.path: one for one in looked if one.packed is not None}
        if not new and not self._stamped_anew and self._kept.guides.keys() == self.seen.keys():
            return
        numbers: dict[Told, int] = {}

        def numbered(told: Iterable[Told]) -> tuple[int, ...]:
            return tuple(numbers.setdefault(one, len(numbers)) for one in told)

        guides: dict[str, Seen] = {}
        for path in paths:
            if (seen := self.seen.get(path)) is not None:
                asked = numbered(self._kept.told[one] for one in seen.asked)
                guides[path] = msgspec.structs.replace(seen, asked=asked)
            elif (one := new.get(path)) is not None and (packed := one.packed) is not None:
                asked = numbered(map(self._trusting, one.told))
                stamp = self._trusted(packed.stamp)
                guides[path] = Seen(stamp, packed.digest, asked, packed.findings, packed.rest)
        try:
            together = msgspec.msgpack.encode(roadmap)
            body = msgspec.msgpack.encode(_Kept(self._key, list(numbers), guides, together))
        except UnicodeEncodeError:
            return  # Names that are no text.
        kept.save(self._path, body, limit=LIMIT)

    def _overtaken(self, stamps: Mapping[str, Stamp | None]) -> set[int]:
        """Numbers of the answers that are others now."""
        found = set()
        for number, told in enumerate(self._kept.told):
            kind, path, answer, stamp = told
            if kind == "exists" and stamps.get(path) is not None:
                same = answer == TRUE
            elif kind == "anchors" and stamp is not None and self._disk.stamp(path) == stamp:
                same = True
            else:
                now = self._trusting(self._disk.told((kind, path)))
                same = now[2] == answer
                if same and now != told:
                    self._kept.told[number] = now
                    self._stamped_anew = True
            if not same:
                found.add(number)
        return found

    def _trusting(self, told: Told) -> Told:
        return (*told[:3], self._trusted(told[3]))

    def _trusted(self, stamp: Stamp | None) -> Stamp | None:
        """The stamp, where every later change will show in it."""
        return stamp if stamp is not None and settled(stamp, self._started) else None


class Packed(msgspec.Struct, frozen=True):
    """A guide that was looked at, ready to be kept."""

    stamp: Stamp | None
    digest: bytes
    findings: bytes
    rest: bytes


def pack(stamp: Stamp | None, raw: bytes, result: GuideResult) -> Packed | None:
    """What is kept of a guide whose file had this stamp before it was read; None where names that
    are no text stand in it."""
    found = result.diagnostics
    try:
        return Packed(
            stamp,
            sha256(raw).digest(),
            msgspec.msgpack.encode(found) if found else b"",
            msgspec.msgpack.encode((result.summary, result.ignores)),
        )
    except UnicodeEncodeError:
        return None


def _load(path: Path, key: bytes) -> _Kept:
    nothing = _Kept(key, [], {}, b"")
    body = kept.load(path)
    if body is None:
        return nothing
    try:
        found = msgspec.msgpack.decode(body, type=_Kept)
    except msgspec.DecodeError:
        return nothing
    return found if found.key == key else nothing


def _unpack_findings(packed: bytes) -> tuple[Diagnostic, ...]:
    return msgspec.msgpack.decode(packed, type=tuple[Diagnostic, ...])


def _key(project: Project, named: Sequence[str], *, counted: bool) -> bytes:
    """A digest of all that the findings of every guide depend on."""
    parts = (
        _FORM,
        milepost.__version__,
        *_of_the_program(),
        sys.version,
        *_of_the_user(),
        os.fspath(project.folder),
        os.fspath(project.root),
        os.fspath(project.config_path or ""),
        project.config_text,
        project.config.template,
        load_template(project).data,
        tuple(named),
        counted,
    )
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()


def _of_the_user() -> Iterator[object]:
    """Who asks: what one user can read, another may not."""
    if hasattr(os, "geteuid"):
        yield from (os.geteuid(), os.getegid(), sorted(os.getgroups()))


def _of_the_program() -> Iterator[object]:
    """Stamps of the code: of the folders that packages are installed into, and of Milepost's own
    files where they lie elsewhere, as those of a checkout do, which change without a version."""
    folders = [entry for entry in sys.path if entry.endswith(_INSTALLED)]
    yield from map(stamp_of, folders)
    own = os.path.dirname(milepost.__file__)
    if os.path.dirname(own) not in folders:
        yield from sorted(_files_below(own))


def _files_below(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files_below(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_ctime_ns
