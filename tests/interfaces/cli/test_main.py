from __future__ import annotations

import importlib
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from tests.interfaces.cli.process import environment, loaded_modules
from tests.interfaces.cli.process import milepost as process

import milepost
from milepost.interfaces.cli import errors
from milepost.interfaces.cli.group import COMMANDS
from milepost.interfaces.cli.group import milepost as group
from milepost.interfaces.cli.main import run
from milepost.process.errors import CannotStart
from milepost.text.error import MilepostError


def test_the_version_is_told() -> None:
    done = process("--version")
    assert done.stdout.decode() == f"milepost {milepost.__version__}\n"
    assert done.returncode == 0


def test_the_version_is_told_without_click_or_anything_heavy() -> None:
    loaded = loaded_modules("--version")
    assert "milepost.interfaces.cli.main" in loaded
    for name in ("click", "msgspec", "rich", "pyromark", "tree_sitter", "asyncio", "sqlite3"):
        assert name not in loaded


def test_an_interrupt_while_python_tidies_up_is_not_lost() -> None:
    code = (
        "import signal, threading\n"
        "from milepost.interfaces.cli import main\n"
        "class Tidied:\n"
        "    def __del__(self):\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "def run(args, **_):\n"
        "    Tidied()\n"
        "    while True: threading.Event().wait(0.01)\n"
        "main.run = run\n"
        "main.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), timeout=30
    )
    assert done.returncode == 130
    assert done.stderr == b""


