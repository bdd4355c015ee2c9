"""Known issues and their ranking; checklist items and their checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reading.guides import milestone

from milepost.reading.issues import rank, rank_failed
from milepost.reading.read import read

if TYPE_CHECKING:
    from milepost.reading.base import IssueReading


def issues(*rows: tuple[str, str], language: str = "en") -> tuple[IssueReading, ...]:
    table = "\n".join(f"| {issue} | {solution} |" for issue, solution in rows)
    head = "# 1: T\n\n## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n"
    return read(milestone(head + table + "\n", language)).issues


@pytest.mark.parametrize(
    ("symptom", "patterns"),
    [
        ("`EADDRINUSE` on start", [("EADDRINUSE", "code"), ("start", "words")]),
        ('It says "permission denied"', [("permission denied", "quoted"), ("says", "words")]),
        ("A TypeError is raised", [("TypeError", "error"), ("typeerror raised", "words")]),
        ("It exits with status 127", [("127", "status"), ("exits status", "words")]),
        ("port 3000 taken", [("3000", "port"), ("port taken", "words")]),
    ],
)
def test_symptom_becomes_patterns(symptom: str, patterns: list[tuple[str, str]]) -> None:
    (issue,) = issues((symptom, "Wait."))
    assert [(p.text, p.kind) for p in issue.patterns] == patterns


def test_commands_of_a_solution_are_its_code_spans_that_are_commands() -> None:
    (issue,) = issues(("`x`", "Run `npm install`, not `NODE_ENV`."))
    assert issue.commands == ("npm install",)


def test_an_arrow_parts_a_symptom_from_its_solution() -> None:
    items = '* `no lid` → `npm ci`\n* It says "cold" -> wait\n* a remark\n* → nothing\n'
    found = read(milestone(f"# 1: T\n\n## Known Issues\n\n{items}")).issues
    assert [(i.patterns[0].text, i.commands) for i in found] == [
        ("no lid", ("npm ci",)),
        ("cold", ()),
    ]


ADVISED = [
    ("Run `kill 42`, or `sudo fuser -k 3000/tcp`.", ("kill 42", "fuser -k 3000/tcp")),
    ("Set it: `export PORT=3001`", ("export PORT=3001",)),
    ("Type `sudo npm ci`.", ("npm ci",)),
    ("Do not run `npm start`, but `npm ci`.", ("npm ci",)),
    ("Don't use `npm start`. Use `npm ci` instead of `npm install`.", ("npm ci",)),
    ("Do not run `npm start`, run `npm ci`.", ("npm ci",)),
    ("Do not wait; run `npm ci`.", ("npm ci",)),
    ("If it is not there, run `npm ci`.", ("npm ci",)),
    ("The package is not installed, so run `npm ci`", ("npm ci",)),
    ("Node is not on the path: `export PATH=/x`", ("export PATH=/x",)),
    ("Instead of `npm start`, run `npm ci`.", ("npm ci",)),
    ("Some people suggest `npm start`, but `npm ci` is what helps.", ("npm ci",)),
    ("Some people suggest `npm start`, which is wrong. Run `npm ci`.", ("npm ci",)),
    ("Delete the folder and run `npm ci` again. It does that on its own.", ("npm ci",)),
    ("You forgot to run `npm ci`.", ("npm ci",)),
    ("Make sure that you ran `npm ci` first.", ("npm ci",)),
    ("We suggest `npm ci`, then `npm run build`.", ("npm ci", "npm run build")),
    ("Führe `npm ci` aus.", ("npm ci",)),
]
REJECTED = [
    "Some people suggest `npm ci`, which is wrong.",
    "Some people suggest `npm ci`. That is wrong.",
    "Many answers on the web tell you to use `npm ci`.",
    "You may read that `npm ci` helps.",
    "It is tempting to run `npm ci`: resist.",
    "`npm ci` is often suggested. It does not help.",
    "`npm ci` does not help here.",
    "`npm ci` won't help.",
    "`npm ci` is a bad idea.",
    "`npm ci`, which only hides the fault.",
    "`npm ci` makes things worse.",
    "Running `npm ci` again has no effect.",
    "`npm ci` alone is not enough.",
    "Do not run `npm ci`.",
    "Don't use `npm ci`, `npm rebuild` or `npm start`.",
    "Never, under any circumstances, run `npm ci`.",
    "Please avoid to call `npm ci`.",
    "You should not run `npm ci`.",
    "You must never type `npm ci`.",
    "There is no need for `npm ci`.",
    "Wait rather than running `npm ci`.",
    "Refrain from `npm ci`.",
    "This happens when you run `npm start` before it.",
    "It is caused by `npm start`.",
    "Wrong: `npm ci`",
    "❌ `npm ci`",
    "~~`npm ci`~~ Wait.",
    "Run `npm ci`? Don't do that.",
    "Older guides used `npm ci`.",
    "The name is `kill`, or `export`.",
]
REJECTED_IN_GERMAN = [
    "Manche empfehlen `npm ci`, was falsch ist.",
    "Manche empfehlen `npm ci`. Das ist falsch.",
    "Führe `npm ci` nicht aus.",
    "Niemals `npm ci` oder `npm start` ausführen.",
    "`npm ci` hilft hier nicht.",
    "`npm ci` bringt nichts.",
    "Verzichte auf `npm ci`.",
    "Es ist verlockend, `npm ci` zu nehmen.",
    "Das passiert nach `npm start`.",
    "Falsch: `npm ci`",
    "Nimm `npm ci`? Mach das nicht.",
]


@pytest.mark.parametrize(("solution", "commands"), ADVISED)
def test_a_solution_has_the_commands_that_it_advises(
    solution: str, commands: tuple[str, ...]
) -> None:
    (issue,) = issues(("`x`", solution), language="de" if "Führe" in solution else "en")
    assert issue.commands == commands


@pytest.mark.parametrize("solution", REJECTED)
def test_what_a_solution_rejects_is_no_command_of_it(solution: str) -> None:
    (issue,) = issues(("`x`", solution))
    assert issue.commands == ()


@pytest.mark.parametrize("solution", REJECTED_IN_GERMAN)
def test_what_a_german_solution_rejects_is_no_command_of_it(solution: str) -> None:
    (issue,) = issues(("`x`", solution), language="de")
    assert issue.commands == ()


FENCES = [
    ("Do:\n\n```bash\n$ npm ci\n```\n", ("npm ci",)),
    ("Do:\n\n```bash\n$ npm ci\nadded 3 packages\n$ npm test\n```\n", ("npm ci\nnpm test",)),
    ("Do not run this:\n\n```bash\nnpm start\n```\n\nDo:\n\n```sh\nnpm ci\n```\n", ("npm ci",)),
    ("Some people suggest:\n\n```bash\nnpm ci\n```\n", ()),
    ("Do:\n\n<!-- milepost: shown -->\n```bash\nnpm ci\n```\n", ()),
    ('Do:\n\n<!-- milepost: skip="slow" -->\n```bash\nnpm ci\n```\n', ()),
    ("Set:\n\n```json\n{}\n```\n", ()),
]


@pytest.mark.parametrize(("solution", "commands"), FENCES)
def test_a_solution_has_the_fences_that_it_advises(
    solution: str, commands: tuple[str, ...]
) -> None:
    text = f"# 1: T\n\n## Troubleshooting\n\n### `x` fails\n\n{solution}"
    (issue,) = read(milestone(text)).issues
    assert issue.commands == commands


def test_best_issue_comes_first_and_says_what_matched() -> None:
    found = rank(
        issues(
            ("The port is in use already", "Stop it."),
            ("`Error: listen EADDRINUSE`", "Stop it."),
            ("`ENOENT`", "Create it."),
        ),
        "Error: listen EADDRINUSE: address already in use; the port 3000 is in use",
        1,
    )
    assert [round(score, 1) for _, score, _ in found] == [1.0, 0.2]
    assert found[0][2] == ("Error: listen EADDRINUSE",)


def test_quoted_symptom_matches_loosely() -> None:
    found = rank(issues(('"Cannot find module"', "Install.")), "cannot   find module 'x'", 1)
    assert found[0][1] == pytest.approx(0.9)


def test_status_port_and_words_count_less() -> None:
    by_status = rank(issues(("exit code 127", "Install it.")), "sh: tool gone", 127)
    assert by_status[0][2] == ("exit status 127",)
    by_port = rank(issues(("port 3000 busy", "Stop it.")), "0.0.0.0:3000", 1)
    assert by_port[0][2] == ("port 3000",)
    by_words = rank(issues(("database locked forever", "Wait.")), "the database stays locked", 1)
    assert by_words[0][2] == ("words: database, locked",)
    assert by_words[0][1] < by_port[0][1] < 1


def test_several_explicit_patterns_that_are_missing_lower_the_score() -> None:
    both, one = issues(("`alpha` and `beta`", "x"), ("`alpha`", "y"))
    found = rank((both, one), "alpha only", 1)
    assert found[0][0] is one
    assert found[1][1] < found[0][1]


GARDEN = (
    ("The file `garden.txt` lacks `water`", "Run `echo water >> garden.txt`"),
    ("`garden.txt: No such file`", "Run `touch garden.txt`"),
)


@pytest.mark.parametrize(
    ("seen", "best"),
    [
        ("cat: garden.txt: No such file or directory", 1),
        ("garden.txt is not there", 1),
        ("seed", 0),
    ],
)
def test_the_row_that_says_what_happened_to_a_file_is_the_one(seen: str, best: int) -> None:
    rows = issues(*GARDEN)
    found = rank_failed(rows, seen, 1, ["`garden.txt` contains `water`"])
    assert [(row, matched) for row, _, matched in found] == [
        (rows[best], (("garden.txt: No such file",), ("water", "garden.txt"))[not best])
    ]


def test_the_name_of_a_file_alone_counts_less_and_is_no_symptom_of_several_parts() -> None:
    rows = issues(*GARDEN[:1], ("`garden.txt` is odd", "Wait."), ("`odd` is said", "Wait."))
    found = rank(rows, "garden.txt: odd, says cat", 1)
    assert [row for row, _, _ in found] == [rows[2], rows[1]]
    assert found[1][1] < 0.5


def test_issue_of_another_kind_does_not_match() -> None:
    assert rank(issues(("`ENOSPC`", "Free it.")), "all is well", 0) == []


@pytest.mark.parametrize(
    ("item", "checks"),
    [
        ("`npm test`", ["`npm test` exits with 0"]),
        ("`src/app.js` exists", ["`src/app.js` exists"]),
        ("`node --version` prints `v`", ["`node --version` prints `v`"]),
        ("**Test report** (`/docs/tests.md`)", ["`docs/tests.md` exists"]),
        ("**Host names** (`/etc/hosts.txt`)", []),
        ("Delete the old one (`docs/old.md`)", []),
        ("`deploy()`", []),
        ("I understand `git rebase`", []),
        ("All tests pass", []),
        ("You see `ok`", []),
        ("`a.txt` exists. I am happy.", []),
    ],
)
def test_checklist_item_is_automatic_only_where_all_of_it_is_read(
    item: str, checks: list[str]
) -> None:
    text = f"# 1: T\n\n## Validation Checklist\n\n- [ ] {item}\n"
    (reading,) = read(milestone(text)).checklist
    assert [check.reads_as for check in reading.checks] == checks
    assert reading.manual is not bool(checks)
    assert reading.why


def test_checklist_item_of_tests_is_told_of_testing() -> None:
    text = (
        "# 1: T\n\n## Testing\n\n```bash\nnpm test\n```\n\n"
        "## Validation Checklist\n\n- [ ] All 5 tests pass\n- [ ] You see `ok`\n"
    )
    tests, output = read(milestone(text)).checklist
    assert [check.reads_as for check in tests.checks] == ["5 tests pass"]
    assert output.manual


def test_a_row_of_a_table_is_read_as_an_item_is_and_one_that_is_not_plain_is_left_to_a_person() -> (
    None
):
    head = "# 1: T\n\n## Validation Checklist\n\n"
    plain = read(milestone(f"{head}| Check | Done |\n|---|---|\n| `a.txt` exists | [ ] |\n"))
    assert [check.reads_as for item in plain.checklist for check in item.checks] == [
        "`a.txt` exists"
    ]
    unread = read(milestone(f"{head}| Check | By |\n|---|---|\n| `a.txt` exists | Ada |\n"))
    (item,) = unread.checklist
    assert (item.checks, item.manual) == ((), True)
    assert "several columns" in item.why
