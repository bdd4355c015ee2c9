"""Expected output that is rewritten holds, and keeps what still held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.compare import compare
from milepost.reading.update import updated

if TYPE_CHECKING:
    from milepost.milestone.check import Mode

CASES: list[tuple[str, str, str, Mode, str]] = [
    ("nothing differs", "a\nb", "a\nb\n", "exact", "a\nb"),
    ("a line is replaced", "a\nb\nc", "a\nB\nc\n", "exact", "a\nB\nc"),
    ("a line is added", "a\nc", "a\nb\nc\n", "exact", "a\nb\nc"),
    ("a line is removed", "a\nb\nc", "a\nc\n", "exact", "a\nc"),
    ("any lines stay", "1\n...\n9", "1\n2\n3\n10\n", "exact", "1\n...\n10"),
    ("any lines at the end stay", "a\n...", "b\nc\nd\n", "exact", "b\n..."),
    ("any lines at the start stay", "...\nend", "a\nb\nfin\n", "exact", "...\nfin"),
    ("any text stays", "took [..] s\nold", "took 5 s\nnew\n", "exact", "took [..] s\nnew"),
    ("any text that does not hold goes", "took [..] ms", "took 5 s\n", "exact", "took 5 s"),
    ("a glob stays", "a* (glob)\nb", "abc\nc\n", "exact", "a* (glob)\nc"),
    ("a pattern stays", "\\d+ (re)\nb", "12\nc\n", "exact", "\\d+ (re)\nc"),
    ("a pattern that does not hold goes", "\\d+ (re)", "x\n", "exact", "x"),
    ("a line like a matcher is escaped", "a", "...\n[..]\nb (re)\n", "exact",
     "\\.\\.\\. (re)\n\\[\\.\\.\\] (re)\nb\\ \\(re\\) (re)"),
    ("nothing is printed any more", "a\nb", "", "exact", ""),
    ("something is printed at last", "", "a\n", "exact", "a"),
    ("blank lines around stay", "\na\n\n", "b\n", "exact", "\nb\n\n"),
    ("an end without a line ending stays", "a\nb (no-eol)", "A\nb", "exact", "A\nb (no-eol)"),
    ("an end that got a line ending", "b (no-eol)", "b\n", "exact", "b"),
    ("colours are left out", "a", "\x1b[31mb\x1b[0m\n", "exact", "b"),
    ("similar lines stay", "on 2024-01-02\nold", "on 2026-11-23\nnew\n", "similar",
     "on 2024-01-02\nnew"),
    ("a contained part stays", "b", "a\nb\nc\n", "contains", "b"),
    ("a contained part is replaced", "b", "a\nc\n", "contains", "a"),
    ("JSON", '{"a": 1}', '{"a":2}\n', "json", '{"a":2}'),
    ("JSON over several lines", '{\n  "a": 1\n}', '{"a":2}\n', "json", '{\n  "a": 2\n}'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "seen", "mode", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_expected_output_is_rewritten(expected: str, seen: str, mode: Mode, wanted: str) -> None:
    masks = ("date",) if mode == "similar" else ()
    new = updated(expected, seen, mode, masks)  # type: ignore[arg-type]
    assert new == wanted
    assert compare(new, seen, mode=mode, masks=masks).equal  # type: ignore[arg-type]


IMPOSSIBLE: list[tuple[str, str, str, Mode]] = [
    ("a regular expression", "a+", "b\n", "regex"),
    ("JSON that is none", '{"a": 1}', "oops\n", "json"),
]


@pytest.mark.parametrize(
    ("expected", "seen", "mode"), [c[1:] for c in IMPOSSIBLE], ids=[c[0] for c in IMPOSSIBLE]
)
def test_what_cannot_be_written_is_left(expected: str, seen: str, mode: Mode) -> None:
    assert updated(expected, seen, mode) is None


TRANSCRIPTS = [
    ("a prompt", "a", "$ ls\n", "\\$\\ ls (re)"),
    ("an exit status", "a", "[1]\n", "\\[1\\] (re)"),
    ("a comment on the next prompt", "a", "b\n\n# c\n", "b\n\n\\#\\ c (re)"),
    ("a heading that is none", "a", "# c\nb\n", "# c\nb"),
]


@pytest.mark.parametrize(
    ("expected", "seen", "wanted"), [c[1:] for c in TRANSCRIPTS], ids=[c[0] for c in TRANSCRIPTS]
)
def test_output_in_a_transcript_is_told_from_what_stands_around_it(
    expected: str, seen: str, wanted: str
) -> None:
    assert updated(expected, seen, "exact", transcript=True) == wanted


LINES = st.lists(st.sampled_from(["a", "b", "...", "a[..]", "b* (glob)", "a (re)", "", "$ x", "9"]))


@given(LINES, LINES)
def test_what_was_rewritten_holds_and_is_not_rewritten_again(
    old: list[str], seen: list[str]
) -> None:
    output = "".join(f"{line}\n" for line in seen)
    new = updated("\n".join(old), output, "exact")
    assert new is not None
    assert compare(new, output).equal
    assert updated(new, output, "exact") == new


def test_what_holds_stays_as_it_is_however_long() -> None:
    lines = ["[..]", *(str(number) for number in range(2000))]
    new = updated("\n".join(lines), "\n".join(["x", *lines[1:-1], "more"]), "exact")
    assert new == "\n".join([*lines[:-1], "more"])


def test_what_differs_too_much_is_replaced_as_a_whole() -> None:
    old, new = ([f"{word} {number}" for number in range(600)] for word in ("a", "b"))
    assert updated("\n".join(old), "\n".join(new), "exact") == "\n".join(new)
