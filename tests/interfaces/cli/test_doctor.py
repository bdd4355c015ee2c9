from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.app.doctor import Examination, Examined, RoomView, ToolFound, examine
from milepost.interfaces.cli.pretty_doctor import pretty_doctor
from milepost.report.style import Style
from milepost.result.model import Status
from milepost.room import doctor, opening

if TYPE_CHECKING:
    from pathlib import Path

READY = Examination(
    ready=True,
    checks=(Examined(name="Linux", status=Status.PASSED, found="6.1"),),
    tools=(
        ToolFound(name="git", path="/usr/bin/git", version="git version 2.39"),
        ToolFound(name="node", path=None, version=None),
    ),
    room=RoomView(path=("/usr/bin",), folders=("/home/ada/.nvm",), left_out=("/srv/bin",)),
)
NO_NETWORK = Examination(
    ready=False,
    checks=(
        Examined(name="clean room", status=Status.PASSED, found="started"),
        Examined(name="network", status=Status.BLOCKED, reason="no tun", remedy="modprobe tun"),
    ),
    tools=(),
    room=RoomView(path=("/usr/bin",), folders=(), left_out=()),
)
NO_ROOM = Examination(
    ready=False,
    checks=(Examined(name="clean room", status=Status.BLOCKED, reason="none", remedy="get one"),),
    tools=(),
    room=None,
)


def test_a_ready_machine_is_shown_with_its_tools_and_folders() -> None:
    assert list(pretty_doctor(READY, Style())) == [
        "✓ Linux  6.1",
        "",
        "Tools that a guide finds in the room:",
        "  ✓ git  git version 2.39",
        "  - node  not installed",
        "",
        "Folders of homes that a room sees, because they hold tools:",
        "  /home/ada/.nvm",
        "",
        "Folders of your PATH that a room does not have:",
        "  /srv/bin",
        "",
        "This machine can run guides.",
    ]


@pytest.mark.parametrize(
    ("record", "last"),
    [
        (NO_NETWORK, "This machine can run guides that need no network: --network off."),
        (NO_ROOM, "This machine cannot run guides in a clean room."),
    ],
)
def test_what_is_missing_is_shown_with_its_remedy(record: Examination, last: str) -> None:
    lines = list(pretty_doctor(record, Style(unicode=False)))
    assert any(line.startswith("BLOCKED") for line in lines)
    assert any(line.startswith("  Try: ") for line in lines)
    assert lines[-1] == last


@pytest.mark.room
def test_a_machine_with_a_room_is_ready_and_its_tools_have_versions() -> None:
    record = examine()
    assert record.ready
    assert {"Linux", "bwrap", "user namespaces", "room"} <= {one.name for one in record.checks}
    bash = next(tool for tool in record.tools if tool.name == "bash")
    assert bash.path is not None
    assert bash.version is not None
    assert "bash" in bash.version


def test_a_machine_without_the_programs_of_a_room_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (opening, doctor):
        monkeypatch.setattr(module, "SEARCH", str(tmp_path))
    record = examine()
    assert not record.ready
    assert record.room is None
    for name in ("bwrap", "room", "room without network"):
        check = next(check for check in record.checks if check.name == name)
        assert check.status is Status.BLOCKED
        assert check.remedy is not None
        assert "bubblewrap" in check.remedy
