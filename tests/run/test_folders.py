"""What verify knows of where a guide's reader stands, and what it says where it does not."""

from __future__ import annotations

import os
import venv
from typing import TYPE_CHECKING

import pytest
from tests.run.verified import plan_of, program, recorded, step, verify

from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.folders import Stand, conda_names_of, environments_of, follow, stand_after
from milepost.run.programs import commands_of, look_up
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import CheckResult


def stand_of(code: str) -> Stand:
    return stand_after(plan_of(step(1, code, "You are there.")).steps)


def check_of(steps: str, workspace: Path) -> CheckResult:
    """The last check of the last step."""
    return verify(steps, workspace).steps[-1].outcomes[-1].checks[-1]


@pytest.mark.parametrize(
    ("code", "folder"),
    [
        ("pushd app", "app"),
        ("pushd app >/dev/null", "app"),
        ("pushd app\npushd ../lib", "lib"),
        ("pushd app\ncd src\npopd", "."),
        ("cd app\npushd src\npopd > /dev/null", "app"),
        ("pushd app\npushd", "."),
        ("pushd app\npushd\npushd", "app"),
        ("pushd", "."),
        ("popd", "."),
        ("cd app || exit 1", "app"),
        ("cd -- app 2>/dev/null", "app"),
        ("cd app\ncd -", "."),
        ('cd app\npushd "$X"\npopd', "app"),
        ('cd "$X"\ncd -', "."),
        ("(\ncd app\nls\n)", "."),
        ('DIR=app; cd "$DIR"', "app"),
        ("export DIR=app\ncd $DIR/src", "app/src"),
        ("export -x DIR=app LIB=lib\ncd ${DIR}/$LIB", "app/lib"),
        ('DIR="my app"\ncd "$DIR"', "my app"),
        ("A=app B=src\nC=$A/$B\npushd $C", "app/src"),
        ("mkdir -p app && DIR=app && cd $DIR", "app"),
        ("DIR=lib\nif true; then ls; fi\nDIR=app\ncd $DIR", "app"),
        ("for x in a b; do\ncase $x in a) ls;; esac\ndone\nDIR=app\ncd $DIR", "app"),
        ("DIR=app\nmake DIR=lib\ncd $DIR", "app"),
        ("cd `pwd`/app", "app"),
        ("cd app\nHERE=$(pwd)\ncd src\ncd $HERE/lib", "app/lib"),
        ("TOP=${PWD}\ncd app\ncd $TOP", "."),
        ("(\ncd app\n)\ncd lib", "lib"),
    ],
)
def test_a_folder_that_the_text_tells_is_followed_without_doubt(code: str, folder: str) -> None:
    found = stand_of(code).folder
    assert (found.path, found.doubt) == (folder, None)


@pytest.mark.parametrize(
    "command",
    [
        'cd "$DIR"',
        "cd $(mktemp -d)",
        "cd $HOME/x",
        "DIR=app make; cd $DIR",
        'DIR="my app$X"\ncd "$DIR"',
        "DIR=$(mktemp -d)\ncd $DIR",
        "DIR=app\nread DIR\ncd $DIR",
        "DIR=app\nunset DIR\ncd $DIR",
        "DIR=app\nprintf -v DIR lib\ncd $DIR",
        "DIR=app\nfor DIR in a b; do :; done\ncd $DIR",
        "DIR=app\nif true; then DIR=lib; fi\ncd $DIR",
        "DIR=app\nif true; then\nDIR=lib\nfi\ncd $DIR",
        "DIR=app\nenter() {\nDIR=lib\n}\ncd $DIR",
        "DIR=app\nenter() { DIR=lib; }\ncd $DIR",
        "DIR=app\n[ -d lib ] || DIR=lib\ncd $DIR",
        "DIR=app\nDIR+=/x\ncd $DIR",
        "DIR=app\n. ./env.sh\ncd $DIR",
        "DIR=app\neval $X\ncd $DIR",
        "DIR='$X'\ncd $DIR",
        "cd /srv\nDIR=$PWD\ncd $DIR",
        "DIR=/srv/app\ncd $DIR",
        "(DIR=app)\ncd $DIR",
        "cd ${DIR:-app}",
        "cd ~/x",
        "cd",
        "cd /srv/x",
        "cd ../..",
        "cd app-*",
        'pushd "$DIR"',
        "pushd +1",
    ],
)
def test_a_folder_that_the_text_does_not_tell_is_doubted(command: str) -> None:
    found = stand_of(f"echo\n{command}\ncd src").folder
    *_, last = command.replace("; cd", "\ncd").split("\n")
    line = 9 + command.count("\n")
    assert (found.path, found.doubt) == ("src", f"where line {line}'s `{last}` leads is not known")


def test_a_popd_to_a_numbered_folder_is_doubted() -> None:
    assert (
        stand_of("pushd app\npopd +1").folder.doubt == "where line 9's `popd +1` leads is not known"
    )


