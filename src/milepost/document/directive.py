"""Directives: `<!-- milepost: key=value flag key="quoted value" -->`, above a block or within one.

A comment that is a block of its own speaks to the next block beside it; blank lines and other
comments may lie between. A comment within a paragraph speaks to that paragraph.
`<!-- milepost: ignore MP203 MP204 -->` names codes instead of keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from milepost.document.directive_keys import KEYS
from milepost.document.model import HtmlBlock, Leaf
from milepost.document.pieces import Piece, locate, pieces
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.document.document import Document
    from milepost.document.model import Node
    from milepost.text.span import Span

_HEAD = re.compile(r"<!--\s*milepost:")
_NEARLY = re.compile(
    r"<!--\s*(?P<name>(?i:m)[\w-]{4,9})\s*(?P<colon>[:;]?)\s*(?P<key>[a-z]+)(?=[\s=,-])"
)
_MAY_HOLD_ONE = re.compile(rb"<!--\s*[Mm]")
_ONLY_COMMENTS = re.compile(r"\s*(?:<!--(?>.*?-->)\s*)+\Z", re.DOTALL)
_WORD = re.compile(r"""[^\s=,"']+""")
_QUOTED = re.compile(r"""(["'])((?:\\\1|(?!\1).)*)\1(?=[\s,]|\Z)""", re.DOTALL)
_BARE = re.compile(r"""[^\s"']\S*""")
_CODE = re.compile(r"[^\s,]+")
_BLANK = re.compile(r"[\s,]*")


class Entry(msgspec.Struct, frozen=True):
    """One key of a directive."""

    key: str
    """As written."""
    value: str | None
    """Without its quotes, in which a backslash before the quote stands for it; None for a flag."""
    span: Span
    """Of key and value."""
    key_span: Span
    """Of the key alone."""


class Ignored(msgspec.Struct, frozen=True):
    """A code or rule name that is not to be reported."""

    code: str
    """The code or name."""
    span: Span
    """Its place."""


class Directive(msgspec.Struct, frozen=True, eq=False):
    """One comment, read."""

    entries: tuple[Entry, ...]
    """Its keys in the order written; none if it ignores codes."""
    ignored: tuple[Ignored, ...]
    """What `ignore` names."""
    ignores: bool
    """Whether it begins with `ignore`; with no code named, everything is meant."""
    span: Span
    """The comment from `<!--` to `-->`."""

    def get(self, key: str) -> str | None:
        """Value of a key, of equal ones the last; None if it is absent or a flag."""
        return next((entry.value for entry in reversed(self.entries) if entry.key == key), None)

    def has(self, key: str) -> bool:
        """Whether the key is written, as a flag or with a value."""
        return any(entry.key == key for entry in self.entries)


class DirectiveFault(msgspec.Struct, frozen=True, eq=False):
    """A comment that begins as a directive and cannot be read."""

    message: str
    """What is wrong."""
    remedy: str
    """What to write."""
    fault_span: Span
    """The part that is at fault."""
    span: Span
    """The comment."""


Comment: TypeAlias = Directive | DirectiveFault


