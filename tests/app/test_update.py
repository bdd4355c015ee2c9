"""`run --update` over real guides: what is rewritten, and that all else stays, byte by byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.app.run import RunRequest
from milepost.app.update import Update, find_updates, write_updates
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "# 1: Test\n\n## Implementation Steps\n\n### Step 1: Only\n\n"


def found(folder: Path, text: str | bytes) -> tuple[Path, RunRequest, Update]:
    """The updates of one guide."""
    guide = folder / "01-test.md"
    guide.write_bytes(text.encode() if isinstance(text, str) else text)
    request = RunRequest(paths=(guide.name,), folder=folder, sandbox=False, network="off")
    return guide, request, find_updates(request, Silent())


CASES = [
    ("a transcript", "```console\n$ echo new\nold\n$ echo two\ntwo\n```\n",
     "```console\n$ echo new\nnew\n$ echo two\ntwo\n```\n"),
    ("several places", "```console\n$ echo a\nx\n$ seq 2\ny\n$ echo c\nz\n```\n",
     "```console\n$ echo a\na\n$ seq 2\n1\n2\n$ echo c\nc\n```\n"),
    ("a matcher", "```console\n$ seq 5\n1\n...\n6\n```\n", "```console\n$ seq 5\n1\n...\n5\n```\n"),
    ("an exit status stays", "```console\n$ echo a; false\nb\n[1]\n```\n",
     "```console\n$ echo a; false\na\n[1]\n```\n"),
    ("an indented transcript", "```console\n $ seq 2\n 1\n 3\n $ echo a\n a\n```\n",
     "```console\n $ seq 2\n 1\n 2\n $ echo a\n a\n```\n"),
    ("the message of a failure", "```console\n$ (exit 3) || ls /plum\nls: old\n```\n",
     "```console\n$ (exit 3) || ls /plum\n"
     "ls: cannot access '/plum': No such file or directory\n```\n"),
    ("the reader's version stays",
     "```console\n$ grep --version | head -n1\ngrep (GNU grep) 1.2.3\n$ echo a\nb\n```\n",
     "```console\n$ grep --version | head -n1\ngrep (GNU grep) 1.2.3\n$ echo a\na\n```\n"),
    ("a continued command", "```console\n$ echo \\\n> a\nb\n```\n",
     "```console\n$ echo \\\n> a\na\n```\n"),
    ("an output fence", "```bash\necho new\n```\n\n```output\nold\n```\n",
     "```bash\necho new\n```\n\n```output\nnew\n```\n"),
    ("an empty output fence", "```bash\necho new\n```\n\n```output\n```\n",
     "```bash\necho new\n```\n\n```output\nnew\n```\n"),
    ("an announced fence", "```bash\necho new\n```\n\nThe output is:\n\n```\nold\n```\n",
     "```bash\necho new\n```\n\nThe output is:\n\n```\nnew\n```\n"),
    ("a labelled fence",
     "```bash\necho new\n```\n\n**Expected Outcome**:\n\n```text\nold\n```\n",
     "```bash\necho new\n```\n\n**Expected Outcome**:\n\n```text\nnew\n```\n"),
    ("in a list", "1. Do:\n\n   ```console\n   $ seq 2\n   9\n   ```\n",
     "1. Do:\n\n   ```console\n   $ seq 2\n   1\n   2\n   ```\n"),
    ("an interactive program",
     "```pycon\n>>> for i in range(1):\n...     i\n...\n2\n>>> [1,\n...  2]\n[1]\n```\n",
     "```pycon\n>>> for i in range(1):\n...     i\n...\n0\n>>> [1,\n...  2]\n[1, 2]\n```\n"),
    ("a client of a database in a list",
     "1. Do:\n\n   ```\n   $ sqlite3\n   sqlite> select 1,\n      ...> 2;\n   1|3\n   ```\n",
     "1. Do:\n\n   ```\n   $ sqlite3\n   sqlite> select 1,\n      ...> 2;\n   1|2\n   ```\n"),
    ("nothing is printed any more", "```console\n$ true\nold\n$ echo a\na\n```\n",
     "```console\n$ true\n$ echo a\na\n```\n"),
    ("in several steps",
     "- It:\n\n  ```console\n  $ seq 2\n  1\n  ```\n\n### Step 2: Next\n\n"
     "```console\n$ echo ü\n4\n5\n```\n\n### Step 3: Last\n\n```console\n$ echo b\nold\n```\n",
     "- It:\n\n  ```console\n  $ seq 2\n  1\n  2\n  ```\n\n### Step 2: Next\n\n"
     "```console\n$ echo ü\nü\n```\n\n### Step 3: Last\n\n```console\n$ echo b\nb\n```\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
@pytest.mark.parametrize("form", ["lf", "crlf", "bom"])
def test_what_is_printed_takes_the_place_of_what_was_shown(
    tmp_path: Path, before: str, after: str, form: str
) -> None:
    def written(body: str) -> bytes:
        data = (HEAD + body).encode()
        data = data.replace(b"\n", b"\r\n") if form == "crlf" else data
        return b"\xef\xbb\xbf" + data if form == "bom" else data

    guide, request, update = found(tmp_path, written(before))
    assert update.result.status is Status.PASSED, update.result.milestones[0].reason
    assert update.refused == ()
    assert guide.read_bytes() == written(before)
    write_updates(request, update)
    assert guide.read_bytes() == written(after)
    assert all(mark in update.diff for mark in ("--- a/01-test.md", "+++ b/01-test.md", "@@"))
    assert find_updates(request, Silent()).changes == ()


VARYING = [
    ("a time", "echo 'Started at 12:31:07'", "`12:31:07` is a time"),
    ("a date", "echo 'On 2031-02-03'", "`2031-02-03` is a date"),
    ("a duration", "echo 'took 0.42s'", "`0.42s` is a duration"),
    ("a hash", "echo 'commit 3f9c2ab'", "`3f9c2ab` is a hash"),
    ("nothing", "echo 'took 3 steps in 5 seconds'", None),
]


@pytest.mark.parametrize(("command", "told"), [c[1:] for c in VARYING], ids=[c[0] for c in VARYING])
@pytest.mark.parametrize(
    "shape",
    ["```console\n$ {}\nold\n```\n", "> ```bash\n> {}\n> ```\n>\n> ```output\n> old\n> ```\n"],
)
def test_what_will_differ_again_is_told_of(
    tmp_path: Path, shape: str, command: str, told: str | None
) -> None:
    _, _, update = found(tmp_path, HEAD + shape.format(command))
    assert update.refused == ()
    assert len(update.changes) == 1
    assert len(update.varying) == (told is not None)
    assert all(told is not None and told in words for words in update.varying)
    assert all(words.startswith("01-test.md:") for words in update.varying)


@pytest.mark.parametrize("kept", ["at 12:31:07", "at [..]", "..."])
def test_what_was_there_before_is_not_told_of(tmp_path: Path, kept: str) -> None:
    body = f"> ```console\n> $ echo 'at 12:31:07'; echo new\n> {kept}\n> old\n> ```\n"
    _, _, update = found(tmp_path, HEAD + body)
    assert (len(update.changes), update.varying) == (1, ())


SAME = [
    ("nothing differs", "```console\n$ echo a\na\n```\n", Status.PASSED),
    ("a command fails", "```console\n$ false\n```\n", Status.FAILED),
    ("an outcome without a fence", "```bash\necho a\n```\n\n**Expected Outcome**: The output "
     "contains `b`.\n", Status.FAILED),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_nothing_else_is_rewritten(tmp_path: Path, body: str, status: Status) -> None:
    _, _, update = found(tmp_path, HEAD + body)
    assert (update.changes, update.diff, update.refused) == ((), "", ())
    assert update.result.status is status


NEXT = "\n### Step 2: Next\n\n```console\n$ echo b\nold\n```\n"
"""A step whose output differs as well."""
MORE = "\nThen it is said again.\n\n```console\n$ echo b\nold\n```\n"
"""The same in the step itself."""
REFUSED = [
    ("a regular expression", "```bash\necho new\n```\n\n<!-- milepost: match=regex -->\n\n"
     "```output\nold\n```\n", "cannot be rewritten"),
    ("a fence", "```console\n$ printf '```\\n'\nold\n```\n", "read otherwise"),
    ("a fence and more", "```console\n$ printf '```\\nhi\\n'\nold\n```\n", "read otherwise"),
    ("a longer fence", "```console\n$ printf '`````\\nhi\\n'\nold\n```\n", "read otherwise"),
    ("an indented fence", "```console\n$ printf '   ```\\nhi\\n'\nold\n```\n", "read otherwise"),
    ("two fences", "```console\n$ printf '```\\n```\\n'\nold\n```\n", "read otherwise"),
    ("a fence of tildes", "~~~console\n$ printf '~~~\\nhi\\n'\nold\n~~~\n", "read otherwise"),
    ("a block of its own", "```console\n$ printf '```\\n\\n```console\\n$ id\\n'\nold\n```\n",
     "read otherwise"),
    ("a fence in a list", "1. Do:\n\n   ```console\n   $ printf '```\\nhi\\n'\n   old\n   ```\n",
     "read otherwise"),
    ("a fence in an output fence", "```bash\nprintf '```\\nhi\\n'\n```\n\n```output\nold\n```\n",
     "read otherwise"),
    ("a prompt", "```bash\necho '$ id'\n```\n\nThe output is:\n\n```\nold\n```\n",
     "read otherwise"),
]  # fmt: skip


@pytest.mark.parametrize("after", ["", NEXT, MORE], ids=["last", "before a step", "before a block"])
@pytest.mark.parametrize(("body", "why"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_would_break_the_guide_is_refused_and_fails(
    tmp_path: Path, body: str, why: str, after: str
) -> None:
    _, _, update = found(tmp_path, HEAD + body + after)
    (refusal,) = update.refused
    assert refusal.startswith("01-test.md:")
    assert why in refusal
    assert update.changes == ()
    assert update.result.status is Status.FAILED


@pytest.mark.parametrize(("body", "why"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_comes_before_a_refused_change_is_rewritten(
    tmp_path: Path, body: str, why: str
) -> None:
    first = "```console\n$ seq 2\nold\n```\n\n### Step 2: Next\n\n"
    guide, request, update = found(tmp_path, HEAD + first + body)
    (refusal,) = update.refused
    assert why in refusal
    assert update.result.status is Status.FAILED
    write_updates(request, update)
    assert guide.read_text() == HEAD + first.replace("old", "1\n2") + body


def test_guides_that_are_only_needed_are_not_rewritten(tmp_path: Path) -> None:
    drifted = HEAD + "```console\n$ echo new\nold\n```\n"
    (tmp_path / "01-a.md").write_text(drifted)
    (tmp_path / "02-b.md").write_text(
        "# 2: B\n\n## Prerequisites\n\n- [A](01-a.md)\n\n" + drifted.split("\n\n", 1)[1]
    )
    request = RunRequest(paths=("02-b.md",), folder=tmp_path, sandbox=False, network="off")
    update = find_updates(request, Silent())
    assert [m.status for m in update.result.milestones] == [Status.FAILED, Status.BLOCKED]
    assert update.changes == ()


def test_a_guide_that_is_named_by_its_number_is_rewritten(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").write_text(HEAD + "```console\n$ echo new\nold\n```\n")
    request = RunRequest(paths=("1",), folder=tmp_path, sandbox=False, network="off")
    update = find_updates(request, Silent())
    assert [change.path for change in update.changes] == ["01-a.md"]


def test_a_guide_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    guide, request, update = found(tmp_path, HEAD + "```console\n$ echo new\nold\n```\n")
    guide.write_text("other")
    with pytest.raises(MilepostError, match="changed"):
        write_updates(request, update)
    assert guide.read_text() == "other"
