"""What a step is made of: its blocks, prose and labelled outcomes, in the guide's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.label import leading_label
from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.document.markdown import is_admonition, tab_title
from milepost.document.model import BlockQuote, CodeBlock, HtmlBlock, List, Paragraph, Table
from milepost.milestone.model import Announcement, Block, Item, Part, Prose, Tab
from milepost.text import lazy_re as re
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from milepost.document.document import Document
    from milepost.document.inline import Inline
    from milepost.document.model import Block as Node
    from milepost.document.model import Item as ListItem
    from milepost.document.outline import Section

    _Visit = Generator["_Visit"]


_TABS = re.compile(r"<(?P<close>/?)(?P<name>Tabs|TabItem)\b(?P<rest>[^>]*)>")
_WORD = re.compile(r"[^\W_]")
_ATTRIBUTE = re.compile(r"""(?P<key>\w+)=["'](?P<value>[^"']*)["']""")


class PartsBuilder:
    """Collects the parts of one step out of one or more sections."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._parts: list[Part] = []
        self._heading = ""
        self._lead: Prose | None = None
        self._announced: tuple[str, Span] | None = None
        """Label that stands alone: what follows it is its content."""
        self._labelled = False
        """Whether an outcome's label stands above, with nothing between that ends its reach."""
        self._tab: Tab | None = None
        self._tabs: tuple[Span, Prose | None] | None = None
        """The tabs of Docusaurus that stand open, and the paragraph before them."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was collected."""
        return tuple(self._parts)

    def add_section(self, section: Section) -> None:
        """A section with all that is in it."""
        for part in section.walk():
            self.add_heading(part)
            self.add_blocks(part.blocks)

    def add_heading(self, section: Section) -> None:
        """A heading: what follows is no longer led in by the text before it."""
        self._heading = section.title.strip()
        self._lead = None
        self._announced = None
        self._labelled = False
        if section.heading is not None and fold(self._heading) in OUTCOME_LABELS:
            self._announced = (self._heading, section.heading.span)

    def add_blocks(self, blocks: Iterable[Node], *, quoted: bool = False) -> None:
        """Blocks in their order; lists and quotes are entered."""
        # A stack of visits in place of calls: a text may nest deeper than Python calls.
        visits = [self._visit(blocks, quoted=quoted)]
        while visits:
            inner = next(visits[-1], None)
            if inner is None:
                visits.pop()
            else:
                visits.append(inner)

    def _visit(self, blocks: Iterable[Node], *, quoted: bool) -> _Visit:
        """Takes blocks up in their order, and yields a visit to what is in one, to be made then."""
        for node in blocks:
            match node:
                case Paragraph():
                    self._paragraph(node, quoted=quoted)
                case CodeBlock():
                    self._code(node, quoted=quoted)
                case List():
                    yield from self._list(node, quoted=quoted)
                case BlockQuote():
                    labelled = self._labelled
                    yield self._visit(node.children, quoted=True)
                    self._labelled = labelled
                    self._lead = None
                case HtmlBlock():
                    self._html(node)
                case Table():
                    self._table(node, quoted=quoted)
                case _:
                    self._labelled = False
                    self._lead = None

    def _paragraph(self, node: Paragraph, *, quoted: bool) -> None:
        label = leading_label(node)
        if label is None and not _WORD.search(node.text):
            # An anchor or a picture leads to nothing; a fence of colons ends what stands before.
            self._lead = None if ":::" in node.text else self._lead
            return
        if label is not None:
            self._labelled = fold(label.text) in OUTCOME_LABELS
        if label is not None and self._labelled:
            text = plain(label.rest).lstrip(" :")
            self._announced = (label.text, label.span)
            if text:
                self._announce(label.content, text, label.rest)
                if not text.endswith(":"):
                    self._announced = None
            self._lead = Prose(label.content, text, label.rest, quoted)
            return
        if self._announced is not None:
            self._announce(node.span, node.text, node.inlines)
            self._lead = Prose(node.span, node.text, node.inlines, quoted)
            if not node.text.rstrip().endswith(":") and not self._under_heading():
                self._announced = None
            return
        self._lead = Prose(node.span, node.text, node.inlines, quoted, self._labelled)
        self._parts.append(self._lead)

    def _list(self, node: List, *, quoted: bool) -> _Visit:
        announced, labelled = self._announced, self._labelled
        lead, around = self._lead, self._tab
        for item in node.items:
            # Every item of a list under a label is an outcome; a label in an item ends with it.
            self._announced, self._labelled = announced, labelled
            title = tab_title(item)
            if is_admonition(item):
                self._lead = None
                yield self._visit(item.children, quoted=True)
            elif title is None:
                yield self._visit(item.children, quoted=quoted)
            else:
                # What stands before the tabs leads each of them in.
                self._tab, self._lead = Tab(title, node.span), lead
                yield self._visit(item.children[1:], quoted=quoted)
                self._tab = around
        self._labelled = labelled
        if not self._under_heading():
            self._announced = None
        self._lead = None

    def _html(self, node: HtmlBlock) -> None:
        """The tags of Docusaurus' tabs, which stand around Markdown."""
        data = node.log.source.data
        if data.find(b"Tab", node.span.start, node.span.end) < 0:
            return
        for tag in _TABS.finditer(data[node.span.start : node.span.end].decode()):
            if tag["name"] == "Tabs":
                self._tabs = None if tag["close"] else (node.span, self._lead)
                self._tab = None
            elif tag["close"] or self._tabs is None:
                self._tab = None
            else:
                group, self._lead = self._tabs
                named = {m["key"]: m["value"] for m in _ATTRIBUTE.finditer(tag["rest"])}
                self._tab = Tab(named.get("label") or named.get("value") or "", group)

    def _table(self, node: Table, *, quoted: bool) -> None:
        for row in node.rows:
            for cell in row.cells:
                if cell.text.strip():
                    self._parts.append(Prose(cell.span, cell.text, cell.inlines, quoted))
        self._lead = None

    def _code(self, node: CodeBlock, *, quoted: bool) -> None:
        if not is_code(node):
            # It is for reading only, and leaves a label above it open.
            self._parts.append(Block(node, (), None, self._heading, quoted, tab=self._tab))
            self._lead = None
            return
        all_directives = self._document.directives
        directives, unread = all_directives.above(node), all_directives.faults_above(node)
        self._parts.append(
            Block(node, directives, self._lead, self._heading, quoted, unread, self._tab)
        )
        if not self._under_heading():
            self._announced = None
        self._lead = None

    def _announce(self, span: Span, text: str, inlines: tuple[Inline, ...]) -> None:
        assert self._announced is not None
        label, label_span = self._announced
        self._parts.append(Announcement(span, text.strip(), inlines, label, label_span))

    def _under_heading(self) -> bool:
        return self._announced is not None and self._announced[0] == self._heading


