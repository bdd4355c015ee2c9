"""`milepost adopt`, from arguments to output and exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interfaces.cli.process import milepost

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "# Greet\n\n## Say it\n\n```bash\necho hello\n```\n"


def test_the_result_is_printed_and_the_changes_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "03-greet.md").write_text(GUIDE)
    done = milepost("adopt", "03-greet.md", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(b"# 3: Greet\n\n## Overview\n")
    assert done.stderr.decode().splitlines() == [
        "03-greet.md:1: changed",
        "- # Greet",
        "+ # 3: Greet",
        "03-greet.md:3: changed",
        "- ## Say it",
        "+ ### Step 1: Say it",
        "2 lines changed, 0 lines dropped; all others stand as they were",
    ]
    assert (tmp_path / "03-greet.md").read_text() == GUIDE


def test_a_written_guide_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "greet.md").write_text(GUIDE)
    done = milepost("adopt", "--write", "greet.md", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().splitlines()[-3:] == [
        "1 line changed, 0 lines dropped; all others stand as they were",
        "its number is not known: give it with --number",
        "Next: fill in the [placeholders], then milepost check greet.md",
    ]
    assert "### Step 1: Say it\n" in (tmp_path / "greet.md").read_text()


def test_the_result_can_be_piped_and_adopted_again(tmp_path: Path) -> None:
    once = milepost("adopt", "-", "--number", "2", cwd=tmp_path, stdin=GUIDE.encode())
    again = milepost("adopt", "-", cwd=tmp_path, stdin=once.stdout)
    assert again.stdout == once.stdout
    assert again.stderr.decode().splitlines() == [
        "<stdin> has the template's form already: `milepost check` tells what it lacks"
    ]


def test_control_characters_of_a_guide_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    text = "# 1: Greet\n\n## Say\x1b[31m it\n\n```bash\necho hello\n```\n"
    done = milepost("adopt", "-", cwd=tmp_path, stdin=text.encode())
    assert b"\x1b" in done.stdout
    assert b"\x1b" not in done.stderr


def test_a_file_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    done = milepost("adopt", "absent.md", cwd=tmp_path)
    assert done.returncode == 2
    assert b"absent.md" in done.stderr
    assert b"Traceback" not in done.stderr