def test_a_bar_within_quotes_does_not_hide_that_a_folder_is_not_known() -> None:
    assert stand_of('cd app\ncd "$(ls | head -n 1)"').folder.doubt is not None


def test_a_folder_of_a_directive_is_doubted_where_it_is_absolute() -> None:
    text = "### Step 1: A\n\n```bash cwd=/srv\nls\n```\n\n**Expected Outcome**: `ls` exits 0.\n"
    (_, _, stand), *_ = follow(plan_of(text).steps)
    assert stand.folder.doubt == "where line 7's `cwd=/srv` leads is not known"


@pytest.mark.parametrize(
    ("code", "environment"),
    [
        ("source .venv/bin/activate", ".venv"),
        (". venv/bin/activate && pip list", "venv"),
        ("cd app\n. .venv/bin/activate", "app/.venv"),
        ("cd .venv\nsource bin/activate", ".venv"),
        ('cd "$X"\n. .venv/bin/activate', ".venv"),
        (". .venv/bin/activate\ndeactivate", None),
        (". ~/envs/it/bin/activate", None),
        (". ../it/bin/activate", None),
        ("V=.venv\n. $V/bin/activate\ndeactivate\n. $V/bin/activate", ".venv"),
        ("conda activate it", None),
        ("conda activate ./env", "env"),
        ("mamba activate ./env && conda deactivate", None),
        ("conda create -n it", None),
        ("conda activate $X", None),
        (". ./activate.sh", None),
    ],
)
def test_an_activated_environment_is_followed(code: str, environment: str | None) -> None:
    plan = plan_of(step(1, code, "You are there."))
    found = stand_after(plan.steps).environment
    assert (found.path if found else None) == environment
    assert environments_of(plan) == (() if environment is None else (environment,))


@pytest.mark.parametrize("holds", [True, False])
def test_a_check_in_a_folder_that_is_not_known_says_so(workspace: Path, holds: bool) -> None:
    if holds:
        (workspace / "x.txt").write_text("hi\n")
    for outcome in ("`cat x.txt` prints `hi`.", "The file `x.txt` exists."):
        check = check_of(step(1, 'cd "$DIR"', outcome), workspace)
        assert check.status is (Status.PASSED if holds else Status.FAILED)
        said = 'asked in the workspace: where line 8\'s `cd "$DIR"` leads is not known'
        assert check.reason == said


def test_a_doubted_folder_that_is_not_there_says_both(workspace: Path) -> None:
    check = check_of(step(1, "cd ~/x\ncd src", "`ls` exits 0."), workspace)
    assert check.status is Status.FAILED
    assert check.reason == (
        "the folder `src` is not there; asked in `src`: where line 8's `cd ~/x` leads is not known"
    )


def test_a_check_of_the_network_has_no_folder_to_doubt(workspace: Path) -> None:
    check = check_of(step(1, 'cd "$DIR"', "Port 64999 is free."), workspace)
    assert (check.status, check.reason) == (Status.PASSED, None)


@pytest.mark.parametrize("code", ["true", "false"])
def test_failed_tests_say_that_their_folder_is_not_known(workspace: Path, code: str) -> None:
    text = step(1, "cd $(mktemp -d)", "You are there.") + f"## Testing\n\n```bash\n{code}\n```\n"
    testing = verify(text, workspace).testing
    assert testing is not None
    told = "asked in the workspace: where line 8's `cd $(mktemp -d)` leads" in (
        testing.reason or ""
    )
    assert told is (testing.status is Status.FAILED) is (code == "false")
    command = testing.blocks[0].commands[0]
    assert (command.reason or "").startswith("asked in the workspace") is told


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("conda create -n it python=3.12 -y\nconda activate it", ("it",)),
        ("micromamba activate", ("base",)),
        ("N=it\nmamba activate $N", ("it",)),
        ("conda activate it\nconda deactivate", ()),
        ("conda install x", ()),
    ],
)
def test_the_names_of_condas_environments_are_known(code: str, names: tuple[str, ...]) -> None:
    assert conda_names_of(plan_of(step(1, code, "You are there."))) == names