class Directives(msgspec.Struct, frozen=True, eq=False):
    """All directives of a document and what they speak to."""

    comments: tuple[tuple[Comment, Node | None], ...]
    """Every directive or fault in the source's order, with its target; None if nothing follows."""
    by_target: dict[Node, tuple[Directive, ...]]
    """For each node that is spoken to its directives, in order."""

    faults_by_target: dict[Node, tuple[DirectiveFault, ...]]
    """For each node that is spoken to in a way that cannot be read: the faults, in order."""

    def above(self, node: Node) -> tuple[Directive, ...]:
        """Directives that speak to a node, in order; those that cannot be read are left out."""
        return self.by_target.get(node, ())

    def faults_above(self, node: Node) -> tuple[DirectiveFault, ...]:
        """Comments that speak to a node and cannot be read."""
        return self.faults_by_target.get(node, ())

    def entries(self, node: Node) -> tuple[Entry, ...]:
        """Entries of all directives that speak to a node."""
        return tuple(entry for directive in self.above(node) for entry in directive.entries)

    def get(self, node: Node, key: str) -> Entry | None:
        """The last entry with this key that speaks to a node."""
        found = [entry for entry in self.entries(node) if entry.key == key]
        return found[-1] if found else None

    @property
    def faults(self) -> tuple[DirectiveFault, ...]:
        """Comments that cannot be read."""
        return tuple(comment for comment, _ in self.comments if type(comment) is DirectiveFault)

    @property
    def without_target(self) -> tuple[Directive, ...]:
        """Directives under which nothing stands."""
        return tuple(
            comment
            for comment, target in self.comments
            if target is None and type(comment) is Directive
        )


def read_directives(document: Document) -> Directives:
    """Find every directive of a document and what it speaks to."""
    found: list[tuple[Comment, Node | None]] = []
    if _MAY_HOLD_ONE.search(document.source.data):
        found += _among(document.blocks)
        for node in document.nodes:
            if isinstance(node, Leaf):
                found += [(comment, node) for comment in _within(node)]
            else:
                found += _among(getattr(node, "children", ()))
    found.sort(key=lambda pair: pair[0].span)
    by_target: dict[Node, list[Directive]] = {}
    faults: dict[Node, list[DirectiveFault]] = {}
    for comment, target in found:
        if target is None:
            continue
        if type(comment) is Directive:
            by_target.setdefault(target, []).append(comment)
        elif type(comment) is DirectiveFault:
            faults.setdefault(target, []).append(comment)
    return Directives(
        tuple(found),
        {node: tuple(speak) for node, speak in by_target.items()},
        {node: tuple(wrong) for node, wrong in faults.items()},
    )


def _among(siblings: Sequence[Node]) -> Iterator[tuple[Comment, Node | None]]:
    """Directives of the comments among sibling blocks, each with the block it stands above."""
    waiting: list[Comment] = []
    for node in siblings:
        if type(node) is HtmlBlock:
            waiting += _comments(node)
            if _ONLY_COMMENTS.match(node.text):
                continue
        for comment in waiting:
            yield comment, node
        waiting.clear()
    for comment in waiting:
        yield comment, None


def _is_nearly(head: re.Match[str]) -> bool:
    """Whether a comment was meant as a directive: its first word is almost ours, a key follows."""
    from difflib import SequenceMatcher

    name = head["name"].lower().replace("-", "")
    alike = SequenceMatcher(None, name, "milepost", autojunk=False).ratio() > 0.75
    return alike and head["key"] in KEYS and (name == "milepost" or bool(head["colon"]))


def _comments(block: HtmlBlock) -> Iterator[Comment]:
    for place in _places(block.text):
        yield _Reader(block.pieces, block.text, *place).read()


def _within(leaf: Leaf) -> Iterator[Comment]:
    log = leaf.log
    for index in range(leaf.first, leaf.last):
        event = log.events[index]
        html = event.get("InlineHtml") if type(event) is dict else None
        if html:
            for place in _places(html):
                yield _Reader(pieces(log, index, index + 1, raw=True), html, *place).read()


def _places(html: str) -> Iterator[tuple[int, int, int]]:
    """For each directive comment where it starts, where its inside starts, and where that ends."""
    index = 0
    while (start := html.find("<!--", index)) >= 0:
        end = html.find("-->", start + 4)
        if end < 0:
            return
        if head := _HEAD.match(html, start, end):
            yield start, head.end(), end
        elif (near := _NEARLY.match(html, start, end + 3)) and _is_nearly(near):
            yield start, near.end("colon"), end
        index = end + 3


