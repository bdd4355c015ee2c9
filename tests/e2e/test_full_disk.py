"""Disks that are full or may not be written to: nothing is half written, nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.e2e.roadmaps import fence, guide
from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

FULL = "mount -t tmpfs -o size=64k disk disk && cp given/* disk && cd disk || exit 90\n"
FILL = "head -c 1M /dev/zero > filler 2>/dev/null\n"
READ_ONLY = "mount -o remount,ro disk . || exit 90\n"
DISKS = {"full": FULL + FILL, "read-only": FULL + READ_ONLY}

FAULTY = guide(fence("echo ok")) + "\n## FAQ\n\n## Validation Checklist\n\n- [x] done\n"

WRITERS = {
    "check --fix": ("check", "--fix", "01-start.md"),
    "init": ("init",),
    "new": ("new", "Second"),
    "run --output": ("run", "--no-sandbox", "--output", "report.json", "01-start.md"),
}


def on_a_disk(folder: Path, before: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Carry a command line out on a small disk of its own; its files are printed at the end."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        pytest.skip("this machine mounts no disk for its users")
    (folder / "disk").mkdir()
    (folder / "given").mkdir()
    (folder / "given/01-start.md").write_text(FAULTY)
    script = f'{before}"$@"\necho status $?\nfind . -type f\ncmp 01-start.md ../given/01-start.md'
    return subprocess.run(
        [unshare, "-rm", "bash", "-c", script, "disk", *COMMAND, *args],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("disk", DISKS)
@pytest.mark.parametrize("command", WRITERS)
def test_a_disk_that_takes_nothing_keeps_what_it_has(
    tmp_path: Path, command: str, disk: str
) -> None:
    done = on_a_disk(tmp_path, DISKS[disk], *WRITERS[command])
    assert done.returncode == 0, done.stdout
    assert "\nstatus 2\n" in f"\n{done.stdout}"
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr
    left = set(done.stdout.rpartition("status 2\n")[2].splitlines())
    assert left <= {"./01-start.md", "./filler"}


def test_a_run_on_this_machine_needs_no_space_beside_the_guides(tmp_path: Path) -> None:
    done = on_a_disk(tmp_path, DISKS["full"], "run", "--no-sandbox", "01-start.md")
    assert "\nstatus 0\n" in done.stdout


def test_a_fix_beyond_the_size_limit_leaves_the_guide_whole(tmp_path: Path) -> None:
    path = tmp_path / "01-start.md"
    path.write_text(FAULTY)
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 0; "$@"', "limit", *COMMAND, "check", "--fix", "01-start.md"],
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot write" in done.stderr
    assert path.read_text() == FAULTY
    assert [found.name for found in tmp_path.iterdir()] == ["01-start.md"]
