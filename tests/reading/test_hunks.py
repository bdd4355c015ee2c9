"""Diffs without line numbers: where each hunk goes, and why it cannot."""

from __future__ import annotations

import pytest

from milepost.reading.hunks import FilePatch, file_patches, has_line_numbers, patched

TEXT = "import os\n\ndef one():\n    go()\n\ndef two():\n    go()\n"

FITTING = [
    ("a bare header", "@@\n def two():\n-    go()\n+    stop()", "def two():\n    stop()\n"),
    ("no header", "-import os\n+import sys", "import sys\n"),
    ("a header that names a function", "@@ def one():\n def one():\n+    x()", "one():\n    x()\n"),
    (
        "two hunks, in any order",
        "@@\n def two():\n+    2\n\n@@ ... @@\n def one():\n+    1",
        "def one():\n    1\n    go()\n\ndef two():\n    2\n    go()\n",
    ),
    ("a blank after each sign", "  def one():\n+     x()", "def one():\n    x()\n    go()\n"),
    (
        "dots for the lines between",
        "-import os\n+import sys\n ...\n def two():\n+    2\n",
        "import sys\n\ndef one():\n    go()\n\ndef two():\n    2\n",
    ),
    ("a line is removed", " import os\n-\n def one():", "import os\ndef one():\n"),
]


@pytest.mark.parametrize(
    ("diff", "expected"), [c[1:] for c in FITTING], ids=[c[0] for c in FITTING]
)
def test_a_hunk_goes_where_its_lines_stand(diff: str, expected: str) -> None:
    (part,) = file_patches(diff)
    made = patched(TEXT, part.hunks)
    assert made.fault is None
    assert expected in made.text
    assert "\ndef two():\n" in made.text


FAULTS = [
    ("@@\n-    go()\n+    x()", "its old lines stand 2 times in the file"),
    ("-import sys", "its old lines do not stand in the file"),
    ("+import sys", "it has no line beside which the new ones go"),
    ("def one():\n+    x()", "the line `def one():` begins with neither a blank, + nor -"),
    ("@@\n-import os\n@@\n-no\n", "hunk 2: its old lines do not stand in the file"),
    ("@@\n import os\n \n+1\n@@\n import os\n+2", "two of its hunks change the same lines"),
]


@pytest.mark.parametrize(("diff", "fault"), FAULTS)
def test_a_hunk_without_one_place_says_why(diff: str, fault: str) -> None:
    (part,) = file_patches(diff)
    made = patched(TEXT, part.hunks)
    assert (made.fault, made.text) == (fault, TEXT)


def test_an_empty_file_takes_new_lines() -> None:
    (part,) = file_patches("--- /dev/null\n+++ b/a/new.txt\n@@\n+one\n+two\n")
    assert part == FilePatch("a/new.txt", (("+one", "+two"),), new=True)
    assert patched("", part.hunks).text == "one\ntwo\n"


def test_a_diff_of_several_files_has_a_part_for_each() -> None:
    diff = (
        "diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@\n-1\n+2\n\\ No newline at end\n"
        "--- y\t2020\n+++ y\t2021\n@@\n-3\n"
        "--- a/z\n+++ /dev/null\n@@\n-4\n"
    )
    assert file_patches(diff) == (
        FilePatch("x", (("-1", "+2"),)),
        FilePatch("y", (("-3",),)),
        FilePatch("z", (("-4",),), removed=True),
    )
    assert not file_patches(" only\n what is there\n")


@pytest.mark.parametrize(
    ("diff", "numbered"),
    [("@@ -1 +1 @@\n-a\n+b", True), ("@@ -1,2 +1 @@ f()\n-a", True), ("@@\n-a", False),
     ("-a\n+b", False), ("@@ -1 +1 @@\n-a\n@@ f\n-b", False)],
)  # fmt: skip
def test_line_numbers_are_known_where_each_hunk_has_them(diff: str, numbered: bool) -> None:
    assert has_line_numbers(diff) is numbered
