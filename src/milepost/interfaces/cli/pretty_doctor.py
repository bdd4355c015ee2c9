"""What was found out about this machine, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.report.cells import crop, harmless, width, wrapped
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from milepost.app.doctor import Examination, RoomView, ToolFound
    from milepost.app.needs import Need
    from milepost.report.style import Style

_NEED, _HAVE = 40, 40
"""Cells of the columns of the table of needs at most."""


def pretty_doctor(record: Examination, style: Style) -> Iterator[str]:
    """The lines of the report."""
    for check in record.checks:
        room = style.width - 1
        note = harmless(check.reason or check.found or "")
        first, *later = wrapped(note, room - len(check.name) - 10, "", "")
        yield f"{style.sign(check.status)} {check.name}  {style.dim(first)}".rstrip()
        if later:
            yield from map(style.dim, wrapped(" ".join(later), room, "  ", "  "))
        if check.remedy:
            first, *later = wrapped(harmless(check.remedy), room, "  Try: ", "  ")
            yield first.replace("Try:", style.bold("Try:"), 1)
            yield from later
    if record.tools:
        yield ""
        yield "Tools that a guide finds in the room:"
        yield from (_tool(tool, style) for tool in record.tools)
    if record.room is not None:
        yield from _view(record.room, style)
    if record.needs:
        yield from _needs(record.needs, style)
    yield ""
    if record.ready and record.unmet:
        count = len(record.unmet)
        yield style.yellow(f"This machine can run guides, but lacks {count} of what these need.")
    elif record.ready:
        yield style.green("This machine can run guides.")
    elif record.room is not None:
        yield style.yellow("This machine can run guides that need no network: --network off.")
    else:
        yield style.red("This machine cannot run guides in a clean room.")


def _tool(tool: ToolFound, style: Style) -> str:
    if tool.path is None:
        return f"  {style.sign(Status.SKIPPED)} {tool.name}  {style.dim('not installed')}"
    version = crop(harmless(tool.version or ""), 60, style.ellipsis)
    return f"  {style.sign(Status.PASSED)} {tool.name}  {style.dim(version)}".rstrip()


def _needs(needs: Sequence[Need], style: Style) -> Iterator[str]:
    """A table: what is needed, what is there, how to get it."""
    yield ""
    yield "What the guides need:"
    rows = [("need", "have", "how to get it")]
    rows += [(_wanted(need), _had(need), harmless(need.remedy or "")) for need in needs]
    cropped = [
        (crop(wanted, _NEED, style.ellipsis), crop(had, _HAVE, style.ellipsis), get)
        for wanted, had, get in rows
    ]
    first = max(width(row[0]) for row in cropped)
    second = max(width(row[1]) for row in cropped)
    plain = replace(style, colour=False)
    margin = max(width(plain.sign(need.status)) for need in needs)
    lines = [
        f" {wanted}{' ' * (first - width(wanted))}  {had}{' ' * (second - width(had))}  {get}"
        for wanted, had, get in cropped
    ]
    yield style.dim(f"  {' ' * margin}{lines[0]}".rstrip())
    for need, line in zip(needs, lines[1:], strict=True):
        pad = " " * (margin - width(plain.sign(need.status)))
        yield f"  {style.sign(need.status)}{pad}{line}".rstrip()


def _wanted(need: Need) -> str:
    return harmless(f"{need.name} {need.version or ''}".rstrip())


def _had(need: Need) -> str:
    return harmless(need.found or need.reason or "")


def _view(room: RoomView, style: Style) -> Iterator[str]:
    for title, folders in (
        ("Folders of homes that a room sees, because they hold tools:", room.folders),
        ("Folders of your PATH that a room does not have:", room.left_out),
    ):
        if folders:
            yield ""
            yield title
            yield from (f"  {style.dim(harmless(folder))}" for folder in folders)
