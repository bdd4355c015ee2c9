"""Interactive programs: what is typed into them, what they answer, and how they end."""
# ruff: noqa: E501 - a case reads best on a line of its own

from __future__ import annotations

from pathlib import Path

import pytest
from tests.run.guides import carry_out, steps

from milepost.result.model import BlockResult, MilestoneResult, Status


def fence(code: str, language: str = "console") -> str:
    return f"```{language}\n{code}\n```\n"


def bad(result: MilestoneResult) -> list[BlockResult]:
    blocks = [block for step in result.steps for block in step.blocks]
    return [block for block in blocks if block.status not in (Status.PASSED, Status.SKIPPED)]


ASKS = "name = input('Name? ')\nage = input('Age? ')\nprint(name, 'is', age)"
WRITE = f"Create `ask.py`:\n\n```python\n{ASKS}\n```\n\n"
RAISES = ">>> 1 / 0\nTraceback (most recent call last):\n  File {}\n{}\n"

PASSING = [
    ("an expression", fence(">>> 1 + 1\n2", "pycon")),
    ("python as language", fence('>>> "a" * 3\n\'aaa\'', "python")),
    ("no language", fence(">>> 1 + 1\n2", "")),
    ("started in the fence", fence("$ python3\nPython 9.9\n>>> 1 + 1\n2\n>>> exit()")),
    ("back in the shell", fence("$ python3\n>>> 1 + 1\n2\n>>> exit()\n$ echo hi\nhi")),
    ("its own exit status", fence("$ python3\n>>> exit(3)\n[3]\n$ echo hi\nhi")),
    ("a list that looks like an exit status", fence(">>> [1]\n[1]", "pycon")),
    ("the end of input", fence("$ python3\n>>> ^D\n$ echo hi\nhi")),
    ("the shell's variables", fence("$ x=7\n$ export y=$x\n$ python3 -q\n>>> import os; os.environ['y']\n'7'")),
    ("several lines", fence(">>> for i in range(2):\n...     print(i)\n...\n0\n1", "pycon")),
    ("no blank line at the end", fence(">>> def f():\n...     return 4\n>>> f()\n4", "pycon")),
    ("a blank line within", fence(">>> def f():\n...     x = 4\n...\n...     return x\n>>> f()\n4", "pycon")),
    ("a blank line in a text", fence(">>> print('''a\n...\n... b''')\na\n\nb", "pycon")),
    ("a tab", fence(">>> if True:\n...\tprint('in')\nin".replace("...\t", "... \t"), "pycon")),
    ("elided lines", fence(">>> for i in range(9): print(i)\n... \n0\n...\n8", "pycon")),
    ("elided at once", fence(">>> list(range(3))\n...", "pycon")),
    ("a part elided", fence(">>> object()\n<object object at [..]>", "pycon")),
    ("as doctest elides", fence(">>> object()  # doctest: +ELLIPSIS\n<object object at 0x...>", "pycon")),
    ("what doctest skips", fence(">>> 1 / 0  # doctest: +SKIP\n7\n>>> 1\n1", "pycon")),
    ("blank lines of doctest", fence(">>> print('a\\n\\nb')\na\n<BLANKLINE>\nb", "pycon")),
    ("an expected error", fence(RAISES.format('"other.py", line 9, in x', "ZeroDivisionError: division by zero"), "pycon")),
    ("its frames elided", fence(">>> 1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero", "pycon")),
    ("output like a prompt", fence(">>> print('>>> '); print('... ')\n>>>\n...", "pycon").replace("\n>>>\n", "\n[..]\n")),
    ("much output", fence(">>> print('x' * 200000)\n[..]", "pycon")),
    ("a long line", fence(f">>> len('{'x' * 900}')\n900", "pycon")),
    ("a wide output", fence(f">>> print('{'x' * 300}')\n{'x' * 300}", "pycon")),
    ("go on in the next block", fence(">>> x = 1", "pycon") + "\nThen:\n\n" + fence(">>> x\n1", "pycon")),
    ("anew after a shell block", fence(">>> x = 1", "pycon") + "\nThen:\n\n" + fence("true", "bash") + "\nThen:\n\n" + fence(">>> 'x' in dir()\nFalse", "pycon")),
    ("node", fence("> 1 + 1\n2\n> [1, 2].map(x => {\n...   return x * 2 })\n[ 2, 4 ]", "js")),
    ("node in a console", fence("$ node\nWelcome to Node.js v1.\n> 6 * 7\n42\n> .exit\n$ echo hi\nhi")),
    ("an expected error of node", fence("> nothing\nUncaught ReferenceError: nothing is not defined", "js")),
    ("sqlite3", fence("$ sqlite3 x.db\nsqlite> create table t (a);\nsqlite> insert into t\n   ...> values (1), (2);\nsqlite> select * from t;\n1\n2\nsqlite> .quit\n$ ls\nx.db")),
    ("an error of sqlite3, then .quit", fence("$ sqlite3 x.db\nsqlite> select a;\nParse error: no such column: a\n  select a;\n         ^--- error here\nsqlite> .quit")),
    ("a question of a statement", fence(">>> x = input('Name? ')\nName? Ada\n>>> x\n'Ada'", "pycon")),
    ("a question without words", fence(">>> x = input()\nAda\n>>> x\n'Ada'", "pycon")),
    ("a program that asks", WRITE + fence("$ python3 ask.py\nName? Ada\nAge? 36\nAda is 36\n$ echo on\non")),
    ("answers that a sentence gives", WRITE + fence("python3 ask.py", "bash") + "\nEnter `Ada`. Then enter `36`.\n\nYou should see `Ada is 36`.\n"),
    ("a question that is not shown", fence("mkdir d\ncd d\nx=7\nexport x\nprintf 'echo -n \"$x? \"; read a; echo $a$x' >../a.sh", "bash") + "\nThen:\n\n" + fence("bash ../a.sh", "bash") + "\nWhen it asks, type `yes`. You should see `yes7`.\n"),
    ("a table drawn otherwise", fence("$ sqlite3\nsqlite> .mode box\nsqlite> select 1 as a, 'x y' as b;\na | b\n--|----\n1 | x y")),
]  # fmt: skip


