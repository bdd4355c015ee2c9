"""What was found out about this machine, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.report.cells import crop, harmless, wrapped
from milepost.result.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.app.doctor import Examination, RoomView, ToolFound
    from milepost.report.style import Style


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
    yield ""
    if record.ready:
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


def _view(room: RoomView, style: Style) -> Iterator[str]:
    for title, folders in (
        ("Folders of homes that a room sees, because they hold tools:", room.folders),
        ("Folders of your PATH that a room does not have:", room.left_out),
    ):
        if folders:
            yield ""
            yield title
            yield from (f"  {style.dim(harmless(folder))}" for folder in folders)
