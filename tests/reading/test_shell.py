"""Bash code is cut into its commands, or the fault is named at its place."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading import shell
from milepost.reading.shell import Script, ShellSyntaxError, is_incomplete, split

SPLITS = [
    ("one command", "echo hi", [("echo hi", 0, 0)]),
    ("nothing", "", []),
    ("only a comment", "# nothing here\n\n", []),
    ("comments are dropped", "# first\nls # tail\n\n# last\n", [("ls", 1, 1)]),
    ("semicolons", "a; b ;c", [("a", 0, 0), ("b", 0, 0), ("c", 0, 0)]),
    ("a list stays whole", "a && b || c\nd", [("a && b || c", 0, 0), ("d", 1, 1)]),
    ("a list over lines", "a &&\n  b\nc", [("a &&\n  b", 0, 1), ("c", 2, 2)]),
    ("a pipeline over lines", "a |\n b", [("a |\n b", 0, 1)]),
    ("a continued line", "a \\\n  b\nc", [("a \\\n  b", 0, 1), ("c", 2, 2)]),
    ("a job keeps its ampersand", "server &\nsleep 1", [("server &", 0, 0), ("sleep 1", 1, 1)]),
    ("two jobs", "a & b &", [("a &", 0, 0), ("b &", 0, 0)]),
    ("a job before a comment", "a & # go on\nb", [("a &", 0, 0), ("b", 1, 1)]),
    (
        "a here-document is whole",
        "cat > f <<'EOF'\n$x; y\nEOF\ncat f",
        [("cat > f <<'EOF'\n$x; y\nEOF", 0, 2), ("cat f", 3, 3)],
    ),
    (
        "a here-document at the end of the block",
        "cat <<EOF\na\nEOF\n",
        [("cat <<EOF\na\nEOF", 0, 2)],
    ),
    (
        "a here-document into a pipe",
        "cat <<-EOF | grep x > f\n\ta\n\tEOF\nls",
        [("cat <<-EOF | grep x > f\n\ta\n\tEOF", 0, 2), ("ls", 3, 3)],
    ),
    (
        "an indented word does not end a here-document",
        "cat <<EOF\nx\n  EOF\nls\nEOF\npwd",
        [("cat <<EOF\nx\n  EOF\nls\nEOF\npwd", 0, 5)],
    ),
    (
        "a loop",
        "for i in 1 2; do\n  a\ndone\nb",
        [("for i in 1 2; do\n  a\ndone", 0, 2), ("b", 3, 3)],
    ),
    ("a function", "f() {\n  x\n}\nf", [("f() {\n  x\n}", 0, 2), ("f", 3, 3)]),
    ("a case", "case $x in\n a) b;;\nesac", [("case $x in\n a) b;;\nesac", 0, 2)]),
    ("an array over lines", "x=(1 2\n3)\ny", [("x=(1 2\n3)", 0, 1), ("y", 2, 2)]),
    ("a quote over lines", "echo 'a\nb'\nc", [("echo 'a\nb'", 0, 1), ("c", 2, 2)]),
    ("letters beyond ASCII", "echo é; ls ü", [("echo é", 0, 0), ("ls ü", 0, 0)]),
    ("carriage returns", "a\r\nb\r\n", [("a", 0, 0), ("b", 1, 1)]),
    ("a redirection", "echo a > b; cat b", [("echo a > b", 0, 0), ("cat b", 0, 0)]),
    (
        "plain lines",
        " a -b \n\n\tc d='e f' \"g\"/*.h\n",
        [("a -b", 0, 0), ("c d='e f' \"g\"/*.h", 2, 2)],
    ),
    ("words that close, as arguments", "echo done fi }", [("echo done fi }", 0, 0)]),
]


@pytest.mark.parametrize(("title", "code", "expected"), SPLITS, ids=[case[0] for case in SPLITS])
def test_code_is_cut_into_its_commands(
    title: str, code: str, expected: list[tuple[str, int, int]]
) -> None:
    script = split(code)
    assert isinstance(script, Script), title
    assert [(s.text, s.line, s.end_line) for s in script.statements] == expected


FAULTS = [
    ("unclosed double quote", 'ls\necho "a', 1, 5, 'the quote `"` is never closed'),
    ("unclosed single quote", "echo it's", 0, 7, "the quote `'` is never closed"),
    ("unclosed here-document", "cat <<EOF\nx\n", 0, 4, "the here-document `EOF` is never closed"),
    (
        "indented end of here-document",
        "cat <<EOF\nx\n  EOF\nls",
        0,
        4,
        "the here-document `EOF` is never closed",
    ),
    ("unclosed if", "if true; then\n  ls", 0, 0, "`if` is never closed"),
    ("unclosed loop", "for i in 1; do\n  ls", 0, 12, "`do` is never closed"),
    ("unclosed parenthesis", "(cd app; ls", 0, 0, "the parenthesis `(` is never closed"),
    ("unclosed substitution", "x=$(ls", 0, 2, "the substitution `$(` is never closed"),
    ("unclosed brace", "f() {\n  ls", 0, 4, "`{` is never closed"),
    ("stray done", "ls\ndone", 1, 0, "`done` closes nothing"),
    ("stray brace", "}", 0, 0, "`}` closes nothing"),
    ("stray parenthesis", "ls\necho )", 1, 5, "bash cannot read this"),
]


@pytest.mark.parametrize(
    ("title", "code", "line", "column", "message"), FAULTS, ids=[case[0] for case in FAULTS]
)
def test_a_fault_is_named_at_its_place(
    title: str, code: str, line: int, column: int, message: str
) -> None:
    fault = split(code)
    assert isinstance(fault, ShellSyntaxError), title
    assert (fault.line, fault.column) == (line, column)
    assert fault.message == message
    assert fault.whole.text == code.strip("\n")


INCOMPLETE = [
    "echo it\\'s 'a",
    'echo "a \\" b',
    "# it's a comment\necho 'a",
    "echo `ls $(pwd",
    'echo "${x:-',
    "cat <<'A' <<\"B\"\n1\nA\n2",
    "cat <<-A\n\tx\n A",
    "if a; then b; fi; if c; then",
    "case x in a) b;; esac; { c",
    "echo $'it\\'s",
    "(a <<< 'x'",
    "(echo $((1 << 2))",
    "echo \\",
    "echo 'a",
    'echo "a',
    'echo "$(ls',
    "cat <<EOF",
    "cat <<EOF\nx",
    "for i in 1 2; do",
    "while true; do\n  x",
    "if true; then",
    "if true; then a; else",
    "case $x in",
    "f() {",
    "(cd app",
    "ls |",
    "make &&",
    "x=(1",
    "echo `ls",
]
COMPLETE = [
    "cat <<A <<B; echo y\n1\nA\n2\nB",
    "npm start",
    "echo a\\\\",
    "echo 'it is' \"done\"",
    "cat <<EOF\nx\nEOF",
    "for i in 1; do a; done",
    "if a; then b; fi",
    "echo )",
    "f() { a; }",
    "(a)",
    "cat <<A; echo y\nx\nA",
    "echo $'it\\'s'",
    "echo # it's",
    "echo ${x:-y} $((1 + 2)) `ls`",
    "server &",
    "grep x <<< 'y'",
    "case x in x) a;; esac",
]


@pytest.mark.parametrize("code", INCOMPLETE)
def test_a_prompt_asks_for_more(code: str) -> None:
    assert is_incomplete(code)


@pytest.mark.parametrize("code", COMPLETE)
def test_a_prompt_runs_it(code: str) -> None:
    assert not is_incomplete(code)


PIECES = ("echo", '"', "'", "`", "$(", "${", "}", "{", "(", ")", "<<A", "A", "\n", " ", "\\", ";")
MORE = ("&", "|", "if", "fi", "do", "done", "#", "$'", "<<<", "é", "\0", "\ud800", "in", "case")


@given(st.lists(st.sampled_from(PIECES + MORE), max_size=14).map("".join))
def test_no_text_is_too_odd(code: str) -> None:
    script = split(code)
    is_incomplete(code)
    statements = script.statements if isinstance(script, Script) else (script.whole,)
    assert all(0 <= s.line <= s.end_line <= code.count("\n") for s in statements)


WORDS = ("ls", "-a", "--b=c", "a=b", "'it is'", '"x y"', "./x.py", "~/a", "*.c", "if", "a+=b", "[")


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), max_size=4))
def test_plain_lines_are_what_the_grammar_makes_of_them(lines: list[str]) -> None:
    code = "\n".join(lines)
    plain = shell._plain(code)
    assert plain is None or plain == shell._parsed(code)


@pytest.mark.parametrize("code", ["then ls", "a\ntime ls", "a; b", "a $b", "a\\", 'a "$b"', "a'b"])
def test_what_is_not_plain_is_left_to_the_grammar(code: str) -> None:
    assert shell._plain(code) is None


def test_the_grammar_is_loaded_only_when_it_is_asked() -> None:
    code = "import sys, milepost.reading.shell; sys.exit('tree_sitter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