@pytest.mark.parametrize("kept", ["envs", "base", "workspace", "nowhere"])
def test_an_environment_of_conda_is_used_where_it_is_there(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONDA_EXE", str(tmp_path / "conda" / "bin" / "conda"))
    for name in ("CONDA_PREFIX", "CONDA_DEFAULT_ENV", "CONDA_ENVS_PATH", "MAMBA_ROOT_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    name, folder = {
        "envs": ("it", tmp_path / "conda" / "envs" / "it"),
        "base": ("base", tmp_path / "conda"),
        "workspace": ("./it", workspace / "it"),
        "nowhere": ("it", tmp_path / "elsewhere"),
    }[kept]
    (folder / "conda-meta").mkdir(parents=True)
    (folder / "bin").mkdir()
    program(folder / "bin", "wordy", "echo $CONDA_PREFIX")
    text = step(1, f"conda activate {name}", f"`wordy x || echo none` prints `{folder}`.")
    check = check_of(text, workspace)
    assert check.status is (Status.FAILED if kept == "nowhere" else Status.PASSED)
    said = "no environment of conda is called `it`" in (check.reason or "")
    assert said is (kept == "nowhere")
    plan = plan_of(text)
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        found = look_up(commands_of(plan), session, environments_of(plan), conda_names_of(plan))
        session.close()
    wanted = [] if kept == "nowhere" else [f"{folder}/bin/wordy"]
    assert [one.path for one in found if one.name == "wordy" and "/bin/wordy" in one.path][
        :1
    ] == wanted


def environment(folder: Path, name: str = "wordy") -> None:
    """A virtual environment with a program that prints `hi`."""
    venv.create(folder, symlinks=True)
    program(folder / "bin", name, "echo hi")


def test_checks_and_tests_have_the_environment_that_the_steps_activate(workspace: Path) -> None:
    environment(workspace / "app" / ".venv")
    python = "`python -c 'import os, sys; print(os.path.relpath(sys.prefix))'` prints `.venv`."
    text = (
        step(1, "cd app\npython3 -m venv .venv\n. .venv/bin/activate", "`wordy x` prints `hi`.")
        + step(2, "ls", python)
        + step(3, "deactivate", "`wordy x || echo none` prints `none`.")
        + step(4, "source .venv/bin/activate", "You are in it.")
        + "## Testing\n\n```bash\nwordy\n```\n\n"
        + "## Validation Checklist\n\n- [ ] `wordy x` prints `hi`\n"
    )
    result = verify(text, workspace)
    assert [step.status for step in result.steps[:3]] == [Status.PASSED] * 3
    assert result.testing is not None
    assert result.testing.status is Status.PASSED
    assert result.checklist[0].status is Status.PASSED


def test_what_the_readers_activation_does_beyond_the_paths_is_not_done(workspace: Path) -> None:
    environment(workspace / ".venv")
    (workspace / ".venv" / "bin" / "activate").write_text("cat() { echo hi; }\n")
    check = check_of(step(1, ". .venv/bin/activate", "`cat x.txt` prints `hi`."), workspace)
    assert check.status is Status.FAILED


def test_an_environment_that_is_not_there_is_told_of_where_programs_are(workspace: Path) -> None:
    said = "asked without line 8's `source .venv/bin/activate`: no environment is there"
    for outcome, reason in (("`ls x` exits 0.", said), ("The file `x.txt` exists.", None)):
        check = check_of(step(1, "source .venv/bin/activate", outcome), workspace)
        assert (check.status, check.reason) == (Status.FAILED, reason)


@pytest.mark.parametrize("active", [True, False])
def test_an_environment_that_lies_elsewhere_is_the_readers_to_activate(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, active: bool
) -> None:
    if active:
        monkeypatch.setenv("VIRTUAL_ENV", "/srv/it")
    else:
        monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    environment(workspace / ".venv")
    text = step(1, ". .venv/bin/activate\n. ~/it/bin/activate", "`ls` exits 0.")
    check = check_of(text, workspace)
    assert check.status is Status.PASSED
    assert (check.reason or "").endswith("`milepost verify`") is not active


@pytest.mark.parametrize(
    ("name", "listed", "installed"),
    [
        ("wordy", False, True),
        ("grep", False, False),
        ("grep", True, True),
        ("python", False, False),
    ],
)
def test_a_program_of_the_system_that_an_environment_stands_in_for_must_be_of_a_package(
    workspace: Path, name: str, listed: bool, installed: bool
) -> None:
    environment(workspace / ".venv")
    (workspace / ".venv" / "bin" / name).unlink(missing_ok=True)
    program(workspace / ".venv" / "bin", name)
    if listed:
        library = next((workspace / ".venv" / "lib").glob("python*")) / "site-packages"
        (library / "it-1.dist-info").mkdir()
        line = f"../../../bin/{name},{recorded(workspace / '.venv' / 'bin' / name)}\n"
        (library / "it-1.dist-info" / "RECORD").write_text(line)
    plan = plan_of(step(1, ". .venv/bin/activate", f"`{name} x` exits 0."))
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        found = look_up(commands_of(plan), session, environments_of(plan))
        session.close()
    seen = [one for one in found if one.path.startswith(os.fspath(workspace))]
    assert [one.installed for one in seen] == [installed]


def test_the_python_of_an_environment_is_a_tool(workspace: Path) -> None:
    environment(workspace / ".venv")
    plan = plan_of(step(1, ". .venv/bin/activate", "`python -V` exits 0."))
    with Host(workspace) as place:
        session = Session(place, RunSettings(), Silent(), "01.md")
        found = look_up(commands_of(plan), session, environments_of(plan))
        session.close()
    assert all(one.installed for one in found)
    assert f"{workspace}/.venv/bin/python" in {one.path for one in found}