@pytest.mark.parametrize("body", [c[1] for c in PASSING], ids=[c[0] for c in PASSING])
def test_a_good_session_passes(tmp_path: Path, body: str) -> None:
    result = carry_out(tmp_path, steps(body))
    assert result.status is Status.PASSED, (result.reason, bad(result))


SHORT = "<!-- milepost: timeout=1s -->\n"
FAILING = [
    ("drift", fence(">>> 1 + 1\n3", "pycon"), 8, "not the one shown"),
    ("an error that is not shown", fence(">>> x = 1\n>>> y", "pycon"), 9, "NameError: name 'y' is not defined"),
    ("an answer that is not asked for", fence("$ echo 'Sure? [y/N]'\nSure? [y/N] y"), 8, "it ended before it asked for `y`"),
    ("a status after an answer", WRITE.replace("print(", "exit(") + fence("$ python3 ask.py\nName? Ada\nAge? 36"), 16, "exit status 1"),
    ("one more question", SHORT + fence("$ python3 -c 'input(\"Sure? [y/N] \"),input(\"More? \")'\nSure? [y/N] y"), 9, "the last that it shows is `More?`"),
    ("another error", fence(RAISES.format("x", "ValueError: no"), "pycon"), 8, "not the one shown"),
    ("an error instead of a value", fence(">>> 1 / 0\n0", "pycon"), 8, "ZeroDivisionError"),
    ("a value instead of an error", fence(RAISES.format("x", "ZeroDivisionError: x").replace("1 / 0", "1"), "pycon"), 8, "not the one shown"),
    ("never returns", SHORT + fence(">>> 1\n1\n>>> while True: pass\n...", "pycon"), 11, "did not come back to its prompt within 1 s"),
    ("waits for input", SHORT + fence(">>> input()", "pycon"), 9, "did not come back"),
    ("an open bracket", fence(">>> f(1,", "pycon"), 8, "waits for the rest"),
    ("an open statement of SQL", fence("$ sqlite3\nsqlite> select 1"), 9, "waits for the rest"),
    ("an exit status", fence("$ python3\n>>> exit(3)"), 9, "ended with exit status 3"),
    ("another exit status", fence("$ python3\n>>> exit(2)\n[3]"), 9, "ended with exit status 2, expected 3"),
    ("ended too early", fence(">>> import os; os._exit(0)\n>>> 1\n1", "pycon"), 9, "has ended before"),
    ("an error of node", fence("> nothing", "js"), 8, "ReferenceError"),
    ("an error of sqlite3", fence("$ sqlite3\nsqlite> select a;"), 9, "no such column"),
    ("another row", fence("$ sqlite3\nsqlite> select 1 as a;\n2"), 9, "not the one shown"),
    ("no such program", fence("$ no-such-program\n>>> 1\n1"), 8, "exit status 127"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "line", "reason"), [c[1:] for c in FAILING], ids=[c[0] for c in FAILING]
)
def test_a_bad_session_fails_at_its_line(tmp_path: Path, body: str, line: int, reason: str) -> None:
    result = carry_out(tmp_path, steps(body))
    (block,) = bad(result)
    assert block.status is Status.FAILED
    assert reason in (block.reason or "")
    assert block.commands[-1].line == line


