"""Traps that others fell into, each as a guide that would fall into it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, write
from tests.interfaces.cli.process import COMMAND, environment

from milepost.progress.mask import discreet
from milepost.report.registry import FORMATS
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PLACES = [
    pytest.param("--no-sandbox", id="on this machine"),
    pytest.param("--network=off", id="in a room", marks=pytest.mark.room),
]


class Trap(NamedTuple):
    """A guide, how its run ends, what its report says, and what it does not say."""

    text: str
    status: int
    said: Sequence[str] = ()
    unsaid: Sequence[str] = ()


def then(code: str) -> str:
    """A second step."""
    return f"### Step 2: Then\n\n{fence(code)}"


def sees(words: str) -> str:
    return f"\n**Expected Outcome**: The output contains `{words}`.\n"


LONG = "x" * 5000
TRAPS = {
    "a fence that is shown inside a longer one": Trap(
        guide("Prose.\n\n````markdown\n" + fence("touch wrong") + "````\n")
        + then("test ! -e wrong"),
        0,
    ),
    "code that is indented": Trap(guide("Prose.\n\n    touch wrong\n") + then("! ls wrong"), 0),
    "a fence without a language": Trap(
        guide("Prose.\n\n" + fence("???", "")) + then("true"),
        0,
        ["? Step 1", "shown  (no language and no prompts)"],
    ),
    "prompts in the output": Trap(
        guide(fence("PS1='$ '; PS2='> '; printf '$ \\n> \\nbash-5.2$ '; printf 'R0 0 x- /tmp\\0'"))
        + then("echo on")
        + sees("on"),
        0,
    ),
    "a line wider than any terminal": Trap(
        guide(fence(f"A={LONG}; echo ${{#A}} {LONG}end") + sees(f"5000 {LONG}end")), 0
    ),
    "a variable of several lines": Trap(
        guide(fence("export A=$'one\\ntwo \\x01 \"q\"\\n'; exit 0"))
        + then("printf '%s' \"$A\" | od -An -c | tr -d ' \\n'; echo")
        + sees('one\\ntwo001"q"\\n'),
        0,
    ),
    "a here-document that ends with the block": Trap(
        guide("```bash\ncat <<EOF\nin it\nEOF\n```\n" + sees("in it")), 0
    ),
    "a quote that is not closed": Trap(
        guide(fence("echo 'open")), 1, ["a.md:8:", "unexpected EOF"], ["timeout"]
    ),
    "a command in the middle that fails": Trap(
        guide(fence("false\necho at last")), 1, ["$ false", "exit status 1"], ["| at last"]
    ),
    "a timeout": Trap(
        guide(fence("echo last words; sleep 1000")), 1, ["sleep 1000", "after 1.", "last words"]
    ),
    "the output of a failure": Trap(
        guide(fence("echo the only clue; exit 3")), 1, ["the only clue", "exit status 3"]
    ),
    "both streams at once": Trap(
        guide(fence("yes out | head -c 5M & yes err | head -c 5M >&2; wait; echo done")), 0
    ),
    "a trap on EXIT": Trap(
        guide(fence("trap 'touch left' EXIT; exit 0")) + then("test -e left"), 0
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", TRAPS)
def test_a_guide_is_carried_out_all_the_same(tmp_path: Path, name: str, place: str) -> None:
    trap = TRAPS[name]
    write(tmp_path, {"a.md": trap.text})
    done = milepost("run", place, "--timeout", "1s", "--no-cache", "a.md", cwd=tmp_path)
    explained = milepost("explain", "a.md", cwd=tmp_path)
    assert done.returncode == trap.status, done.stdout
    for words in trap.said:
        assert words in done.stdout + explained.stdout
    for words in trap.unsaid:
        assert words not in done.stdout


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_written_beside_the_guides(tmp_path: Path, place: str) -> None:
    write(tmp_path, {"a.md": guide(fence("touch made; git init -q repository; pwd"))})
    tmp_path.chmod(0o555)
    done = milepost("run", place, "a.md", cwd=tmp_path)
    tmp_path.chmod(0o755)
    assert done.returncode == 0, done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("place", PLACES)
def test_several_runs_at_once_share_no_name(tmp_path: Path, place: str) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    runs = []
    for number in range(4):
        code = f"test ! -e mine; echo {number} >mine; sleep 0.2; grep {number} mine; ls ~ | wc -l"
        write(tmp_path, {f"{number}/a.md": guide(fence(code))})
        runs.append(
            subprocess.Popen(
                [*COMMAND, "run", place, "--no-cache", "a.md"],
                cwd=tmp_path / str(number),
                env=environment(TMPDIR=str(temporary)),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        )
    said = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0] * 4, said
    left = [path.name for path in temporary.iterdir()]
    assert [name for name in left if not name.startswith("milepost-places-")] == []


SECRET = "s3cr3t-0f-ada"
TELLS = guide(
    "<!-- milepost: shown -->\n" + fence("never")
    + "\n```console\n$ echo say $TOKEN\nsay something\n```\n"
)  # fmt: skip
OUTCOME = guide(fence("echo $TOKEN >file; cat file") + sees("something else"))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_secret_is_in_no_report(tmp_path: Path, name: str, place: str) -> None:
    settings = 'secrets = ["TOKEN"]\n'
    write(tmp_path, {"milepost.toml": settings, "a.md": TELLS, "b.md": OUTCOME})
    options = ("--pass-env", "TOKEN", "--format", name)
    done = milepost("run", place, *options, "a.md", "b.md", cwd=tmp_path, TOKEN=SECRET)
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    assert "***" in done.stdout


@pytest.mark.parametrize("command", [("prove", "b.md"), ("run", "--update", "a.md")])
def test_a_secret_is_nowhere_else_either(tmp_path: Path, command: tuple[str, ...]) -> None:
    settings = 'secrets = ["TOKEN"]\n'
    write(tmp_path, {"milepost.toml": settings, "a.md": TELLS, "b.md": OUTCOME})
    done = milepost(*command, "--no-sandbox", cwd=tmp_path, TOKEN=SECRET)
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    assert (tmp_path / "a.md").read_text() == TELLS


class Heard(Silent):
    """Keeps the output that it is told of."""

    def __init__(self) -> None:
        self.said = ""

    def output(self, path: str, data: str) -> None:  # noqa: ARG002
        self.said += data


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_a_secret_that_comes_in_pieces_is_not_shown(size: int) -> None:
    heard = Heard()
    observer = discreet(heard, [SECRET, "s3"])
    text = f"a {SECRET} b s3 s3cr3t-0f c s"
    for start in range(0, len(text), size):
        observer.output("a.md", text[start : start + size])
    observer.command_started("a.md", 1, "next")
    assert SECRET not in heard.said
    assert heard.said.startswith("a ***")
    assert heard.said.endswith("c s")
