"""One prerequisite to what can be probed: it may name several things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from msgspec.structs import replace

from milepost.document.inline import CodeSpan, Link, flat
from milepost.reading.base import PrerequisiteReading
from milepost.reading.phrases import ENGLISH, Phrases
from milepost.reading.prerequisites.tools import PROGRAMS, is_loose, names_in, tool_named
from milepost.reading.prerequisites.version import range_after
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from milepost.document.inline import Inline
    from milepost.milestone.model import Item


class Says(Protocol):
    """What a language has for prerequisites."""

    PACKAGES: re.Pattern[str]
    CONDITION: re.Pattern[str]
    ASIDE: re.Pattern[str]
    WRITING: re.Pattern[str]
    ALTERNATIVE: re.Pattern[str]
    UNKNOWN: re.Pattern[str]
    """A name at the start of an item."""
    VARIABLE: re.Pattern[str]
    """What tells that code in capitals is the name of a variable."""
    OPTIONAL: re.Pattern[str]
    BEFORE: re.Pattern[str]
    """What may stand before a tool's name that stands alone, in lower case."""
    AFTER: re.Pattern[str]
    """The same for what may follow."""
    INSTALLS: re.Pattern[str]
    """What an item begins with that tells to install something."""


_VARIABLE = re.compile(r"^\$?\{?(?P<name>[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])\}?$")
_LONE_VARIABLE = re.compile(r"^\$?\{?(?P<name>[A-Z][A-Z0-9]{2,})\}?$")
_PACKAGE = re.compile(r"^[a-z0-9][a-z0-9.+-]+$")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def read_prerequisite(
    item: Item, called: Callable[[], Collection[str]] = tuple, phrases: Phrases = ENGLISH
) -> tuple[PrerequisiteReading, ...]:
    """How an item is read; `manual` where nothing in it can be probed.

    `called` tells the programs that the guide's commands start, in order: a name that is no known
    tool's is one if the guide calls it.
    """
    nodes = flat(item.inlines)
    found = [*_links(item, nodes), *_variables(item, nodes, phrases)]
    if not any(reading.kind == "milestone" for reading in found):
        found += [_with_calls(tool, called) for tool in _tools(item, nodes, phrases)]
        found += () if found else _unknown_tool(item, nodes, called, phrases)
    if not found or all(reading.kind == "document" for reading in found):
        found += _packages(item, nodes, phrases)
    if found:
        return tuple(found)
    return (PrerequisiteReading(item, "manual", item.text),)


def names_milestone(item: Item) -> bool:
    """Whether an item links to another guide."""
    return any(reading.kind == "milestone" for reading in _links(item, flat(item.inlines)))


def _links(item: Item, nodes: Sequence[Inline]) -> Iterator[PrerequisiteReading]:
    for node in nodes:
        if not isinstance(node, Link):
            continue
        target = node.destination
        path = unquote(target.split("#", 1)[0])
        if _SCHEME.match(target) or not path.endswith(".md"):
            if not _names_tool(node.text):
                yield PrerequisiteReading(item, "document", target)
        else:
            yield PrerequisiteReading(item, "milestone", path)


def _names_tool(text: str) -> bool:
    return any(start == 0 for start, _ in names_in(text.strip()))


def _variables(
    item: Item, nodes: Sequence[Inline], phrases: Phrases
) -> Iterator[PrerequisiteReading]:
    says: Says = phrases.prerequisites
    for node in nodes:
        if isinstance(node, CodeSpan):
            found = _VARIABLE.match(node.text)
            if found is None and (node.text.startswith("$") or says.VARIABLE.search(item.text)):
                found = _LONE_VARIABLE.match(node.text)
            if found:
                yield PrerequisiteReading(item, "variable", found["name"])


def _tools(item: Item, nodes: Sequence[Inline], phrases: Phrases) -> Iterator[PrerequisiteReading]:
    """Tools by name; of "npm or yarn" the first alone, for either will do."""
    says: Says = phrases.prerequisites
    text = item.text
    documents = [n.text for n in nodes if isinstance(n, Link)]
    seen: set[str] = set()
    end = -1
    for low, high in names_in(text):
        name, before, after = text[low:high], text[:low], text[high:]
        tool = tool_named(name)
        if tool is None or low < end or _in_title(name, documents, says):
            continue
        version = range_after(after, phrases, text[max(end, 0) : low])
        sure = (
            version is not None
            or _alone(before, after, says)
            or _is_code(nodes, name)
            or not is_loose(name)
        )
        if version is None and before and says.ASIDE.search(before):
            continue
        if version is None and after.startswith("'"):
            continue
        if version is None and (before or after) and says.CONDITION.search(text):
            continue
        if version is not None and says.OPTIONAL.search(text):
            continue
        between = text[end:low] if end >= 0 else None
        end = high + (version[1] if version else 0)
        if between is not None and says.ALTERNATIVE.match(between):
            continue
        if sure and tool.name not in seen:
            seen.add(tool.name)
            yield PrerequisiteReading(item, "tool", tool.name, version[0] if version else None)


def _with_calls(
    reading: PrerequisiteReading, called: Callable[[], Collection[str]]
) -> PrerequisiteReading:
    """The reading of a tool, with the names by which the guide calls it where it has several."""
    tool = tool_named(reading.name)
    if tool is None or not tool.programs:
        return reading
    names = {tool.program, *tool.programs}
    return replace(reading, called=tuple(name for name in called() if name in names))


def _unknown_tool(
    item: Item,
    nodes: Sequence[Inline],
    called: Callable[[], Collection[str]],
    phrases: Phrases,
) -> Iterator[PrerequisiteReading]:
    """A tool that the table does not have, at the item's start and with a version."""
    says: Says = phrases.prerequisites
    named = says.UNKNOWN.match(item.text)
    version = range_after(item.text[named.end() :], phrases) if named is not None else None
    if named is None or version is None or says.CONDITION.search(item.text):
        return
    name = named["name"] if _is_code(nodes, named["name"]) else named["name"].lower()
    if name not in PROGRAMS and name in called():
        yield PrerequisiteReading(item, "tool", name, version[0])


def _in_title(name: str, titles: Sequence[str], says: Says) -> bool:
    """Whether a tool's name is a word of what a link is called, as in "The Python tutorial"."""
    return any(name in title and says.WRITING.search(title) for title in titles)


def _alone(before: str, after: str, says: Says) -> bool:
    before, after = before.strip().lower(), after.strip().lower()
    if before and not says.BEFORE.match(f"{before} "):
        return False
    return not after or says.AFTER.match(after) is not None


def _is_code(nodes: Sequence[Inline], name: str) -> bool:
    return any(isinstance(n, CodeSpan) and n.text.lower() == name.lower() for n in nodes)


def _packages(
    item: Item, nodes: Sequence[Inline], phrases: Phrases
) -> Iterator[PrerequisiteReading]:
    says: Says = phrases.prerequisites
    if not says.PACKAGES.search(item.text) or says.CONDITION.search(item.text):
        return
    if re.search(r"\b(?:npm|pip|python|node|ruby|go)\b", item.text, re.IGNORECASE):
        return
    for node in nodes:
        if isinstance(node, CodeSpan) and _PACKAGE.match(node.text):
            yield PrerequisiteReading(item, "package", node.text)
