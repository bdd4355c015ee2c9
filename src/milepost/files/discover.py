"""Finding guides: `milestones/**/*.md`, else the titled `*.md` of a folder, or what is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MILESTONES = "milestones"
"""Name of the folder that holds a roadmap's guides."""

CONCEPTS = "concepts"
"""Name of the folder beside it that holds the concept guides."""

STANDARD_INPUT = "-"

_SKIPPED_FOLDERS = frozenset(
    {"node_modules", "venv", "env", "__pycache__", "dist", "build", "target", "site-packages",
     "vendor", "coverage"}
)  # fmt: skip
_SUFFIXES = (".md", ".markdown")
_NO_GUIDES = frozenset(
    {"readme", "changelog", "changes", "contributing", "licence", "license", "security",
     "code_of_conduct", "authors", "support", "governance", "notice", "history", "index"}
)  # fmt: skip
_TITLE = re.compile(rb"^ {0,3}#[ \t]+\S|^[^\s#>`~|-][^\r\n]*(?:\r\n|\r|\n)=+[ \t]*$", re.MULTILINE)
_DIGITS = re.compile(r"(\d+)")
_HEAD = 8192


class Found(msgspec.Struct, frozen=True):
    """Guides in the roadmap's order, and what was named but is not there."""

    paths: tuple[str, ...]
    """As the user would name them: relative to the current folder where they lie in it."""
    faults: tuple[SourceFault, ...]


def discover(
    folder: Path, named: Sequence[str], excluded: Callable[[str], bool] = lambda _: False
) -> Found:
    """The guides that `named` files and folders stand for, seen from `folder`.

    Without names: the guides of the folder itself. A file that is named is taken whatever its name
    and even if excluded. Each is listed once; guides of one folder are sorted by the numbers in
    their names. `excluded` is asked with paths as they would be listed.
    """
    paths: dict[str, None] = {}
    faults: list[SourceFault] = []
    for name in named or (".",):
        if name == STANDARD_INPUT:
            paths[name] = None
            continue
        place = folder / name
        if not os.path.isdir(place):
            paths[os.path.normpath(name)] = None
            continue
        inside = [path for path in _guides_of(place, name) if not excluded(path)]
        if not inside:
            faults.append(_no_guides(name))
        paths.update(dict.fromkeys(inside))
    return Found(tuple(paths), tuple(faults))


def is_guide_name(name: str) -> bool:
    """Whether a file of that name may be a guide: no README, CHANGELOG and the like."""
    lower = name.lower()
    first = lower.partition(".")[0].partition("-")[0]
    return first not in _NO_GUIDES or not lower.endswith(_SUFFIXES)


def natural_key(path: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts `2-b.md` before `10-a.md`."""
    return tuple(
        (0, int(part)) if part.isdecimal() and part.isascii() else (1, part)
        for part in _DIGITS.split(path)
        if part
    )


def _guides_of(place: Path, name: str) -> list[str]:
    shown = "" if os.path.normpath(name) == "." else os.path.normpath(name)
    milestones = place / MILESTONES
    if os.path.isdir(milestones):
        inside = list(_markdown_below(milestones, os.path.join(shown, MILESTONES)))
        if inside:
            return _sorted(inside)
    if place.resolve().name == MILESTONES:
        return _sorted(_markdown_below(place, shown))
    titled = [
        path for path in _markdown_in(place, shown) if _is_titled(place / os.path.basename(path))
    ]
    return _sorted(titled) or _nested_roadmaps(place, shown)


def _nested_roadmaps(place: Path, shown: str) -> list[str]:
    """Guides of the roadmaps below a folder that has none itself, such as `examples/`."""
    found: list[str] = []
    for entry in sorted(_folders_in(place), key=natural_key):
        below = os.path.join(shown, entry)
        if entry == MILESTONES:
            found += _sorted(_markdown_below(place / entry, below))
        else:
            found += _nested_roadmaps(place / entry, below)
    return found


def _sorted(paths: Iterator[str] | list[str]) -> list[str]:
    return sorted(paths, key=natural_key)


def _markdown_below(place: Path, shown: str) -> Iterator[str]:
    stack = [(os.fspath(place), shown)]
    while stack:
        folder, name = stack.pop()
        yield from _markdown_in(Path(folder), name)
        stack += [
            (os.path.join(folder, entry), os.path.join(name, entry))
            for entry in _folders_in(Path(folder))
        ]


def _markdown_in(place: Path, shown: str) -> Iterator[str]:
    for entry in _scan(place):
        name = entry.name
        if (
            name.endswith(_SUFFIXES)
            and not name.startswith(".")
            and is_guide_name(name)
            and not _is_folder(entry)
        ):
            yield os.path.join(shown, name)


def _folders_in(place: Path) -> list[str]:
    return [
        entry.name
        for entry in _scan(place)
        if not entry.name.startswith(".")
        and entry.name not in _SKIPPED_FOLDERS
        and _is_folder(entry)
        and not entry.is_symlink()
    ]


def _scan(place: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return list(entries)
    except OSError:
        # A folder that may not be read holds no guides that could be; a named one is reported.
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_titled(path: Path) -> bool:
    """Whether a Markdown file has a heading of level 1 near its start.

    One that cannot be read counts as titled, so that it is reported instead of passed over.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        return bool(_TITLE.search(os.read(handle, _HEAD)))
    except OSError:
        return True
    finally:
        os.close(handle)


def _no_guides(name: str) -> SourceFault:
    shown = "this folder" if os.path.normpath(name) == "." else f"`{name}`"
    return SourceFault(
        name,
        f"there are no guides in {shown}",
        "Change to the roadmap's folder, or begin one: `milepost init`, then `milepost new NAME`. "
        "Guides are found as `milestones/**/*.md`, else as `*.md` files with a title.",
    )
