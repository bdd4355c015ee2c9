"""The shell that lives through a guide: what survives, what ends, and what is seen of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from milepost.run.shell import State
from milepost.run.terminal import Terminal

if TYPE_CHECKING:
    from milepost.process.place import Place

TIMEOUT = 20.0

# Title, blocks run one after the other, output and exit status of the last of them.
SURVIVES: list[tuple[str, list[str], str, int]] = [
    ("a directory", ["mkdir -p d/e && cd d/e", "basename $PWD"], "e\n", 0),
    ("a variable", ["A=1", "echo $A"], "1\n", 0),
    ("an array", ["declare -A m=([a]='b c')", 'echo "${m[a]}"'], "b c\n", 0),
    ("an exported variable", ["export A=1", "bash -c 'echo $A'"], "1\n", 0),
    ("a function", ["f() {\n  echo f $1\n}", "f x"], "f x\n", 0),
    ("an alias", ["alias ll='echo LL'", "ll x"], "LL x\n", 0),
    ("an option", ["shopt -s nullglob", "shopt -q nullglob && echo yes"], "yes\n", 0),
    ("the exit status", ["(exit 3)", "echo $?"], "3\n", 0),
    ("the last argument", ["mkdir -p sub", "cd $_ && basename $PWD"], "sub\n", 0),
    ("a failing command", ["A=1; false; A=2", "echo $A"], "1\n", 0),
    ("a failing command in a loop", ["for i in 1 2; do A=$i; false; done", "echo $A"], "1\n", 0),
    ("an unknown command", ["A=1; nosuch", "echo $A"], "1\n", 0),
    ("an unset variable under -u", ["A=1; set -u; echo $nope; A=2", "echo $A"], "1\n", 0),
    ("a failing expansion", ["A=1; echo ${nope?missing}; A=2", "echo $A"], "1\n", 0),
    ("set -e in its block alone", ["set -e", "echo $-  | tr -dc e", "echo on"], "on\n", 0),
    ("set -e and a failure", ["A=1; set -e; false; A=2", "false || echo $A"], "1\n", 0),
    ("set -e and a negation", ["A=1; set -e; ! true", "echo $A"], "1\n", 0),
    ("pipefail", ["set -o pipefail", "false | true"], "", 1),
    ("no pipefail", ["false | true"], "", 0),
    ("exit", ["cd /; A='x\ny'; f() { echo \"$A$PWD\"; }", "exit 3", "f"], "x\ny/\n", 0),
    ("exit and an unset variable", ["unset HOME", "exit 3", "echo ${HOME-none}"], "none\n", 0),
    ("exit and an alias", ["alias ll='echo LL'", "exit", "ll"], "LL\n", 0),
    ("kill", ["A=1", "kill -9 $$", "echo $A"], "1\n", 0),
    ("exec of a program", ["A=1", "exec true", "echo $A"], "1\n", 0),
    ("exec of no program", ["A=1; exec nosuch", "echo $A"], "1\n", 0),
    ("descriptors 3 and 4 closed", ["exec 3>&- 4>&-", "echo on"], "on\n", 0),
    ("descriptors 3 and 4 used", ["exec 3>f 4<f; echo x >&3", "cat f"], "x\n", 0),
    ("output sent away", ["exec 5>&1 >f", "echo a", "exec >&5; cat f"], "a\n", 0),
    ("functions named like builtins", ["printf() { :; }; trap() { :; }; A=1", "echo $A"], "1\n", 0),
    ("another IFS", ["IFS=,", "x='a,b'; echo $x"], "a b\n", 0),
    ("another PS4 and -x", ["PS4='> '; set -x", "set +x; echo a"], ">> set +x\na\n", 0),
    ("noclobber", ["set -C", "echo a > new; cat new"], "a\n", 0),
    ("a removed directory", ["mkdir gone; cd gone; rmdir ../gone", "cd ..; echo on"], "on\n", 0),
    ("break outside a loop", ["break 2>/dev/null", "echo on"], "on\n", 0),
    ("return", ["return 4", "echo $?"], "4\n", 0),
    ("an EXIT trap in a subshell", ["(trap 'echo bye' EXIT; echo hi)"], "hi\nbye\n", 0),
    ("a DEBUG trap", ["trap 'echo dbg' DEBUG", "echo on"], "on\n", 0),
    ("a RETURN trap", ["trap 'echo ret' RETURN", "echo on"], "on\n", 0),
    ("carriage returns", ["if true\r\nthen\r\n  echo a\r\nfi\r\n"], "a\n", 0),
    (
        "a trap on ERR of a sourced file",
        ["echo \"trap 'echo err' ERR\" > f; . ./f; false", "echo $?"],
        "1\n",
        0,
    ),
    ("a failure of a plain command", ["ls nosuch", "echo $?"], "2\n", 0),
    ("a plain command's last argument", ["cat /dev/null", "echo $_"], "/dev/null\n", 0),
    ("plain commands", ["true x", "ls nosuch", "true y", "echo $? $_"], "0 y\n", 0),
    ("failglob and -e", ["set -e; shopt -s failglob", "ls *.none", "echo $?"], "1\n", 0),
    ("positions", ["set -- a b", "echo $2"], "b\n", 0),
    (
        "exit and options",
        [
            "shopt -s extglob; set +B -f; shopt -u sourcepath; f() { [[ $1 == @(a|b) ]]; }",
            "exit",
            "f a && echo {a,b} * $(shopt -p sourcepath extglob)",
        ],
        "{a,b} * shopt -u sourcepath shopt -s extglob\n",
        0,
    ),
    ("exit and the IFS", ["IFS=,", "exit", "x='a,b c:d'; echo $x"], "a b c:d\n", 0),
    (
        "exit and the usual IFS",
        ["A=1", "exit", "x='a,b c:d'; for i in $x; do echo $i; done"],
        "a,b\nc:d\n",
        0,
    ),
    ("readonly", ["readonly R=1", "exit", "echo $R"], "1\n", 0),
    ("a function of a subshell's failure", ["x=$(false; echo hi); echo $x"], "hi\n", 0),
    ("a function that fails inside", ["f() { false; echo in; }; f; echo on"], "in\non\n", 0),
    ("a sourced script that fails inside", ["echo 'false; echo in' > s", ". ./s"], "in\n", 0),
    ("a condition that fails", ["if false; then :; fi; false || echo on"], "on\n", 0),
    ("a here-document", ["cat <<'EOF'\n$a\nEOF"], "$a\n", 0),
    ("standard input is empty", ['cat; read x; echo "<$x>"'], "", 1),
    ("standard error is output", ["echo a; echo b >&2"], "a\nb\n", 0),
    ("the fixed environment", ["echo $TERM $COLUMNS $LANG $TZ"], "dumb 80 C.UTF-8 UTC\n", 0),
    ("messages as at a prompt", ["nosuch"], "bash: nosuch: command not found\n", 127),
    ("letters beyond ASCII", ["echo 'grüße 🎉'"], "grüße 🎉\n", 0),
    ("bytes that are no text", ["printf '\\xff\\n'"], "\ufffd\n", 0),
]


@pytest.mark.parametrize(
    ("title", "blocks", "output", "status"), SURVIVES, ids=[case[0] for case in SURVIVES]
)
def test_the_terminal_survives(
    terminal: Terminal, title: str, blocks: list[str], output: str, status: int
) -> None:
    results = [terminal.run(block, timeout=TIMEOUT) for block in blocks]
    assert (results[-1].output, results[-1].exit_status) == (output, status), title


STOPS = [
    ("at the first failing command", "echo a\nfalse\necho b", "a\n", 1, 1),
    ("inside a loop", "for i in 1 2; do\n  echo $i\n  false\ndone", "1\n", 1, 2),
    ("inside a group", "{\n  echo a\n  (exit 5)\n  echo b\n}", "a\n", 5, 2),
    ("inside a condition", "if true; then\n  nosuch 2>/dev/null\n  echo b\nfi", "", 127, 1),
    ("with the failing part of a list", "true && (exit 6)\necho b", "", 6, 0),
]


@pytest.mark.parametrize(
    ("title", "code", "output", "status", "line"), STOPS, ids=[case[0] for case in STOPS]
)
def test_code_stops(
    terminal: Terminal, title: str, code: str, output: str, status: int, line: int
) -> None:
    result = terminal.run(code, timeout=TIMEOUT)
    assert (result.output, result.exit_status) == (output, status), title
    assert result.failed_line == line
    assert not result.closed


def test_set_e_holds_on_within_its_block(terminal: Terminal) -> None:
    terminal.run("set -e", timeout=TIMEOUT)
    inside = "(false; echo after)"
    assert terminal.run(inside, timeout=TIMEOUT, same_block=True).output == ""
    assert terminal.run(inside, timeout=TIMEOUT).output == "after\n"


def test_a_trap_on_err_holds_within_its_block(terminal: Terminal) -> None:
    terminal.run("trap 'echo oops' ERR", timeout=TIMEOUT)
    failing = terminal.run("false", timeout=TIMEOUT, same_block=True)
    assert (failing.output, failing.exit_status) == ("oops\n", 1)
    assert terminal.run("false", timeout=TIMEOUT).output == ""


def test_exit_closes_the_terminal_with_its_status_after_the_exit_trap(terminal: Terminal) -> None:
    terminal.run("trap 'echo bye $A' EXIT; A=1", timeout=TIMEOUT)
    result = terminal.run("echo go; exit 3; echo never", timeout=TIMEOUT)
    assert (result.output, result.exit_status, result.closed) == ("go\nbye 1\n", 3, True)
    assert terminal.run("echo on", timeout=TIMEOUT).output == "on\n"


def test_an_exit_trap_runs_when_the_terminal_closes(place: Place) -> None:
    terminal = Terminal.open(place)
    terminal.run("trap 'echo bye' EXIT", timeout=TIMEOUT)
    assert terminal.close() == "bye\n"
    assert terminal.close() == ""


def test_the_directory_is_known(terminal: Terminal, place: Place) -> None:
    assert terminal.cwd == place.workspace
    terminal.run("mkdir -p 'a b' && cd 'a b'", timeout=TIMEOUT)
    assert terminal.cwd == f"{place.workspace}/a b"


def test_another_terminal_starts_where_one_stands(terminal: Terminal, place: Place) -> None:
    terminal.run("cd /usr; export A='x\ny'; f() { echo f; }", timeout=TIMEOUT)
    other = Terminal.open(place, state=terminal.save())
    assert other.run('f; pwd; echo "$A"', timeout=TIMEOUT).output == "f\n/usr\nx\ny\n"
    other.close()


def test_a_terminal_whose_directory_is_gone_starts_in_the_workspace(place: Place) -> None:
    terminal = Terminal.open(place, state=State(f"{place.workspace}/nowhere", b"A=1\n"))
    assert terminal.run("pwd; echo $A", timeout=TIMEOUT).output == f"{place.workspace}\n1\n"
    terminal.close()


def test_a_timeout_ends_grandchildren_and_the_guide_can_go_on(terminal: Terminal) -> None:
    terminal.run("A=1; cd /usr", timeout=TIMEOUT)
    # A place that is this machine sees the processes of other tests too.
    name = f"lasting-{uuid.uuid4().hex}"
    code = f"echo begun; bash -c 'trap \"\" INT TERM; exec -a mp-{name} sleep 300' & sleep 300"
    told: list[bytes] = []
    terminal.start(code, on_output=told.append)
    # However busy the machine is, the code has begun when its time is up.
    assert terminal.wait(TIMEOUT, watch=lambda: bool(told)) is None
    result = terminal.wait(0.0)
    assert result is not None
    assert (result.timed_out, result.exit_status, result.output) == (True, None, "begun\n")
    assert result.seconds < 10
    after = terminal.run(f"echo $A; pwd; pgrep -f [m]p-{name}", timeout=TIMEOUT)
    assert (after.output, after.exit_status) == ("1\n/usr\n", 1)


def test_a_timeout_before_the_code_has_begun_keeps_what_was_there(terminal: Terminal) -> None:
    terminal.run("A=1; cd /usr", timeout=TIMEOUT)
    assert terminal.run("sleep 300", timeout=0.0).timed_out
    assert terminal.run("echo $A; pwd", timeout=TIMEOUT).output == "1\n/usr\n"


def test_a_daemon_that_keeps_the_pipes_does_not_keep_the_terminal(terminal: Terminal) -> None:
    assert terminal.run("sleep 300 & echo on", timeout=TIMEOUT).output == "on\n"
    closed = terminal.run("exit 2", timeout=TIMEOUT)
    assert (closed.closed, closed.exit_status) == (True, 2)


def test_a_daemon_that_writes_for_ever_does_not_keep_a_command(terminal: Terminal) -> None:
    result = terminal.run("yes & echo on", timeout=TIMEOUT, cap=1000)
    assert result.exit_status == 0
    assert not result.timed_out


def test_a_job_lives_on_from_block_to_block(terminal: Terminal) -> None:
    terminal.run("sleep 300 &", timeout=TIMEOUT)
    assert terminal.run("kill %1 && echo there", timeout=TIMEOUT).output == "there\n"


def test_much_output_keeps_head_and_tail_and_says_so(terminal: Terminal) -> None:
    code = "echo first; head -c 20000000 /dev/zero | tr '\\0' x; head -c 20000000 /dev/zero >&2"
    result = terminal.run(f"{code}; echo last", timeout=60, cap=1000)
    assert result.truncated
    assert result.output.startswith("first\nxxx")
    assert result.output.endswith("last\n")
    assert "bytes of output left out" in result.output
    assert len(result.output) < 1100


def test_output_is_told_as_it_comes(terminal: Terminal) -> None:
    told: list[bytes] = []
    terminal.run("echo a; echo b", timeout=TIMEOUT, on_output=told.append)
    assert b"".join(told) == b"a\nb\n"


def test_a_watch_interrupts_the_waiting_and_not_the_command(
    terminal: Terminal, place: Place
) -> None:
    other = Terminal.open(place)
    terminal.start("until [ -e go ]; do sleep 0.01; done; echo done")
    assert terminal.wait(TIMEOUT, lambda: True) is None
    other.run("touch go", timeout=TIMEOUT)
    result = terminal.wait(TIMEOUT)
    assert result is not None
    assert result.output == "done\n"
    other.run("rm go", timeout=TIMEOUT)
    other.close()


def test_standard_input_of_programs_is_empty(terminal: Terminal) -> None:
    assert terminal.run("wc -c", timeout=TIMEOUT).output.strip() == "0"


def test_the_terminals_own_descriptor_does_not_reach_the_commands_through_3_or_4(
    terminal: Terminal,
) -> None:
    result = terminal.run("[ ! -e /proc/self/fd/3 ] && [ ! -e /proc/self/fd/4 ]", timeout=TIMEOUT)
    assert result.exit_status == 0
