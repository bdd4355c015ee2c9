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
    assert result.steps[0].reason == "solved by row at line 17"


def test_a_row_that_does_not_help_is_named_and_the_step_stays_failed(tmp_path: Path) -> None:
    result = tried(tmp_path, bash(FAILS), "| `no key in the lock` | Run `touch other` |\n")
    assert result.status is Status.FAILED
    (issue,) = result.known_issues
    assert (issue.tried, issue.solved) == (True, False)
    assert (result.steps[0].reason or "").endswith("row at line 16 did not help")


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