def test_the_help_names_every_command_and_imports_none() -> None:
    result = CliRunner().invoke(group, ["--help"])
    assert result.exit_code == 0
    for name, summary in COMMANDS.items():
        assert name in result.output
        assert summary in result.output
    assert not {f"milepost.interfaces.cli.commands.{name}" for name in COMMANDS} & loaded_modules(
        "--help"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"\n    milepost {name}" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_says_what_it_does(name: str) -> None:
    module = importlib.import_module(f"milepost.interfaces.cli.commands.{name}")
    options = [one for one in module.command.params if isinstance(one, click.Option)]
    assert all(option.help for option in options)


USAGE = [
    (["chck"], "Did you mean 'check'?"),
    (["run", "--netwrk", "off"], "Did you mean"),
    (["run", "--network", "of"], "'of' is not one of"),
    (["run", "--set", "PORT"], "'PORT' is not NAME=value."),
    (["run", "--timeout", "soon"], "write one such as 30s"),
    (["run", "--min-coverage", "101"], "0<=x<=100"),
    (["run", "--output", "no/where.xml"], "make it first"),
    (["check", "--unsafe-fixes"], "needs --fix or --diff"),
    (["new"], "Missing argument 'NAME'"),
]


@pytest.mark.parametrize(("args", "message"), USAGE, ids=[" ".join(case[0]) for case in USAGE])
def test_wrong_usage_is_said_with_the_way_out_and_ends_with_2(
    args: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def put_in_its_place(error: BaseException) -> RuntimeError:
    """What Python 3.11 raises instead of it while a class is made."""
    raised = RuntimeError("Error calling __set_name__ on 'Field' instance")
    raised.__cause__ = error
    return raised


FAILURES = [
    (
        MilepostError("no such key", "Remove it.", path="milepost.toml"),
        2,
        "milepost: milepost.toml: no such key\n  Remove it.\n",
    ),
    (CannotStart("no room", "Install it."), 2, "milepost: no room\n  Install it.\n"),
    (
        OSError(28, "No space left on device", "a.md"),
        2,
        "milepost: a.md: No space left on device\n  Free some space on that disk and try again.\n",
    ),
    (
        ValueError("bad \x1b[31m"),
        2,
        "milepost: a fault of Milepost itself: ValueError: bad \\x1b[31m\n  Run it again with "
        "MILEPOST_DEBUG=1 and report what it prints to the project.\n",
    ),
    (KeyboardInterrupt(), 130, "Interrupted"),
    (put_in_its_place(KeyboardInterrupt()), 130, "milepost: Interrupted.\n"),
    (put_in_its_place(ValueError("bad")), 2, "RuntimeError: Error calling __set_name__"),
]


@pytest.mark.parametrize(
    ("error", "status", "message"),
    FAILURES,
    ids=[repr(case[0]) for case in FAILURES],
)
def test_whatever_goes_wrong_is_said_without_a_traceback(
    error: BaseException,
    status: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("MILEPOST_DEBUG", raising=False)
    monkeypatch.setitem(COMMANDS, "fail", "Fail.")
    monkeypatch.setattr(group, "get_command", lambda *_: failing(error))
    assert errors.guarded(["fail"]) == status
    assert message in capsys.readouterr().err


def failing(error: BaseException) -> click.Command:
    """A command that fails so."""

    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


def test_debug_shows_the_traceback_and_ends_with_2_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(group, "get_command", lambda *_: failing(ValueError("bad")))
    monkeypatch.delenv("MILEPOST_DEBUG", raising=False)
    assert errors.guarded(["--debug", "fail"]) == 2
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setenv("MILEPOST_DEBUG", "1")
    assert errors.guarded(["fail"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_shell_completes_commands_and_options() -> None:
    done = process(_MILEPOST_COMPLETE="bash_complete", COMP_WORDS="milepost ch", COMP_CWORD="1")
    assert done.stdout.decode().split() == ["plain,check"]
    done = process(
        _MILEPOST_COMPLETE="bash_complete", COMP_WORDS="milepost run --no", COMP_CWORD="2"
    )
    assert "plain,--no-sandbox" in done.stdout.decode().split()


def ended(code: str) -> tuple[int, str]:
    """The exit status and the output of a process that calls `main` after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"from milepost.interfaces.cli import main as program\n{code}"],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


INTERRUPTS = {
    "anywhere": "raise KeyboardInterrupt\n",
    "while a class is made": "class Made: part = Part()\n",
}


@pytest.mark.parametrize("interrupt", INTERRUPTS.values(), ids=INTERRUPTS)
def test_an_interrupt_during_the_imports_ends_with_130(interrupt: str) -> None:
    code = (
        "class Part:\n"
        "    def __set_name__(self, owner, name):\n"
        "        raise KeyboardInterrupt\n"
        "def run(_, **__):\n"
        f"    {interrupt}"
        "program.run = run\n"
        "program.main()\n"
    )
    assert ended(code) == (130, "")


def test_another_error_during_the_imports_is_not_taken_for_an_interrupt() -> None:
    code = (
        "def run(_, **__): raise RuntimeError(2) from ValueError()\n"
        "program.run = run\n"
        "program.main()\n"
    )
    status, said = ended(code)
    assert status == 1
    assert "RuntimeError: 2" in said


def test_the_status_of_a_command_is_the_status_of_the_process() -> None:
    done = process("rule", "MP999")
    assert done.returncode == 2
    assert b"MP999" in done.stderr


def test_what_is_to_be_done_at_the_end_is_done() -> None:
    code = (
        "import atexit, sys\n"
        "atexit.register(print, 'the end', flush=True)\n"
        "program.run = lambda _, **__: print('begun') or 3\n"
        "program.main()\n"
    )
    assert ended(code) == (3, "begun\nthe end\n")


def test_an_interrupt_at_the_very_end_does_not_keep_it_from_being_done() -> None:
    code = (
        "import atexit, os, signal\n"
        "def end():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print('the end', flush=True)\n"
        "atexit.register(end)\n"
        "program.run = lambda _, **__: 5\n"
        "program.main()\n"
    )
    assert ended(code) == (5, "the end\n")


def test_threads_are_waited_for() -> None:
    code = (
        "import threading\n"
        "gate = threading.Event()\n"
        "threading.Thread(target=lambda: gate.wait(30) and print('the end')).start()\n"
        "threading._register_atexit(gate.set)\n"
        "program.run = lambda _, **__: 4\n"
        "program.main()\n"
    )
    assert ended(code) == (4, "the end\n")
