from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from milepost.app.doctor import Examination, Examined, RoomView, ToolFound, examine
from milepost.app.needs import Need, Needs
from milepost.interfaces.cli.main import run
from milepost.interfaces.cli.pretty_doctor import pretty_doctor
from milepost.process.host import Host
from milepost.report.exit_status import ExitStatus
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


def test_what_guides_need_is_a_table_of_need_have_and_how_to_get_it() -> None:
    needs = (
        Need(
            kind="tool",
            name="go",
            version=">=1.21",
            places=("1.md:3",),
            status=Status.BLOCKED,
            reason="go is not found",
            remedy="https://go.dev/dl",
        ),
        Need(kind="tool", name="git", places=("1.md:4",), status=Status.PASSED, found="git"),
        Need(
            kind="manual",
            name="Much patience, and then some more of it",
            places=("1.md:5", "2.md:5"),
            status=Status.MANUAL,
            reason="a person must decide",
        ),
    )
    lines = list(pretty_doctor(replace(READY, needs=needs), Style(colour=True, unicode=False)))
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines[-6:]] == [
        "          need                                     have                  how to get it",
        "  BLOCKED go >=1.21                                go is not found       https://go.dev/dl",
        "  ok      git                                      git",
        "  manual  Much patience, and then some more of it  a person must decide",
        "",
        "This machine can run guides, but lacks 1 of what these need.",
    ]


NEEDY = """\
# 1: Needs

## Prerequisites

- bash 3+
- `nosuchtool-x` 3+
- Go 999
- `NO_SUCH_VARIABLE`
- [The manual](https://example.org)

## Implementation Steps

### Step 1: Do

```bash
true
```
"""


def test_what_guides_need_is_looked_for_once_and_named_with_who_asks(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(NEEDY)
    (tmp_path / "2.md").write_text(NEEDY.replace("# 1", "# 2"))
    with Host() as place:
        found = list(Needs(tmp_path, ["1.md", "2.md"]).probe(place))
    assert [(n.kind, n.name, n.version, n.status) for n in found] == [
        ("tool", "bash", ">=3", Status.PASSED),
        ("manual", "nosuchtool-x 3+", None, Status.MANUAL),
        ("tool", "go", "==999", Status.BLOCKED),
        ("variable", "NO_SUCH_VARIABLE", None, Status.BLOCKED),
    ]
    assert all(
        n.places == (f"1.md:{line}", f"2.md:{line}")
        for n, line in zip(found, (5, 6, 7, 8), strict=True)
    )
    assert all(n.remedy for n in found if n.status is Status.BLOCKED)


def test_a_part_of_a_program_is_not_there_with_the_program_alone(tmp_path: Path) -> None:
    docker = tmp_path / "docker"
    docker.write_text('#!/bin/sh\n[ "$1" != compose ] && echo "Docker version 28.1.0"\n')
    docker.chmod(0o755)
    asked = NEEDY.replace("- bash 3+", "- Docker 20+\n- docker compose")
    (tmp_path / "1.md").write_text(asked)
    with Host(variables={"PATH": f"{tmp_path}:{os.environ['PATH']}"}) as place:
        whole, part = list(Needs(tmp_path, ["1.md"]).probe(place))[:2]
    assert (whole.name, whole.status, whole.found) == ("docker", Status.PASSED, "28.1.0")
    assert (part.name, part.status) == ("docker compose", Status.BLOCKED)
    assert part.reason == "`docker compose version` fails"


def test_without_guides_nothing_is_looked_for(tmp_path: Path) -> None:
    with Host() as place:
        assert list(Needs(tmp_path, ()).probe(place)) == []


@pytest.mark.room
def test_a_machine_that_lacks_what_a_guide_needs_is_told_and_the_command_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1.md").write_text(NEEDY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_SUCH_VARIABLE", "1")
    assert run(["doctor", "1.md", "--pass-env", "NO_SUCH_VARIABLE"]) == ExitStatus.COULD_NOT
    assert capsys.readouterr().out.endswith("lacks 1 of what these need.\n")


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
