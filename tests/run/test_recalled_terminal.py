"""What a step leaves in its terminal and its files is there when it is recalled; where it cannot
be, the step is run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, steps, write

from milepost.app.run import RunRequest, run
from milepost.result.model import Status
from milepost.result.observer import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import RunResult

pytestmark = pytest.mark.room


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))


def go(folder: Path, text: str) -> RunResult:
    write(folder, {"milestones/01-test.md": text})
    return run(RunRequest(network="off", folder=folder), Silent())


RESTORED = [
    ("mkdir a b; cd a; cd ../b", 'cd -; [ "${PWD##*/}" = a ]'),
    ("true", 'cd /; [ "$OLDPWD" = "$HOME/work" ]'),
    ("set -- alpha 'be ta'", '[ "$#.$1.$2" = "2.alpha.be ta" ]'),
    ("trap 'echo got >t.txt' USR1", "kill -USR1 $$; grep got t.txt"),
    ("trap 'echo over >>/tmp/over' EXIT", "[ ! -e /tmp/over ]; trap -p EXIT | grep over"),
    ("ulimit -S -n 300", '[ "$(ulimit -n).$(ulimit -Hn)" != 300.300 ]; [ "$(ulimit -n)" = 300 ]'),
    ("ulimit -n 300", '[ "$(ulimit -n).$(ulimit -Hn)" = 300.300 ]'),
    ("unset HOSTNAME", "[ -z ${HOSTNAME+set} ]"),
    ("hash -p /bin/echo zz", "zz hi"),
    ("enable -n test", "[ $(type -t test) = file ]"),
    ("complete -W 'one two' foo", "complete -p foo"),
    ("mkdir a; pushd a", 'popd; [ "$PWD" = "$HOME/work" ]'),
    ("set -f; IFS=:; x=a:b", 'set -- $x; [ "$#" = 2 ]; [[ $- = *f* ]]'),
    (
        'touch f; python3 -c \'import os; os.setxattr("f", "user.a", b"1")\'',
        'python3 -c \'import os; assert os.getxattr("f", "user.a") == b"1"\'',
    ),
]


@pytest.mark.parametrize(("leaves", "finds"), RESTORED, ids=[case[0] for case in RESTORED])
def test_what_a_step_leaves_is_there_when_it_is_recalled(
    tmp_path: Path, leaves: str, finds: str
) -> None:
    first = go(tmp_path, steps(bash(leaves), bash("echo first")))
    result = go(tmp_path, steps(bash(leaves), bash(finds)))
    (milestone,) = result.milestones
    assert first.status is Status.PASSED
    assert milestone.status is Status.PASSED, milestone.reason
    assert [step.cached for step in milestone.steps] == [True, False]


RUN_AGAIN = [
    ("exec 3>log.txt", "echo hello >&3; grep hello log.txt"),
    ("exec 5< <(seq 3)", "read -r x <&5; [ $x = 1 ]"),
    ("exec </etc/passwd", "read -r x; [[ $x = *:* ]]"),
    ("exec >log.txt 2>&1", "echo hello; grep -q hello log.txt"),
    ("FOO=$$", "[ $FOO = $$ ]"),
    ("f() { FOO=/tmp/$$.x; }; f", "[ $FOO = /tmp/$$.x ]"),
    (
        "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"s\")'",
        "[ -S s ]",
    ),
]


@pytest.mark.parametrize(("leaves", "finds"), RUN_AGAIN, ids=[case[0] for case in RUN_AGAIN])
def test_a_step_that_leaves_what_cannot_be_restored_is_run_again(
    tmp_path: Path, leaves: str, finds: str
) -> None:
    begin = bash("echo begun >begun")
    go(tmp_path, steps(begin, bash(leaves), bash("true")))
    result = go(tmp_path, steps(begin, bash(leaves), bash(finds)))
    (milestone,) = result.milestones
    assert milestone.status is Status.PASSED, milestone.reason
    assert [step.cached for step in milestone.steps] == [True, False, False]
