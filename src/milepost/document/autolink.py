"""Bare URLs and e-mail addresses in text, which GitHub shows as links.

The extended autolinks of the GFM specification (0.29, section 6.9), as cmark-gfm carries them out:
a URL needs no dot in its host (`http://localhost:3000`) and may follow any character but a letter.
A link that starts in text runs on to white space or `<`, through what Markdown would else read as
emphasis or code.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from html import unescape
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from milepost.document.inline import Image, Inline, Link, Text
from milepost.text import lazy_re as re
from milepost.text.span import Span, character_offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.document.model import Leaf

_START = re.compile(r"(?<![a-z])(?:https?|ftp)://|(?:(?<=[\s*_~(])|(?<!.))www\.", re.I | re.S)
_EMAIL = re.compile(
    r"(?:(?<![\w.+-])(?:mailto|xmpp):)?(?<![\w.+-])[a-z0-9.+_-]+@[a-z0-9_-]+(?:\.[a-z0-9_-]+)+",
    re.I | re.A,
)
_RESOURCE = re.compile(r"/[a-z0-9@.]+", re.I | re.A)
_TRAILING = frozenset("?!.,:*_~'\"")
_ENTITY_END = re.compile(r"&[A-Za-z]+;\Z")

Kind: TypeAlias = Literal["url", "www", "email"]


class BareLink(msgspec.Struct, frozen=True):
    """A link written as nothing but its address."""

    span: Span
    """The address as written."""
    destination: str
    """The address; with `http://` before `www.`, with `mailto:` before an e-mail address."""
    kind: Kind
    """What it begins with, or an e-mail address."""


def bare_links(leaf: Leaf) -> tuple[BareLink, ...]:
    """Bare links of a leaf in order, none inside another link, image, code or HTML."""
    span = leaf.text_span
    data = leaf.log.source.data[span.start : span.end]
    if b"://" not in data and b"@" not in data and b"www." not in data.lower():
        return ()
    return tuple(_Finder(data.decode(), span.start, tuple(_texts(leaf))).links())


class _Finder:
    """Finds links in the source text of one leaf; `texts` are the spans in which one may start."""

    def __init__(self, raw: str, offset: int, texts: tuple[Span, ...]) -> None:
        self.raw = raw
        self.offset = offset
        self.texts = texts
        self.places = character_offsets(raw)

    def links(self) -> Iterator[BareLink]:
        done = 0
        for text in self.texts:
            start = max(done, self._characters(text.start))
            end = self._characters(text.end)
            for link, stop in self._within(start, end):
                done = stop
                yield link

    def _within(self, start: int, end: int) -> Iterator[tuple[BareLink, int]]:
        url = _START.search(self.raw, start, end)
        email = _EMAIL.search(self.raw, start, end)
        while url is not None or email is not None:
            if url is not None and (email is None or url.start() <= email.start()):
                start = url.end()
                if stop := self._url_end(url):
                    kind: Kind = "url" if url[0][-1] == "/" else "www"
                    yield self._link(url.start(), stop, kind), stop
                    start = stop
            elif email is not None:
                start = email.end()
                if stop := self._email_end(email):
                    yield self._link(email.start(), stop, "email"), stop
                    start = stop
            # A match that lies further on is kept: many links of one kind stay linear.
            if url is not None and url.start() < start:
                url = _START.search(self.raw, start, end)
            if email is not None and email.start() < start:
                email = _EMAIL.search(self.raw, start, end)

    def _url_end(self, start: re.Match[str]) -> int:
        """Where the URL ends, or 0 if there is none."""
        raw = self.raw
        is_www = start[0][-1] == "."
        if start.end() >= len(raw) or not _is_host_character(raw[start.end()]):
            return 0
        stop = _domain_end(raw, start.start() if is_www else start.end(), short=not is_www)
        if not stop:
            return 0
        while stop < len(raw) and not raw[stop].isspace() and raw[stop] != "<":
            stop += 1
        return _without_trailing(raw, start.start(), stop)

    def _email_end(self, match: re.Match[str]) -> int:
        stop = match.end()
        if match[0][-1] in "-_":
            return 0
        if match[0].lower().startswith("xmpp:"):
            resource = _RESOURCE.match(self.raw, stop)
            stop = resource.end() if resource else stop
        return _without_trailing(self.raw, match.start(), stop)

    def _link(self, start: int, stop: int, kind: Kind) -> BareLink:
        address = self.raw[start:stop]
        if "&" in address:
            address = unescape(address)
        if kind == "www":
            address = "http://" + address
        elif kind == "email" and not address.lower().startswith(("mailto:", "xmpp:")):
            address = "mailto:" + address
        return BareLink(Span(self._bytes(start), self._bytes(stop)), address, kind)

    def _bytes(self, index: int) -> int:
        return self.offset + self.places[index]

    def _characters(self, offset: int) -> int:
        return bisect_left(self.places, offset - self.offset)


def _texts(leaf: Leaf) -> Iterator[Span]:
    stack: list[Inline] = list(reversed(leaf.inlines))
    while stack:
        node = stack.pop()
        if type(node) is Text:
            yield node.span
        elif not isinstance(node, Link | Image):
            children: tuple[Inline, ...] = getattr(node, "children", ())
            stack.extend(reversed(children))


def _is_host_character(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "PSC"


def _domain_end(raw: str, start: int, *, short: bool) -> int:
    """Where the host name ends, or 0 if it is none: `_` in its last two parts, or no dot."""
    index, dots, before, last = start, 0, 0, 0
    while index < len(raw):
        character = raw[index]
        if character == "_":
            last += 1
        elif character == ".":
            before, last, dots = last, 0, dots + 1
        elif character != "-" and not _is_host_character(character):
            break
        index += 1
    if (before or last) and dots <= 10:
        return 0
    return index if short or dots else 0


def _without_trailing(raw: str, start: int, stop: int) -> int:
    """`stop` without punctuation, unbalanced `)` and an entity at the end."""
    opened = raw.count("(", start, stop)
    closed = raw.count(")", start, stop)
    while stop > start:
        last = raw[stop - 1]
        if last == ")":
            if closed <= opened:
                break
            closed -= 1
            stop -= 1
        elif last in _TRAILING:
            stop -= 1
        elif last == ";":
            entity = _ENTITY_END.search(raw, max(start, stop - 40), stop)
            stop = entity.start() if entity else stop - 1
        else:
            break
    return stop
