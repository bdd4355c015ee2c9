"""Guides carried out: what passes, what fails, and where it is said."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.run.guides import bash, carry_out, carry_out_roadmap, steps, write

from milepost.result.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.result.model import BlockResult, MilestoneResult


def blocks(result: MilestoneResult) -> list[BlockResult]:
    return [block for step in result.steps for block in step.blocks]


PASSING = [
    ("a command", bash("true")),
    ("state carries over", bash("cd /tmp; x=1") + "\nthen\n\n" + bash('[ "$PWD $x" = "/tmp 1" ]')),
    ("a transcript", bash("$ echo hi\nhi\n$ false\n[1]", "console")),
    (
        "a status that is printed where it differs from 0",
        bash('$ false; echo $?\n1\n$ (exit 3) ; echo "$?"\n3', "console"),
    ),
    ("a failure inside a command of Scrut", bash("$ echo a\n> false\n> echo b\na\nb", "scrut")),
    ("elided output", bash("$ seq 9\n1\n...\n9", "console")),
    ("a file", "Create `a/b.txt`:\n\n```text\nhello\n```\n\n" + bash("grep -x hello a/b.txt")),
    ("a heredoc", bash("cat >x <<'END'\n$HOME\nEND\ngrep -x '$HOME' x")),
    (
        "added to a file",
        bash("printf one >x.txt")
        + "\nAdd this to the end of `x.txt`:\n\n```text\ntwo\n```\n\n"
        + bash('[ "$(cat x.txt)" = "$(printf "one\\ntwo")" ]'),
    ),
    (
        "a text that is replaced",
        bash("printf 'a = 1\\nb = 2\\n' >x.py")
        + "\nIn `x.py`, replace `b = 2` with:\n\n```python\nb = 3\n```\n\n"
        + bash('[ "$(cat x.py)" = "$(printf "a = 1\\nb = 3")" ]'),
    ),
    (
        "a patch",
        bash("printf 'a\\nb\\nc\\n' >x")
        + "\nChange it:\n\n```diff\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n```\n\n"
        + bash("grep -x B x"),
    ),
    (
        "a patch without line numbers",
        bash("printf 'a\\nb\\na\\nc\\n' >x.txt; echo old >y")
        + "\nIn `x.txt`:\n\n```diff\n@@\n a\n-c\n+C\n```\n\n"
        + "```diff\n--- /dev/null\n+++ b/n/z\n@@\n+new\n--- a/y\n+++ /dev/null\n@@\n-old\n```\n\n"
        + bash("grep -x C x.txt && grep -x new n/z && [ ! -e y ]"),
    ),
    ("a background job", bash("sleep 30 &\necho on")),
    ("a daemon that keeps the output open", bash("(setsid sleep 30 &)\necho on")),
    ("sudo is dropped", bash("sudo echo hi")),
    ("CRLF", "```bash\r\ncd /tmp\r\npwd\r\n```\r\n"),
    (
        "the part of an answer that is shown",
        "In another terminal, start the server:\n\n"
        + bash("mkdir pub && echo hi >pub/a.txt\npython3 -m http.server 8391 -d pub")
        + "\n```http\nGET http://localhost:8391/a.txt\n```\n\n"
        + "```http\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nhi\n```\n\n"
        + "```http\nGET http://localhost:8391/b.txt\n```\n\n"
        + "```http\nHTTP/1.1 404 Not Found\n```\n",
    ),
    ("exit 0 closes the terminal", bash("exit 0") + "\nthen\n\n" + bash("echo on")),
]


@pytest.mark.parametrize("body", [c[1] for c in PASSING], ids=[c[0] for c in PASSING])
def test_a_good_guide_passes(tmp_path: Path, body: str) -> None:
    result = carry_out(tmp_path, steps(body))
    assert result.status is Status.PASSED, (result.reason, blocks(result))


FAILING = [
    ("a command", bash("false"), "exit status 1"),
    ("the first of several", bash("false\necho on"), "exit status 1"),
    ("an inner command", bash("for i in 1 2; do false; echo on; done"), "exit status 1"),
    ("another printed status", bash("$ false; echo $?\n0", "console"), "not the one shown"),
    ("a printed status that is not shown", bash("$ false; echo $?", "console"), "exit status 1"),
    (
        "a failure after a printed status",
        bash("$ false; echo $?\n1\n$ false", "console"),
        "status 1",
    ),
    ("the end of a command of Scrut", bash("$ echo a\n> false\na", "scrut"), "exit status 1"),
    ("a drifted output", bash("$ echo hi\nho", "console"), "not the one shown"),
    ("an unclosed quote", bash("echo 'hi"), "syntax error"),
    ("a missing program", bash("no-such-program-here"), "exit status 127"),
    (
        "a patch that does not fit",
        bash("echo a >x") + "\n```diff\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-q\n+B\n```\n",
        "does not fit",
    ),
    (
        "a patch without line numbers whose lines stand twice",
        bash("printf 'a\\na\\n' >x.txt") + "\nEdit `x.txt`:\n\n```diff\n@@\n-a\n+b\n```\n",
        "the patch does not fit x.txt: its old lines stand 2 times in the file",
    ),
    (
        "a patch without line numbers of a file that is not there",
        bash("true") + "\nEdit `x.txt`:\n\n```diff\n-a\n+b\n```\n",
        "the patch does not fit: x.txt cannot be read",
    ),
    (
        "a patch without changes",
        bash("echo a >x.txt") + "\nEdit `x.txt`:\n\n```diff\n@@\n a\n```\n",
        "the diff changes nothing",
    ),
    (
        "a text that is not there to be replaced",
        bash("echo a >x.py") + "\nIn `x.py`, replace `b` with:\n\n```python\nc\n```\n",
        "x.py cannot be changed: `b` does not stand in it",
    ),
    (
        "what cannot be added after a file's end",
        bash("echo '{}' >x.json") + "\nAdd this to `x.json`:\n\n```json\n1\n```\n",
        "nothing can be added after its end",
    ),
    (
        "a hang",
        "<!-- milepost: timeout=1s -->\n" + bash("while :; do :; done"),
        "did not end within 1 s",
    ),
    ("exit with a status", bash("exit 3"), "exit status 3"),
    (
        "a file that leaves a part out",
        "Create `a.js`:\n\n```js\nfirst();\n// ... rest of the code\n```\n",
        "cannot be written whole",
    ),
]


@pytest.mark.parametrize(("body", "reason"), [c[1:] for c in FAILING], ids=[c[0] for c in FAILING])
def test_a_bad_guide_fails_at_its_block(tmp_path: Path, body: str, reason: str) -> None:
    result = carry_out(tmp_path, steps(body, bash("echo later")))
    assert result.status is Status.FAILED
    failed = [block for block in blocks(result) if block.status is Status.FAILED]
    assert len(failed) == 1
    assert reason in (failed[0].reason or "")
    assert result.steps[1].status is Status.SKIPPED


def test_a_failure_names_command_line_status_and_output(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps(bash("echo fine\nls /nowhere")))
    (block,) = blocks(result)
    first, second = block.commands
    assert (first.text, first.status, first.output) == ("echo fine", Status.PASSED, "fine\n")
    assert (second.line, second.text, second.exit_status) == (9, "ls /nowhere", 2)
    assert "/nowhere" in second.output
    assert block.line == 7


def test_keep_going_tries_the_steps_after_a_failure(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps(bash("false"), bash("true")), keep_going=True)
    assert [step.status for step in result.steps] == [Status.FAILED, Status.PASSED]
    assert result.status is Status.FAILED


OUTCOMES = [
    ("file exists", "touch x.txt", "`x.txt` exists.", Status.PASSED),
    ("file is missing", "true", "`x.txt` exists.", Status.FAILED),
    ("negated", "touch x.txt; rm x.txt", "`x.txt` no longer exists.", Status.PASSED),
    ("negated and false", "touch x.txt", "`x.txt` no longer exists.", Status.FAILED),
    ("output", "echo a b", "You should see `a b`.", Status.PASSED),
    ("other output", "echo a", "You should see `b`.", Status.FAILED),
    ("file contains", "echo hello >x.txt", "`x.txt` contains `hello`.", Status.PASSED),
    ("command prints", "echo hello >x.txt", "`cat x.txt` prints `hello`.", Status.PASSED),
    ("command prints otherwise", "echo ho >x.txt", "`cat x.txt` prints `hello`.", Status.FAILED),
    ("nothing explicit", "true", "You understand it.", Status.MANUAL),
]


@pytest.mark.parametrize(
    ("code", "outcome", "status"), [c[1:] for c in OUTCOMES], ids=[c[0] for c in OUTCOMES]
)
def test_outcomes_are_judged(tmp_path: Path, code: str, outcome: str, status: Status) -> None:
    result = carry_out(tmp_path, steps(f"{bash(code)}\n**Expected Outcome**: {outcome}\n"))
    (judged,) = result.steps[0].outcomes
    assert judged.status is status, judged
    expected = Status.FAILED if status is Status.FAILED else Status.PASSED
    assert result.status is expected


def test_an_outcome_that_held_before_its_step_is_vacuous(tmp_path: Path) -> None:
    result = carry_out(
        tmp_path,
        steps(
            f"{bash('touch x.txt')}\n**Expected Outcome**: `x.txt` exists.\n",
            f"{bash('true')}\n**Expected Outcome**: `x.txt` exists.\n",
            f"{bash('echo a')}\n**Expected Outcome**: You should see `a`.\n",
        ),
    )
    assert [step.outcomes[0].vacuous for step in result.steps] == [False, True, None]
    assert result.status is Status.PASSED


def test_an_outcome_that_held_before_its_step_and_fails_after_it_is_not_vacuous(
    tmp_path: Path,
) -> None:
    outcome = "**Expected Outcome**: `n.txt` does not contain `alpha`."
    result = carry_out(tmp_path, steps(f"{bash('echo alpha >n.txt')}\n{outcome}\n"))
    (judged,) = result.steps[0].outcomes
    assert (judged.status, judged.vacuous) == (Status.FAILED, False)


def test_a_guide_without_any_command_is_skipped_and_does_not_pass(tmp_path: Path) -> None:
    write(tmp_path, {"milestones/01-a.md": steps("Only words.")})
    run = carry_out_roadmap(tmp_path)
    assert run.milestones[0].status is Status.SKIPPED
    assert run.status is Status.SKIPPED


def test_a_missing_tool_blocks_a_milestone_before_anything_runs(tmp_path: Path) -> None:
    text = steps(bash("touch x")).replace(
        "## Implementation", "## Prerequisites\n\n- Node.js 99+\n\n## Implementation"
    )
    result = carry_out(tmp_path, text)
    assert result.status is Status.BLOCKED
    assert "99" in (result.reason or "")
    assert [block.status for block in blocks(result)] == [Status.SKIPPED]


def test_a_system_package_that_is_missing_blocks_what_comes_after(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps(bash("sudo apt install no-such-package"), bash("true")))
    assert result.status is Status.BLOCKED
    assert result.reason is not None
    assert "needs the system package no-such-package" in result.reason
    assert result.steps[1].status is Status.SKIPPED


def test_a_system_package_that_is_there_lets_the_guide_go_on(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps(bash("sudo apt install -y bash"), bash("true")))
    assert result.status is Status.PASSED
    assert [block.status for block in blocks(result)] == [Status.SKIPPED, Status.PASSED]


def test_a_tool_by_a_name_that_is_not_there_blocks_the_milestone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "cat", "mkdir", "env", "python3"):
        (tools / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(tools))
    guide = steps(bash("python -c pass")).replace(
        "## Impl", "## Prerequisites\n\n- Python 3.9+\n\n## Impl", 1
    )
    result = carry_out(tmp_path, guide)
    assert result.status is Status.BLOCKED
    assert result.reason is not None
    assert "the guide calls `python`, which is not found; `python3` is" in result.reason


def test_a_value_that_the_reader_must_give_blocks_or_is_set(tmp_path: Path) -> None:
    text = steps(bash("echo hello <your-name>"))
    assert carry_out(tmp_path, text).status is Status.BLOCKED
    result = carry_out(tmp_path, text, values={"your-name": "Ada"})
    assert result.status is Status.PASSED
    assert blocks(result)[0].output == "hello Ada\n"


def test_a_known_issue_is_found_for_a_failure(tmp_path: Path) -> None:
    table = (
        "\n## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n"
        "| `nothing like it` | Weep |\n| `cannot open the pod bay doors` | Ask HAL |\n"
    )
    body = bash("echo 'I cannot open the pod bay doors' >&2; exit 4")
    result = carry_out(tmp_path, steps(body, after=table))
    (issue,) = result.known_issues
    assert (issue.step, issue.solution) == (1, "Ask HAL")


def test_clean_up_is_carried_out_after_a_failure(tmp_path: Path) -> None:
    result = carry_out(
        tmp_path, steps(bash("touch kept; false"), after="\n## Clean up\n\n" + bash("rm kept"))
    )
    assert result.status is Status.FAILED
    assert result.cleanup is not None
    assert result.cleanup.status is Status.PASSED


ROADMAP = {
    "milestones/01-a.md": "# 1: A\n\n## Steps\n\n### Step 1: Make\n\n```bash\n"
    "mkdir -p d; echo a >d/x\ngit config --global user.name Me\n```\n",
    "milestones/02-b.md": "# 2: B\n\n## Prerequisites\n\n- [A](01-a.md)\n\n## Steps\n\n"
    "### Step 1: Use\n\n```bash\ngrep a d/x\ngit config user.name\n```\n",
    "milestones/03-c.md": "# 3: C\n\n## Steps\n\n### Step 1: Alone\n\n```bash\n[ ! -e d ]\n```\n",
}


@pytest.mark.parametrize("sandbox", [False, pytest.param(True, marks=pytest.mark.room)])
def test_a_milestone_starts_where_those_it_needs_have_ended(tmp_path: Path, sandbox: bool) -> None:
    write(tmp_path, ROADMAP)
    run = carry_out_roadmap(tmp_path, sandbox=sandbox)
    assert [(m.number, m.status, m.reason) for m in run.milestones] == [
        ("1", Status.PASSED, None),
        ("2", Status.PASSED, None),
        ("3", Status.PASSED, None),
    ]


def test_a_guide_is_run_with_those_that_it_needs(tmp_path: Path) -> None:
    write(tmp_path, ROADMAP)
    run = carry_out_roadmap(tmp_path, "milestones/02-b.md")
    assert [m.number for m in run.milestones] == ["1", "2"]
    assert run.status is Status.PASSED


def test_milestones_that_need_a_failed_one_are_blocked_and_others_go_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **ROADMAP,
            "milestones/01-a.md": "# 1: A\n\n## Steps\n\n### Step 1: No\n\n" + bash("false"),
        },
    )
    run = carry_out_roadmap(tmp_path)
    assert [m.status for m in run.milestones] == [Status.FAILED, Status.BLOCKED, Status.PASSED]
    assert run.status is Status.FAILED


def test_a_roadmap_starts_from_the_workspace_that_it_ships(tmp_path: Path) -> None:
    write(tmp_path, {"workspace/given.txt": "here\n"})
    result = carry_out(tmp_path, steps(bash("grep here given.txt; touch made")))
    assert result.status is Status.PASSED, result.reason
    assert sorted(p.name for p in (tmp_path / "workspace").iterdir()) == ["given.txt"]


SERVER = "python3 -m http.server 3000"


@pytest.mark.parametrize("sandbox", [False, pytest.param(True, marks=pytest.mark.room)])
def test_a_server_becomes_a_service_and_ends_with_its_milestone(
    tmp_path: Path, sandbox: bool
) -> None:
    body = (
        f"{bash('echo hello >index.txt')}\nIn another terminal, start it:\n\n{bash(SERVER)}\n"
        "**Expected Outcome**: `http://localhost:3000/index.txt` responds with 200 and "
        "contains `hello`.\n"
    )
    result = carry_out(
        tmp_path, steps(body, bash("curl -s localhost:3000/index.txt")), sandbox=sandbox
    )
    assert result.status is Status.PASSED, (result.reason, blocks(result))
    assert [block.service for block in blocks(result)] == [False, True, False]
    assert blocks(result)[2].output == "hello\n"


def test_a_server_that_is_started_like_any_command_is_noticed(tmp_path: Path) -> None:
    result = carry_out(
        tmp_path,
        steps(bash("cat >s.py <<'E'\nimport http.server\n"
                   "http.server.HTTPServer(('127.0.0.1', 3107), "
                   "http.server.SimpleHTTPRequestHandler).serve_forever()\nE\npython3 s.py"),
              bash("curl -s -o /dev/null localhost:3107")),
    )  # fmt: skip
    assert result.status is Status.PASSED, (result.reason, blocks(result))
    assert blocks(result)[0].service


ASKED = f"""\
{bash('''echo '{"a": 1}' >data.json''')}
In a second terminal, run:

{bash("python3 -m http.server 3111")}
**Expected Outcome**: You should see `Serving HTTP`.
"""


def test_a_services_log_is_no_part_of_what_a_later_command_prints(tmp_path: Path) -> None:
    curl = bash("curl -s http://localhost:3111/data.json")
    result = carry_out(
        tmp_path,
        steps(
            ASKED,
            f'{curl}\n**Expected Outcome**: The output is:\n\n```json\n{{"a": 1}}\n```\n',
            f"{curl}\n**Expected Outcome**: The output does not contain `200`.\n",
            "```http\nGET http://localhost:3111/data.json\n```\n\nThe response is:\n\n"
            '```json\n{"a": 1}\n```\n',
        ),
    )
    assert result.status is Status.PASSED, (result.reason, result.steps)
    assert [len(step.outcomes) for step in result.steps[:3]] == [1, 1, 1]


def test_outcomes_of_a_block_that_was_skipped_are_skipped_too(tmp_path: Path) -> None:
    body = (
        f"{bash('echo one')}\nYou should see `two`.\n\n"
        f"{bash('echo three')}\nYou should see `three`.\n"
    )
    result = carry_out(tmp_path, steps(body), keep_going=True)
    assert [o.status for o in result.steps[0].outcomes] == [Status.FAILED, Status.SKIPPED]
    assert [b.status for b in blocks(result)] == [Status.PASSED, Status.SKIPPED]