@pytest.mark.room
@pytest.mark.parametrize(
    ("shown", "instead", "line", "reason"),
    [
        ("", "", None, None),
        ('ERROR:  relation "nothing" does not exist\nLINE 1: SELECT * FROM nothing;\n' + " " * 22 + "^\n", "", 64, 'an error that the guide does not: ERROR:  relation "nothing"'),
        ("holds 2 rows", "holds 3 rows", 30, None),
    ],
)  # fmt: skip
def test_a_guide_to_postgresql(
    tmp_path: Path, shown: str, instead: str, line: int | None, reason: str | None
) -> None:
    text = (Path(__file__).parents[1] / "cases/guides/postgresql.md").read_text("utf-8")
    assert shown in text
    result = carry_out(tmp_path, text.replace(shown, instead), sandbox=True)
    if line is None:
        assert result.status is Status.PASSED, (result.reason, bad(result))
        return
    assert result.status is Status.FAILED
    blocks = [c for block in bad(result) for c in block.commands if c.status is Status.FAILED]
    outcomes = [o.line for s in result.steps for o in s.outcomes if o.status is Status.FAILED]
    assert [*(c.line for c in blocks), *outcomes] == [line]
    assert reason is None or reason in (blocks[0].reason or "")


def test_queries_of_a_block_are_typed_into_its_client(tmp_path: Path) -> None:
    body = (
        "In `sqlite3 notes.db`, run:\n\n```sql\ncreate table notes (id, title);\n\n"
        "insert into notes values\n  (1, 'Milk'),\n  (2, 'Bread');\n-- done\n```\n\n"
        "Then:\n\n```sql\nselect * from notes;\n```\n\nYou should see:\n\n"
        "```\n id | title\n----+------\n  1 | Milk\n  2 | {}\n```\n"
    )
    assert carry_out(tmp_path, steps(body.format("Bread"))).status is Status.PASSED
    failed = carry_out(tmp_path, steps(body.format("Eggs")))
    assert failed.status is Status.FAILED


@pytest.mark.parametrize(
    ("output", "status"), [("1|Milk\n", Status.PASSED), ("1|Eggs\n", Status.FAILED)]
)
def test_an_output_fence_under_a_query_is_compared(
    tmp_path: Path, output: str, status: Status
) -> None:
    body = (
        "<!-- milepost: db=\"sqlite3 notes.db\" -->\n\n```sql\nselect 1, 'Milk';\n```\n\n"
        f"```output\n{output}```\n"
    )
    assert carry_out(tmp_path, steps(body)).status is status


def test_a_query_that_is_not_complete_fails(tmp_path: Path) -> None:
    body = "<!-- milepost: db=notes.db -->\n\n```sql\nselect 1\n```\n"
    (block,) = bad(carry_out(tmp_path, steps(body)))
    assert "waits for the rest" in (block.reason or "")


def test_an_output_fence_under_a_transcript_is_compared(tmp_path: Path) -> None:
    body = fence("$ echo a\n$ echo b") + "\n" + fence("a\nc", "output")
    (block,) = bad(carry_out(tmp_path, steps(body)))
    assert (block.reason or "").startswith("the output is not the one shown at line")


@pytest.mark.room
def test_an_interactive_program_stands_where_the_terminal_stands(tmp_path: Path) -> None:
    body = (
        fence("mkdir -p app\ncd app\nfunction hi { echo hi; }\nNAME=Ada\npython3 -m venv --without-pip env\n"
              "source env/bin/activate", "bash")
        + "\nThen:\n\n"
        + fence("$ NAME=$NAME python\n>>> import os, sys; os.path.basename(os.getcwd()), sys.prefix[-4:]\n"
                "('app', '/env')\n>>> os.environ['NAME']\n'Ada'")
    )  # fmt: skip
    result = carry_out(tmp_path, steps(body), sandbox=True)
    assert result.status is Status.PASSED, bad(result)


def test_an_interactive_program_ends_with_its_milestone(tmp_path: Path) -> None:
    body = fence(">>> open('pid', 'w').write(str(__import__('os').getpid()))", "pycon")
    copy = fence("cp pid /proc/self/fd/1 2>/dev/null || cat pid; echo", "bash")
    result = carry_out(tmp_path, steps(body, copy))
    (pid,) = result.steps[1].blocks[0].output.split()
    assert not Path(f"/proc/{pid}").exists()
