"""`--try-solutions` and proven known issues, on real terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, carry_out, steps

from milepost.result.model import MilestoneResult, Status

if TYPE_CHECKING:
    from pathlib import Path

FAILS = "[ -e key ] || { echo 'no key in the lock' >&2; false; }"
HEAD = "\n## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n"


def tried(tmp_path: Path, body: str, rows: str, *, sandbox: bool = False) -> MilestoneResult:
    """A guide with known issues, run with their solutions tried."""
    return carry_out(tmp_path, steps(body, after=HEAD + rows), sandbox=sandbox, try_solutions=True)


@pytest.mark.parametrize("sandbox", [False, pytest.param(True, marks=pytest.mark.room)])
def test_a_step_whose_known_issue_is_cured_passes_and_says_so(
    tmp_path: Path, sandbox: bool
) -> None:
    rows = "| `nothing like it` | Run `touch other` |\n| `no key in the lock` | Run `touch key` |\n"
    result = tried(tmp_path, bash(FAILS), rows, sandbox=sandbox)
    assert result.status is Status.PASSED, result.reason
    (issue,) = result.known_issues
    assert (issue.line, issue.step, issue.tried, issue.solved) == (17, 1, True, True)
    assert [command.text for command in issue.attempt] == ["touch key"]
    assert "exit status 1" in (issue.failure or "")
    assert result.steps[0].reason == "solved by row 2 (line 17)"


def test_a_row_that_does_not_help_is_named_and_the_step_stays_failed(tmp_path: Path) -> None:
    result = tried(tmp_path, bash(FAILS), "| `no key in the lock` | Run `touch other` |\n")
    assert result.status is Status.FAILED
    (issue,) = result.known_issues
    assert (issue.tried, issue.solved) == (True, False)
    assert (result.steps[0].reason or "").endswith("row 1 (line 16) did not help")


def test_nothing_is_tried_unless_it_is_asked_for(tmp_path: Path) -> None:
    text = steps(bash(FAILS), after=HEAD + "| `no key in the lock` | Run `touch key` |\n")
    result = carry_out(tmp_path, text)
    assert result.status is Status.FAILED
    assert [(i.tried, i.solved) for i in result.known_issues] == [(False, False)]


NOT_TRIED = [
    ("no command", "| `no key in the lock` | Ask for it |\n", "it holds no command"),
    ("no match", "| `quite another thing` | Run `touch key` |\n", None),
    (
        "a value is missing",
        "| `no key in the lock` | Run `touch <key-name>` |\n",
        "it needs --set key-name=…",
    ),
]


@pytest.mark.parametrize(
    ("rows", "said"), [c[1:] for c in NOT_TRIED], ids=[c[0] for c in NOT_TRIED]
)
def test_a_step_is_not_tried_again_without_a_command_to_try(
    tmp_path: Path, rows: str, said: str | None
) -> None:
    result = tried(tmp_path, bash(FAILS), rows)
    assert result.status is Status.FAILED
    assert not any(issue.tried for issue in result.known_issues)
    assert (said or "exit status 1") in (result.steps[0].reason or "")
    assert [issue.untried for issue in result.known_issues] == ([said] if said else [])


def test_the_step_is_tried_again_from_where_it_began(tmp_path: Path) -> None:
    body = bash("mkdir -p app\ncd app\n[ -e key ] || { echo 'no key in the lock'; false; }")
    result = tried(tmp_path, body, "| `no key in the lock` | Run `touch key` |\n")
    assert result.status is Status.PASSED, result.reason


ROW = "| `no key in the lock` | Run `touch key` |\n"
CHANGE = "```diff\n--- a/page\n+++ b/page\n@@ -1 +1 @@\n-one\n+two\n```\n"
GREET = "Create `greet.sh`:\n\n" + bash('echo "Hello, $1!"') + "\n" + bash("bash greet.sh Ada")
SEES = "\n**Expected Outcome**: you should see `Hello, Grace!`.\n"
NEEDS = '[ "$1 $2" = "in --force" ] || { echo no force; false; }'
FORCE = f"Create `get.sh`:\n\n{bash(NEEDS)}\n" + bash("mkdir new\nbash get.sh in\ntouch new/last")
GOES_ON = [
    ("from the command that failed, not from the beginning of its block",
     bash("mkdir app\ncd app\n" + FAILS + "\ntouch last"), ROW, True),
    ("from the block that failed, after a patch",
     bash("echo one >page") + CHANGE + bash("mkdir app\ncd app") + bash(FAILS), ROW, True),
    ("where the command that failed was typed",
     bash("mkdir app\ntrue && cd app && { [ -e key ] || { echo 'no key in the lock'; false; }; }"),
     "| `no key in the lock` | Run `touch key` |\n", True),
    ("with the shell's state", bash("name=Ada\nset -u\n" + FAILS) + bash('[ "$name" = Ada ]'),
     ROW, True),
    ("in a transcript",
     bash("$ mkdir app && cd app\n$ [ -e key ] || { echo 'no key in the lock'; false; }\n"
          "no key in the lock\n$ echo at the end\nat the end", "console").replace(
              "no key in the lock\n$", "$"), ROW, True),
    ("a patch that did not fit", bash("mkdir app; echo zero >page") + CHANGE,
     "| `one` is not found | Run `echo one > page` |\n", True),
    ("with the solution's own call, which prints what was expected", GREET + SEES,
     "| The output is `Hello, Ada!` | Greet Grace: `bash greet.sh Grace` |\n", True),
    ("but not with another call that prints it", GREET + SEES,
     "| The output is `Hello, Ada!` | Run `echo 'Hello, Grace!'` |\n", False),
    ("nor with one that prints something else", GREET + SEES,
     "| The output is `Hello, Ada!` | Run `bash greet.sh Eve` |\n", False),
    ("with the outcome's block, once more", bash("mkdir app\ncat note || true") +
     "\n**Expected Outcome**: you should see `well done`.\n",
     "| `note: No such file` | Run `echo well done > note` |\n", True),
    ("with an outcome that holds now, its block left alone", bash("mkdir app; echo hm") +
     "\n**Expected Outcome**: the file `done.txt` exists.\n",
     "| `done.txt` is not there | Run `touch done.txt` |\n", True),
    ("with a block that printed something else", bash("mkdir app\ncat note || echo nothing")
     + "\n```output\nwell done\n```\n", "| `nothing` | Run `echo well done > note` |\n", True),
    ("after the command that the solution has typed with more to it", FORCE,
     "| `no force` | Run `bash get.sh in --force` |\n", True),
    ("not after one that only mentions it", FORCE,
     "| `no force` | Run `echo bash get.sh in` |\n", False),
]  # fmt: skip


GOES_ON += [
    ("with what had not been judged yet", bash("mkdir app; echo one") +
     "\n**Expected Outcome**: you should see `one`. The file `done.txt` exists.\n\n"
     + bash("touch more.txt") + "\n**Expected Outcome**: the file `more.txt` exists.\n",
     "| `done.txt` is not there | Run `touch done.txt` |\n", True),
    ("but not past a block that does not pass again",
     bash("[ ! -e once ] && touch once && echo nothing") +
     "\n**Expected Outcome**: you should see `well done`.\n",
     "| `nothing` | Run `touch other` |\n", False),
    ("where the solution leads, with the outcome's block", bash("mkdir -p app; cat note || true") +
     "\n**Expected Outcome**: you should see `well done`.\n",
     "| `note: No such file` | Run `cd app`, then `echo well done > note` |\n", True),
    ("in a program that is started anew",
     bash("$ mkdir app\n$ python3\n>>> name = 'key'\n>>> open(name).read()\n''", "console"),
     "| `No such file or directory: 'key'` | Run `touch key` |\n", True),
    ("not after one with more to it where another status is wanted",
     "Create `get.sh`:\n\n" + bash('[ "$1" ] || { echo no force; false; }') +
     "\n<!-- milepost: exit=3 -->\n\n" + bash("bash get.sh"),
     "| `no force` | Run `bash get.sh --force` |\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("body", "rows", "solved"), [c[1:] for c in GOES_ON],
                         ids=[c[0] for c in GOES_ON])  # fmt: skip
def test_after_a_solution_the_step_goes_on(
    tmp_path: Path, body: str, rows: str, solved: bool
) -> None:
    result = tried(tmp_path, body, rows)
    (issue,) = result.known_issues
    assert (issue.tried, issue.solved) == (True, solved), result.steps[0]
    assert (result.status is Status.PASSED) is solved
    verdict = "solved by row 1 " if solved else "row 1 "
    assert verdict in (result.steps[0].reason or ""), result.steps[0].reason


def test_a_step_that_then_fails_elsewhere_says_how_far_the_row_led(tmp_path: Path) -> None:
    result = tried(tmp_path, bash("mkdir app\n" + FAILS + "\nfalse"), ROW)
    said = "block at line 10: exit status 1; row 1 (line 18) has led past the block at line 9: "
    assert (result.steps[0].reason or "").startswith(said), result.steps[0].reason
    assert [(issue.tried, issue.solved) for issue in result.known_issues] == [(True, False)]


def test_a_solution_that_fails_itself_is_named(tmp_path: Path) -> None:
    result = tried(tmp_path, bash(FAILS), "| `no key in the lock` | Run `touch no/key` |\n")
    said = "row 1 (line 16) did not help: `touch no/key` fails (exit status 1)"
    assert (result.steps[0].reason or "").endswith(said)


@pytest.mark.slow  # a new listener has to stay for a while
def test_what_a_solution_starts_goes_on(tmp_path: Path) -> None:
    ask = "(exec 3<>/dev/tcp/127.0.0.1/$(cat port)) || { echo no server; false; }"
    serve = (
        "Create `serve.py`:\n\n```python\nimport socket\n\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "open('port', 'w').write(str(server.getsockname()[1]))\n"
        "while True:\n    server.accept()\n```\n\n"
    )
    rows = "| `no server` | Run `python3 serve.py` |\n"
    result = tried(tmp_path, serve + bash("echo 1 >port") + bash(ask), rows)
    assert result.steps[0].reason == "solved by row 1 (line 30)", result.steps[0]


def test_a_solution_that_goes_elsewhere_is_followed(tmp_path: Path) -> None:
    body = bash("[ -e here ] || { mkdir -p app; touch app/here; echo 'wrong folder'; false; }")
    result = tried(tmp_path, body, "| `wrong folder` | Run `cd app` |\n")
    assert result.status is Status.PASSED, result.reason


def test_testing_is_tried_again_too(tmp_path: Path) -> None:
    after = "\n## Testing\n\n" + bash(FAILS) + HEAD + "| `no key in the lock` | `touch key` |\n"
    result = carry_out(tmp_path, steps(bash("true"), after=after), try_solutions=True)
    assert result.status is Status.PASSED, result.reason
    assert result.testing is not None
    assert (result.testing.reason or "").startswith("solved by row")
    assert [(issue.step, issue.solved) for issue in result.known_issues] == [(None, True)]


def test_a_runner_whose_tests_fail_is_run_again(tmp_path: Path) -> None:
    test = (
        "Save this as `test_key.py`:\n\n```python\nimport os\nimport unittest\n\n\n"
        "class Key(unittest.TestCase):\n    def test_it_is_there(self):\n"
        "        self.assertIn('key', os.listdir())\n```\n\n"
    )
    for command in ("python3 -m unittest 2>&1 | tee log.txt", ""):
        ran = test + bash(command) if command else test
        after = f"\n## Testing\n\n{ran}{HEAD}| `'key' not found in` | Run `touch key` |\n"
        folder = tmp_path / (command[:6] or "detected")
        folder.mkdir()
        result = carry_out(folder, steps(bash("true"), after=after), try_solutions=True)
        assert result.status is Status.PASSED, (command, result.reason)
        assert result.testing is not None
        assert (result.testing.executed, result.testing.failed) == (1, 0)
        assert "solved by row 1" in (result.testing.reason or "")


PROVEN_HEAD = (
    "\n## Common Issues and Solutions\n\n<!-- milepost: reproduce -->\n\n"
    "| Issue | Solution |\n|---|---|\n"
)
LOCKED = "| `no key in the lock` | Run `touch key` |\n"
PROOFS = [
    ("cured", LOCKED + "\n" + bash("rm -f key\n" + FAILS), Status.PASSED, (True, True), None),
    ("no fault", LOCKED + "\n" + bash("echo all is well"), Status.FAILED, (False, None),
     "the fault does not appear"),
    ("no cure", "| `no key in the lock` | Run `touch other` |\n\n" + bash(FAILS),
     Status.FAILED, (True, False), "does not cure it"),
    ("by the same call with other arguments", "| `Hello, Ada!` | `echo Hello, Grace!` |\n\n"
     + bash("echo Hello, Ada!"), Status.PASSED, (True, True), None),
    ("in an interactive program", "| `No such file or directory: 'key'` | Run `touch key` |\n\n"
     + bash("$ python3\n>>> open('key').read()\n''", "console"),
     Status.PASSED, (True, True), None),
    ("by another call", "| `Hello, Ada!` | Run `touch key` |\n\n" + bash("echo Hello, Ada!"),
     Status.FAILED, (True, False), "still says"),
    ("no command in the solution", "| `no key in the lock` | Ask |\n\n" + bash(FAILS),
     Status.MANUAL, (True, None), "a person judges"),
    ("no fence", LOCKED, None, None, None),
    ("a value is missing", "| `no key in the lock` | Run `touch <key-name>` |\n\n" + bash(FAILS),
     Status.BLOCKED, (True, None), "--set key-name"),
    ("a fence that is only shown", LOCKED + "\n```text\nhello\n```\n", Status.FAILED,
     (None, None), "holds a command"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "status", "claims", "reason"), [c[1:] for c in PROOFS], ids=[c[0] for c in PROOFS]
)
def test_a_known_issue_is_proven_by_bringing_its_fault_about(
    tmp_path: Path,
    rows: str,
    status: Status | None,
    claims: tuple[bool | None, bool | None] | None,
    reason: str | None,
) -> None:
    result = carry_out(tmp_path, steps(bash("true"), after=PROVEN_HEAD + rows))
    if status is None:
        assert result.issue_proofs == ()
        return
    (proof,) = result.issue_proofs
    assert (proof.status, (proof.appeared, proof.cured)) == (status, claims), proof
    assert (reason or "") in (proof.reason or "")
    passes = status in (Status.PASSED, Status.MANUAL)
    assert (result.status is Status.PASSED) is passes, result.reason


TWO = "| `no key in the lock` | Run `touch key` |\n| `no light` | Run `touch lamp` |\n\n"
DARK = "[ -e lamp ] || { echo 'no light'; false; }"
SHAPES = [
    ("in the order of the rows", PROVEN_HEAD + TWO + bash(FAILS) + "\nthen\n\n" + bash(DARK)),
    ("by the symptom that is quoted", PROVEN_HEAD + TWO + "It says `no light` when:\n\n"
     + bash("true") + "\n" + bash(DARK) + "\nAnd `no key in the lock` after:\n\n" + bash(FAILS)),
    ("under headings", "\n## Common Issues and Solutions\n\n### `no key in the lock`\n\n"
     "<!-- milepost: reproduce -->\n\n" + bash(FAILS) + "\nMake one:\n\n" + bash("touch key")
     + "\n### `no light`\n\n<!-- milepost: reproduce -->\n\n" + bash(DARK)
     + "\nRun `touch lamp`.\n"),
    ("in a list", "\n## Common Issues and Solutions\n\n"
     "- **`no key in the lock`**: run `touch key`\n\n"
     "  <!-- milepost: reproduce -->\n\n  ```bash\n  " + FAILS + "\n  ```\n\n- **`no light`**: run "
     "`touch lamp`\n\n  <!-- milepost: reproduce -->\n\n  ```bash\n  " + DARK + "\n  ```\n"),
]  # fmt: skip


@pytest.mark.parametrize("after", [c[1] for c in SHAPES], ids=[c[0] for c in SHAPES])
def test_each_row_finds_its_fence(tmp_path: Path, after: str) -> None:
    result = carry_out(tmp_path, steps(bash("true"), after=after))
    assert [(p.issue, p.cured) for p in result.issue_proofs] == [
        ("no key in the lock", True),
        ("no light", True),
    ], result.issue_proofs


@pytest.mark.parametrize("sandbox", [False, pytest.param(True, marks=pytest.mark.room)])
def test_the_workspace_is_afterwards_as_it_was(tmp_path: Path, sandbox: bool) -> None:
    body = bash("mkdir app; echo one >app/a; ln -s app/a b; cd app")
    fault = "cd ..; rm -r b; echo two >app/a; mkdir new\n" + FAILS
    look = "\n## Clean up\n\n" + bash(
        '[ "${PWD##*/} $(cat a) $(readlink ../b) $(ls .. | xargs)" = "app one app/a app b" ]'
    )
    result = carry_out(
        tmp_path, steps(body, after=PROVEN_HEAD + LOCKED + "\n" + bash(fault) + look),
        sandbox=sandbox,
    )  # fmt: skip
    assert result.status is Status.PASSED, (result.reason, result.cleanup)


def test_no_proof_is_tried_after_a_failure(tmp_path: Path) -> None:
    text = steps(bash("false"), after=PROVEN_HEAD + LOCKED + "\n" + bash(FAILS))
    (proof,) = carry_out(tmp_path, text).issue_proofs
    assert (proof.status, proof.appeared) == (Status.SKIPPED, None)
