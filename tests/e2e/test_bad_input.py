"""Input that no guide should be, and machines that do not give what is asked of them.

Whatever it is: a clear message with a remedy, the right exit status, no traceback.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, write
from tests.interfaces.cli.process import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "check": ("check",),
    "explain": ("explain",),
    "run": ("run", "--no-sandbox", "--network", "off"),
}
GOOD = guide(fence("echo ok") + "\n**Expected Outcome**: The output contains `ok`.")
MIB = 1 << 20


def is_clear(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it ended without a word on Milepost's own insides."""
    said = done.stdout + done.stderr
    return "Traceback" not in said and "a fault of Milepost" not in said


class Refused(NamedTuple):
    """A file that is no guide."""

    make: Callable[[Path], object]
    says: str


REFUSED = {
    "binary": Refused(lambda path: path.write_bytes(bytes(range(256)) * 64), "binary"),
    "50 MB": Refused(lambda path: path.write_bytes(b"text text\n" * (5 * MIB)), "may have 5 MiB"),
    "Latin-1": Refused(lambda path: path.write_bytes(b"# 1: Caf\xe9\n"), "not UTF-8"),
    "UTF-16": Refused(lambda path: path.write_bytes("# 1: A\n".encode("utf-16")), "UTF-16"),
    "pipe": Refused(os.mkfifo, "pipe or a device"),
    "link to itself": Refused(lambda path: path.symlink_to(path), "circle"),
    "link to nothing": Refused(lambda path: path.symlink_to("nowhere"), "no such file"),
    "folder without guides": Refused(lambda path: path.mkdir(), "no guides in"),
    "nothing": Refused(Path.exists, "no such file"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_guide_is_refused_with_a_remedy(tmp_path: Path, name: str, command: str) -> None:
    refused = REFUSED[name]
    refused.make(tmp_path / "guide.md")
    done = milepost(*COMMANDS[command], "guide.md", cwd=tmp_path)
    said = done.stdout + done.stderr
    assert done.returncode == 2
    assert is_clear(done)
    assert "guide.md" in said
    assert refused.says in said
    assert "\n  " in said, "a remedy stands on a line of its own"


ODD = {
    "CRLF": GOOD.replace("\n", "\r\n"),
    "CR": GOOD.replace("\n", "\r"),
    "BOM": f"\ufeff{GOOD}",
    "a table of 10,000 rows": f"{GOOD}## Common Issues and Solutions\n\n| Issue | Solution |\n"
    "|---|---|\n" + "".join(f"| Fault `E{n}` | Mend {n} |\n" for n in range(10_000)),
    "100 levels of lists": GOOD + "".join(f"{'  ' * n}- level {n}\n" for n in range(100)),
    "5,000 levels of quotes": GOOD + ">" * 5_000 + " deep\n",
    "2,000 levels of lists in a line": GOOD + "- " * 2_000 + "deep\n",
    "50,000 brackets": GOOD + "[" * 50_000 + "\n",
    "20,000 stars": GOOD + "*a " * 20_000 + "\n",
    "a line of 4 MB": GOOD + "x" * (4 * MIB) + "\n",
    "no newline at its end": GOOD.rstrip(),
    "control characters": GOOD + "\x1b[31mred\x07\x08\x7f\u202e\n",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_guide_is_still_read_and_carried_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "guide.md").write_bytes(ODD[name].encode())
    for command, status in (("check", 1), ("explain", 0), ("run", 0)):
        done = milepost(*COMMANDS[command], "guide.md", cwd=tmp_path)
        assert done.returncode == status, done.stderr
        assert is_clear(done)
        assert "\x1b" not in done.stdout


EMPTY = {
    "nothing": "",
    "blanks": "\n \n\t\n",
    "prose": "# 1: Prose\n\nNothing to do here.\n",
    "a block that is only shown": guide(fence("fn main() {}", "rust")),
    "a block that is skipped": guide('<!-- milepost: skip="later" -->\n' + fence("echo ok")),
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_run_in_which_nothing_was_executed_does_not_pass(tmp_path: Path, name: str) -> None:
    (tmp_path / "guide.md").write_text(EMPTY[name])
    done = milepost(*COMMANDS["run"], "guide.md", cwd=tmp_path)
    assert done.returncode == 1
    assert is_clear(done)
    assert "Run passed" not in done.stdout


class Setting(NamedTuple):
    """A configuration that cannot be used."""

    files: dict[str, str]
    says: str


SETTINGS = {
    "broken TOML": Setting({"milepost.toml": "name =\n"}, "milepost.toml:1:"),
    "unknown key": Setting({"milepost.toml": "\ntemplat = ''\n"}, "Did you mean `template`?"),
    "wrong type": Setting({"milepost.toml": "min-coverage = 'x'\n"}, "`min-coverage`"),
    "out of range": Setting({"milepost.toml": "min-coverage = 101\n"}, "`min-coverage`"),
    "unknown rule": Setting({"milepost.toml": "[rules]\nnope = 'off'\n"}, "no rule `nope`"),
    "unknown level": Setting({"milepost.toml": "[rules]\nMP203 = 'no'\n"}, "A level is"),
    "missing template": Setting({"milepost.toml": "template = 'no.md'\n"}, "`no.md` cannot"),
    "empty template": Setting({"milepost.toml": "template = 't'\n", "t": ""}, "no sections"),
    "binary template": Setting({"milepost.toml": "template = 't'\n", "t": "\0"}, "binary"),
    "folder": Setting({"milepost.toml/x": ""}, "it is a folder"),
    "pyproject": Setting({"pyproject.toml": "[tool.milepost]\nx = 1\n"}, "pyproject.toml:2:1"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_wrong_configuration_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    write(tmp_path, SETTINGS[name].files)
    (tmp_path / "guide.md").write_text(GOOD)
    done = milepost("check", "guide.md", cwd=tmp_path)
    assert done.returncode == 2
    assert is_clear(done)
    assert SETTINGS[name].says in done.stderr
    assert "\n  " in done.stderr, "a remedy stands on a line of its own"


MISSING = {
    "command": (guide(fence("nosuchtool --version")), 1, "nosuchtool"),
    "interpreter of a file": (
        guide(fence("printf '#!/no/such\\n' > x; chmod +x x; ./x")),
        1,
        "./x",
    ),
    "tool": (
        "# 1: A\n\n## Prerequisites\n\n- Elixir 1.15+\n\n" + GOOD.partition("\n\n")[2],
        2,
        "elixir is not found",
    ),
    "version": (
        "# 1: A\n\n## Prerequisites\n\n- Python 99+\n\n" + GOOD.partition("\n\n")[2],
        2,
        "needs >=99",
    ),
    "variable": (
        "# 1: A\n\n## Prerequisites\n\n- `NO_SUCH_KEY` set\n\n" + GOOD.partition("\n\n")[2],
        2,
        "export NO_SUCH_KEY=",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    text, status, says = MISSING[name]
    (tmp_path / "guide.md").write_text(text)
    done = milepost(*COMMANDS["run"], "guide.md", cwd=tmp_path)
    assert done.returncode == status
    assert is_clear(done)
    assert says in done.stdout


USAGE = {
    "empty path": ("check", ""),
    "unknown command": ("chekc",),
    "unknown option": ("run", "--formt", "json"),
    "bad time": ("run", "--timeout", "soon"),
    "bad value": ("run", "--set", "name"),
    "output into a folder that is not there": ("run", "--output", "no/report.xml"),
    "a path that is too long": ("check", "a" * 5_000),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_ends_with_2(tmp_path: Path, name: str) -> None:
    done = milepost(*USAGE[name], cwd=tmp_path)
    assert done.returncode == 2
    assert is_clear(done)


NAMES = ["a b.md", "größe 日本.md", "new\nline.md", "-dash.md", "quote'\".md", "$(id).md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD)
    for command, status in (("check", 1), ("run", 0)):
        done = milepost(*COMMANDS[command], "--", name, cwd=tmp_path)
        assert done.returncode == status, done.stderr
        assert is_clear(done)


def test_a_name_that_is_no_text_is_shown_with_escapes(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text(GOOD)
    for format_name in ("pretty", "json", "sarif", "junit", "github"):
        done = milepost("check", "--format", format_name, ".", cwd=tmp_path)
        assert done.returncode == 1
        assert is_clear(done)


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-start.md": GOOD})
    (tmp_path / "milestones/again").symlink_to(".")
    done = milepost("check", "--format", "json", cwd=tmp_path)
    assert '"files": 1' in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("command", [("check",), ("check", "--fix"), ("explain",)])
def test_guides_that_vanish_while_they_are_read_are_told_and_the_others_read(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    names = [f"milestones/{number:04}-start.md" for number in range(1_000)]
    write(tmp_path, dict.fromkeys(names, GOOD))
    process = subprocess.Popen(
        [*COMMAND, *command],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for name in reversed(names[10:]):
        (tmp_path / name).unlink()
    out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1, 2)
    assert "Traceback" not in out + err
    assert "a fault of Milepost" not in out + err
    left = {str(path.relative_to(tmp_path)) for path in (tmp_path / "milestones").iterdir()}
    assert left == set(names[:10]), "a fix does not bring back what was removed"


def test_a_guide_that_is_gone_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-start.md": GOOD})
    (tmp_path / "milestones/02-gone.md").symlink_to("nowhere")
    done = milepost("check", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert "02-gone.md" in done.stdout
    assert "01-start.md" in done.stdout


class Machine(NamedTuple):
    """Surroundings, as a shell line that ends in the command, and how a run ends there."""

    script: str
    status: int


MACHINES = {
    "standard input closed": Machine('"$@" <&-', 0),
    "standard output closed": Machine('"$@" >&-', 0),
    "standard error closed": Machine('"$@" 2>&-', 0),
    "all closed": Machine('"$@" <&- >&- 2>&-', 0),
    "output on a full disk": Machine('"$@" >/dev/full', 2),
    "no home": Machine('unset HOME; "$@"', 0),
    "a home that is not there": Machine('HOME=/no/such "$@"', 0),
    "no temporary folder": Machine('TMPDIR=/no/such "$@"', 0),
    "no UTF-8": Machine('LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 "$@"', 0),
    "Latin-1": Machine('PYTHONUTF8=0 PYTHONIOENCODING=latin-1 "$@"', 0),
    "the current folder removed": Machine('mkdir x; cd x; rmdir ../x; "$@"', 2),
    "few descriptors": Machine('ulimit -n 256; "$@"', 0),
}
UNICODE = guide(fence("echo grüße 日本") + "\n**Expected Outcome**: You see `grüße 日本`.")


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize(
    "place", ["--no-sandbox", pytest.param("--network=off", marks=pytest.mark.room)]
)
def test_a_run_ends_well_in_odd_surroundings(tmp_path: Path, name: str, place: str) -> None:
    (tmp_path / "grün.md").write_text(UNICODE)
    machine = MACHINES[name]
    command = [*COMMAND, "run", place, str(tmp_path / "grün.md")]
    done = subprocess.run(
        ["bash", "-c", machine.script, "surroundings", *command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=60,
    )
    assert done.returncode == machine.status, done.stderr
    assert is_clear(done)


def test_the_version_on_a_full_disk_is_an_error_and_not_a_traceback(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=tmp_path,
            check=False,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_200_megabytes_of_output_are_read_in_seconds_and_kept_in_part(tmp_path: Path) -> None:
    flood = guide(fence("yes 'a line of the flood' | head -c 200000000; echo at last; false"))
    (tmp_path / "guide.md").write_text(flood)
    done = milepost(*COMMANDS["run"], "guide.md", cwd=tmp_path, timeout=20)
    assert done.returncode == 1
    assert "at last" in done.stdout
    assert len(done.stdout) < 10_000


def test_a_flood_of_escape_sequences_does_not_reach_the_terminal(tmp_path: Path) -> None:
    code = "for i in {1..9999}; do printf '\\033]0;title\\007\\033[2J\\033[31mred'; done; false"
    (tmp_path / "guide.md").write_text(guide(fence(code)))
    done = milepost(*COMMANDS["run"], "guide.md", cwd=tmp_path)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr
    assert len(done.stdout) < 10_000


@pytest.mark.slow
def test_a_thousand_blocks_are_carried_out(tmp_path: Path) -> None:
    blocks = "\n".join(fence(f"echo {n}") for n in range(1_000))
    (tmp_path / "guide.md").write_text(guide(blocks))
    done = milepost(*COMMANDS["run"], "guide.md", cwd=tmp_path, timeout=30)
    assert done.returncode == 0
