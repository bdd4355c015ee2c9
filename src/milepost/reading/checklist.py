"""Checklist items: automatic where they hold a check, else a person signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.document.inline import CodeSpan, Strong, Text
from milepost.milestone.check import CommandSucceeds, PathExists, TestsPass
from milepost.reading.base import ItemReading
from milepost.reading.outcomes.base import Surroundings
from milepost.reading.outcomes.marks import is_command
from milepost.reading.outcomes.sentence import NO_OUTPUT, read_sentence
from milepost.reading.outcomes.told_run import with_commands
from milepost.reading.paths import is_path
from milepost.reading.phrase import CODE
from milepost.reading.phrases import ENGLISH, Phrases
from milepost.reading.sentence import sentences

if TYPE_CHECKING:
    from milepost.milestone.check import Check
    from milepost.milestone.model import Item

NO_BLOCK = "it tells of the output of a block, and a checklist has none"


def read_item(
    item: Item, port: int | None = None, phrases: Phrases = ENGLISH, *, tested: bool = False
) -> ItemReading:
    """A code span that is the whole item is a command; sentences read as outcomes do.

    `tested` says that the guide has a Testing section: what is told of tests is told of it.
    """
    if item.unread is not None:
        return ItemReading(item, (), item.unread)
    found = sentences(item.inlines, phrases)
    if len(found) == 1 and found[0].skeleton.rstrip(".") == CODE:
        command = found[0].explicit[0].text
        if is_command(command):
            return ItemReading(item, (CommandSucceeds(command=command),), "command")
        return ItemReading(item, (), "a code span that is no command")
    path = _of_document(item)
    if path is not None:
        return ItemReading(item, (PathExists(path=path),), "a document and its path")
    around = Surroundings(phrases=phrases, port=port, has_command=tested)
    checks: list[Check] = []
    reasons: list[str] = []
    for sentence in with_commands(found, phrases, together=True):
        reading = read_sentence(sentence, around)
        if not reading.checks:
            return ItemReading(item, (), NO_BLOCK if reading.why == NO_OUTPUT else reading.why)
        if any(c.about == "output" and not isinstance(c, TestsPass) for c in reading.checks):
            return ItemReading(item, (), NO_BLOCK)
        checks.extend(reading.checks)
        reasons.append(reading.why)
    return ItemReading(item, tuple(checks), ", ".join(dict.fromkeys(reasons)))


_SYSTEM = (
    "/bin/",
    "/dev/",
    "/etc/",
    "/home/",
    "/opt/",
    "/proc/",
    "/root/",
    "/tmp/",
    "/usr/",
    "/var/",
)


def _of_document(item: Item) -> str | None:
    """The path in an item such as **Test report** (`docs/tests.md`), from the project's root."""
    match item.inlines:
        case (Strong(), Text(text=before), CodeSpan(text=path), Text(text=after)):
            said = (before.strip(" :"), after.strip(" ."))
        case _:
            return None
    if said != ("(", ")") or "/" not in path or path.startswith(_SYSTEM):
        return None
    return path.lstrip("/") if is_path(path.lstrip("/")) else None
