from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "packages.sh"


def ask(*entries: str, path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, *entries], env={"PATH": path}, capture_output=True, text=True)


def test_it_is_silent_when_everything_is_there() -> None:
    done = ask("coreutils:ls", "bash:bash", path="/usr/bin:/bin")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_commands_of_administrators_are_found_off_the_path(tmp_path: Path) -> None:
    assert ask("mount:mkfs", "login:nologin", path=str(tmp_path)).returncode == 0


def test_it_says_what_to_install_where_it_may_not(tmp_path: Path) -> None:
    done = ask("coreutils:ls", "one:absent-one", "two:absent-two", path=f"{tmp_path}")
    assert done.returncode == 1
    assert "There is no apt-get on this machine." in done.stderr
    assert "sudo apt-get install coreutils one two" in done.stderr


def test_it_installs_only_what_is_missing(tmp_path: Path) -> None:
    log = tmp_path / "log"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >>{log}\n')
    apt.chmod(0o755)
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    sudo.chmod(0o755)
    done = ask("coreutils:ls", "one:absent-one", path=f"{tmp_path}:/usr/bin:/bin")
    assert done.returncode == 0
    assert log.read_text().split() == ["install", "-y", "-q", "--no-install-recommends", "one"]


def test_old_package_lists_are_brought_up_to_date_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$1" >>{log}\necho no such package\n[ "$1" = update ]\n')
    apt.chmod(0o755)
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n')
    sudo.chmod(0o755)
    done = ask("one:absent-one", path=f"{tmp_path}:/usr/bin:/bin")
    assert done.returncode == 1
    assert log.read_text().split() == ["install", "update", "install"]
    assert "no such package" in done.stderr
    assert "sudo apt-get install one" in done.stderr