class _Fault(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, message: str, remedy: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.start = start
        self.end = end


class _Reader:
    """Reads the inside of one comment; offsets count characters of the block's HTML."""

    def __init__(
        self, parts: tuple[Piece, ...], text: str, start: int, inside: int, end: int
    ) -> None:
        self.parts = parts
        self.text = text
        self.index = inside
        self.end = end
        self.start = start
        self.span = self._locate(start, end + 3)

    def read(self) -> Comment:
        try:
            head = _HEAD.match(self.text, self.start, self.end)
            if head is None:
                raise _Fault(
                    "the comment begins almost as a directive does, so it does nothing",
                    "Begin it with `<!-- milepost: `.",
                    self.start,
                    self.index,
                )
            self._skip_blank()
            first = _WORD.match(self.text, self.index, self.end)
            if self.index == self.end:
                raise _Fault(
                    "the directive is empty",
                    'Write a key, such as `<!-- milepost: skip="why" -->`.',
                    self.index,
                    self.end,
                )
            if first is not None and first[0] == "ignore":
                self.index = first.end()
                return Directive((), tuple(self._codes()), True, self.span)
            return Directive(tuple(self._entries()), (), False, self.span)
        except _Fault as fault:
            place = self._locate(fault.start, fault.end)
            return DirectiveFault(fault.message, fault.remedy, place, self.span)

    def _codes(self) -> Iterator[Ignored]:
        text = self.text
        index = self.index
        if text[index : index + 1] == "=":
            index += 1
        for match in _CODE.finditer(text, index, self.end):
            code = match[0].strip("\"'")
            if code:
                start = match.start() + match[0].index(code)
                yield Ignored(code, self._locate(start, start + len(code)))

    def _entries(self) -> Iterator[Entry]:
        self._skip_blank()
        while self.index < self.end:
            key = _WORD.match(self.text, self.index, self.end)
            if key is None:
                raise self._no_key()
            start, self.index = key.span()
            value = self._value(key[0]) if self.text[self.index] == "=" else None
            yield Entry(
                key[0],
                value,
                self._locate(start, self.index),
                self._locate(*key.span()),
            )
            self._skip_blank()

    def _value(self, key: str) -> str:
        self.index += 1
        quoted = _QUOTED.match(self.text, self.index, self.end)
        if quoted is not None:
            self.index = quoted.end()
            return quoted[2].replace("\\" + quoted[1], quoted[1])
        bare = _BARE.match(self.text, self.index, self.end)
        if bare is None:
            raise self._bad_value(key)
        if bare[0][0] in "“”‘’":
            raise _Fault(
                f"the value of `{key}` stands in curly quotes",
                f'Use straight quotes: `{key}="…"`.',
                bare.start(),
                bare.end(),
            )
        self.index = bare.end()
        return bare[0].rstrip(",")

    def _bad_value(self, key: str) -> _Fault:
        rest = self.text[self.index : self.end]
        stop = self.index + len(rest.rstrip())
        if rest[:1] in ('"', "'") and rest[:1]:
            return _Fault(
                f"the quote that opens the value of `{key}` is not closed",
                f"Close it, and leave a blank after it: `{key}={rest[0]}…{rest[0]}`.",
                self.index,
                stop,
            )
        return _Fault(
            f"`{key}=` has no value",
            f'Write one right after the sign, in quotes if it has blanks: `{key}="…"`.',
            self.index - len(key) - 1,
            self.index,
        )

    def _no_key(self) -> _Fault:
        rest = self.text[self.index : self.end]
        return _Fault(
            f"a key cannot begin with `{rest[0]}`",
            'Write `key`, `key=value` or `key="a value with blanks"`, parted by blanks.',
            self.index,
            self.index + len(rest.split()[0]),
        )

    def _locate(self, start: int, end: int) -> Span:
        return locate(self.parts, start, end)

    def _skip_blank(self) -> None:
        match = _BLANK.match(self.text, self.index, self.end)
        self.index = match.end() if match else self.index
