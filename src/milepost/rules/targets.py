"""Where the links of a guide lead within the reader's files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.document.inline import Image, Link
    from milepost.rules.guide import Guide

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?")
MARKDOWN = (".md", ".markdown")


class Target(msgspec.Struct, frozen=True, eq=False):
    """Where a link leads, if it leads to a file."""

    link: Link | Image
    path: str
    """The guide's own path where the destination is only `#fragment`."""
    fragment: str | None
    """Decoded, without `#`; None if there is none, or an empty one, which is the file's top."""
    same_file: bool

    @property
    def is_markdown(self) -> bool:
        """Whether its anchors are headings'."""
        return self.same_file or self.path.lower().endswith(MARKDOWN)


def targets(guide: Guide) -> tuple[Target, ...]:
    """The links of a guide that lead to files, or to places within it, in order."""
    return guide.targets


def target_of(path: str, link: Link | Image) -> Target | None:
    """Where a link in the file at `path` leads; None for a web address and the like."""
    destination = link.destination.strip()
    if not destination or _SCHEME.match(destination) or link.kind in ("autolink", "email"):
        return None
    way, _, fragment = destination.partition("#")
    way = unquote(way.partition("?")[0])
    if not way:
        return Target(link, path, unquote(fragment) or None, same_file=True)
    if way.startswith("/"):
        # A site's root is not known; GitHub takes the repository's.
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), way))
    return Target(link, joined, unquote(fragment) or None, same_file=False)


def names_lines(fragment: str) -> bool:
    """Whether a fragment names lines, as GitHub's do in a file's source: `L10-L20`."""
    return _LINES.fullmatch(fragment) is not None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, if any is."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1, 0.6)
    return near[0] if near else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Did you mean …?`, or nothing."""
    near = nearest(word, known)
    return f" Did you mean `{near}`?" if near else ""


def targets_of(path: str, links: Iterable[Link | Image]) -> Iterator[Target]:
    """Where the links in the file at `path` lead, those to the web left out."""
    for link in links:
        found = target_of(path, link)
        if found is not None:
            yield found