def is_code(node: CodeBlock) -> bool:
    """Whether it may be more than for reading: indented code says so only by a prompt."""
    return node.fenced or node.content.startswith("$ ")


def plain(inlines: Iterable[Inline]) -> str:
    """Plain text of inline nodes."""
    return "".join(node.text for node in inlines)


def items_of(document: Document, blocks: Sequence[Node]) -> tuple[Item, ...]:
    """The items of a section: those of its lists, nested ones their own; else its paragraphs."""
    found: list[Item] = []
    lists = lists_of(blocks)
    for node in lists:
        for item in node.items:
            found.extend(_item(document, item))
    if lists:
        return tuple(found)
    return tuple(
        Item(node.span, node.text.strip(), node.inlines)
        for node in blocks
        if isinstance(node, Paragraph) and node.text.strip()
    )


def lists_of(blocks: Sequence[Node]) -> list[List]:
    """The lists among them; an admonition is none."""
    return [n for n in blocks if isinstance(n, List) and not is_admonition(n.items[0])]


def item_of_blocks(document: Document, blocks: Sequence[Node], span: Span) -> Item:
    """Several blocks as one item: prose joined, code kept."""
    inlines: list[Inline] = []
    texts: list[str] = []
    code: list[Block] = []
    _gather(document, blocks, inlines, texts, code)
    return Item(span, "\n".join(texts), tuple(inlines), tuple(code))


def _gather(
    document: Document,
    blocks: Iterable[Node],
    inlines: list[Inline],
    texts: list[str],
    code: list[Block],
) -> None:
    lead: Prose | None = None
    for node in blocks:
        match node:
            case Paragraph():
                texts.append(node.text.strip())
                inlines.extend(node.inlines)
                lead = Prose(node.span, node.text, node.inlines)
            case CodeBlock():
                code.append(Block(node, document.directives.above(node), lead, ""))
            case List():
                for item in node.items:
                    _gather(document, item.children, inlines, texts, code)
            case BlockQuote():
                _gather(document, node.children, inlines, texts, code)
            case _:
                pass


def _item(document: Document, item: ListItem) -> list[Item]:
    own = [child for child in item.children if not isinstance(child, List)]
    nested = [child for child in item.children if isinstance(child, List)]
    found: list[Item] = []
    gathered = item_of_blocks(document, own, item.span)
    if gathered.text or gathered.blocks:
        end = own[-1].span.end if own else item.span.end
        found.append(
            Item(
                Span(item.span.start, end),
                gathered.text,
                gathered.inlines,
                gathered.blocks,
                item.task,
            )
        )
    for inner in nested:
        for child in inner.items:
            found.extend(_item(document, child))
    return found
