"""`check` from the disk to the report."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.app.roadmaps import guide, write

from milepost.app.check import CheckReport, CheckRequest, Fixing, check
from milepost.text.diagnostic import Severity
from milepost.text.error import MilepostError
from milepost.text.span import Position

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, *paths: str, fixing: Fixing = Fixing.NONE, diff: bool = False) -> CheckReport:
    return check(CheckRequest(paths=paths, folder=folder, fixing=fixing, diff=diff))


def found(report: CheckReport) -> list[str]:
    return [f"{d.path}:{d.start.line}:{d.start.column} {d.code}" for d in report.findings]


def test_roadmap_without_a_fault_has_no_findings(tmp_path: Path) -> None:
    write(
        tmp_path,
        m01=guide(1, "One", next_="[Two](02.md)"),
        m02=guide(2, "Two", prerequisite="[One](01.md#overview)"),
    )

    assert run(tmp_path) == CheckReport(2, ())


def test_findings_come_by_path_and_place(tmp_path: Path) -> None:
    write(tmp_path, m10=guide(10, "[Step Name]"), m2=guide(2, "Two").replace("- Learn", "[TODO]"))

    report = run(tmp_path)

    assert found(report) == [
        "milestones/2.md:11:1 MP201",
        "milestones/2.md:13:1 MP203",
        "milestones/10.md:1:1 MP507",
        "milestones/10.md:1:7 MP203",
    ]
    assert report.findings[1].source_line == "[TODO]"


def test_links_are_looked_up_on_the_disk(tmp_path: Path) -> None:
    links = "[a](01.md#overview) [b](01.md#overvew) [c](02.md) [d](../notes/) [e](%00)"
    write(tmp_path, m01=guide(1, "One").replace("The purpose.", links))
    (tmp_path / "notes").mkdir()

    report = run(tmp_path)

    assert found(report) == [
        "milestones/01.md:5:21 MP402",
        "milestones/01.md:5:40 MP401",
        "milestones/01.md:5:66 MP401",
    ]
    assert report.findings[0].remedy == "Did you mean `#overview`?"
    assert report.findings[1].remedy == "Correct the destination, or make the file."


def test_guides_of_two_roadmaps_do_not_clash(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, m01=guide(1, "One"))

    assert found(run(tmp_path, ".")) == []


def test_gap_is_not_told_where_only_some_guides_are_named(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"), m03=guide(3, "Three"))

    assert found(run(tmp_path)) == ["milestones/03.md:1:1 MP507"]
    assert found(run(tmp_path, "milestones/01.md", "milestones/03.md")) == []


def test_standard_input_is_a_guide(tmp_path: Path) -> None:
    text = guide(1, "One").replace("- [ ]", "- [x]")
    request = CheckRequest(
        paths=("-",), folder=tmp_path, standard_input=text.encode, fixing=Fixing.SAFE
    )

    report = check(request)

    assert report.fixed_input == guide(1, "One").encode()
    assert (report.files, report.fixed, report.findings) == (1, 1, ())


def test_standard_input_needs_a_reader(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="standard input"):
        run(tmp_path, "-")


def test_progress_is_told_after_each_guide(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"), m02=guide(2, "Two"))
    seen: list[tuple[int, int]] = []

    check(CheckRequest(folder=tmp_path, on_guide=lambda done, all_: seen.append((done, all_))))

    assert seen == [(1, 2), (2, 2)]


BROKEN = (
    guide(1, "One")
    .replace("# 1: One", "# 1 - One")
    .replace("- [ ]", "- [X]")
    .replace("## Resources", "## Further Reading")
    .replace("### Step 1", "### Step 4")
    .replace("**Expected Outcome**", "**Expected Result**")
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("tail", ["", "   ", "\n\n\t"])
def test_fixes_touch_nothing_else(tmp_path: Path, ending: str, mark: str, tail: str) -> None:
    broken, whole = (
        (mark + text.replace("The purpose.", "The *purpose*.  ") + tail)
        .replace("\n", ending)
        .encode()
        for text in (BROKEN, guide(1, "One"))
    )
    path = tmp_path / "1.md"
    path.write_bytes(broken)
    path.chmod(0o600)

    report = run(tmp_path, "1.md", fixing=Fixing.SAFE)

    assert path.read_bytes() == whole
    assert path.stat().st_mode & 0o777 == 0o600
    assert (report.fixed, report.findings) == (5, ())
    assert run(tmp_path, "1.md", fixing=Fixing.SAFE).fixed == 0
    assert os.listdir(tmp_path) == ["1.md"]


def test_diff_shows_what_would_be_mended_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One").replace("- [ ]", "- [x]"), m02=guide(2, "Two"))

    report = run(tmp_path, fixing=Fixing.SAFE, diff=True)

    assert "--- a/milestones/01.md\n+++ b/milestones/01.md\n" in report.diff
    assert "-- [x] `a` exists\n+- [ ] `a` exists\n" in report.diff
    assert "02.md" not in report.diff
    assert found(report) == ["milestones/01.md:47:3 MP207"]
    assert "[x]" in (tmp_path / "milestones/01.md").read_text()


def test_diff_of_a_file_without_a_last_line_ending(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text(guide(1, "One") + "\n## Resources")
    (tmp_path / "2.md").write_text("# 2 - Two")

    diff = run(tmp_path, "2.md", fixing=Fixing.SAFE, diff=True).diff

    assert diff.endswith(
        "-# 2 - Two\n\\ No newline at end of file\n+# 2: Two\n\\ No newline at end of file\n"
    )


def test_levels_and_ignored_paths_come_from_the_settings(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "[TODO]"), m02=guide(2, "Two").replace("- [ ]", "- [x]"))
    (tmp_path / "milepost.toml").write_text(
        '[rules]\nMP203 = "hint"\n\n[per-path-ignores]\n"milestones/02.md" = ["ticked-box"]\n'
    )

    report = run(tmp_path)

    assert [(d.code, d.severity) for d in report.findings] == [("MP203", Severity.HINT)]


def test_excluded_guides_are_not_looked_at(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"), m02="")
    (tmp_path / "milepost.toml").write_text('exclude = ["milestones/02*"]\n')

    assert run(tmp_path).files == 1
    assert run(tmp_path / "milestones").files == 1


def test_rule_that_is_off_does_not_look_and_needs_no_ignore(tmp_path: Path) -> None:
    comment = "<!-- milepost: ignore MP207 -->\n\n"
    write(tmp_path, m01=comment + guide(1, "One").replace("- [ ]", "- [x]"))
    (tmp_path / "milepost.toml").write_text('[rules]\nticked-box = "off"\n')

    assert run(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('[rules]\nMP999 = "off"', "there is no rule `MP999`", 2),
        ('[per-path-ignores]\n"a/**" = ["tiked-box"]', "there is no rule `tiked-box`", 2),
        ('name = "a"\ntemplate = "gone.md"', "the template `gone.md` cannot be read", 2),
        ("nam = 1", "there is no setting `nam`", 1),
        ("name = ", "the file is not TOML", 1),
    ],
)
def test_wrong_settings_stop_with_their_place(
    tmp_path: Path, text: str, message: str, line: int
) -> None:
    (tmp_path / "milepost.toml").write_text(text)

    with pytest.raises(MilepostError) as error:
        run(tmp_path)

    assert error.value.message.startswith(message)
    assert error.value.path == "milepost.toml"
    assert error.value.position is not None
    assert error.value.position.line == line


def test_settings_that_cannot_be_read_stop(tmp_path: Path) -> None:
    with pytest.raises(MilepostError, match="no such file"):
        check(CheckRequest(folder=tmp_path, config=tmp_path / "gone.toml"))
    (tmp_path / "milepost.toml").write_bytes(b"\xff")
    with pytest.raises(MilepostError, match="not UTF-8"):
        run(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    with pytest.raises(MilepostError, match="no table"):
        check(CheckRequest(folder=tmp_path, config=tmp_path / "pyproject.toml"))


def test_settings_are_found_upward_and_in_pyproject(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    write(inner, m01=guide(1, "One").replace("- [ ]", "- [x]"))
    (tmp_path / "pyproject.toml").write_text('[tool.milepost.rules]\nMP2 = "off"\n')
    (inner / "pyproject.toml").write_text("[project]\nname = 'milepost-course'\n")

    assert run(inner, "milestones").findings == ()


def test_own_template_is_the_contract(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("# [Number]: [Name]\n\n## Why\n\n[The reason]\n")
    (tmp_path / "milepost.toml").write_text('template = "t.md"\n')
    write(
        tmp_path, m01="# 1: One\n\n## Why\n\n[The reason]\n", m02="# 2: Two\n\n## Overview\n\nA.\n"
    )

    assert found(run(tmp_path)) == [
        "milestones/01.md:5:1 MP203",
        "milestones/02.md:1:1 MP102",
        "milestones/02.md:3:1 MP104",
    ]


# Bad input: a clear finding, never an exception, and the rest is looked at all the same.


def test_files_that_are_no_text_are_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"))
    (tmp_path / "milestones/02.md").write_bytes(b"\x89PNG\0")
    (tmp_path / "milestones/03.md").write_bytes(b"# 3\n\ncaf\xe9")
    with open(tmp_path / "milestones/04.md", "wb") as file:
        file.truncate(50 * 1024 * 1024)
    os.mkfifo(tmp_path / "milestones/05.md")
    (tmp_path / "milestones/06.md").symlink_to("gone.md")

    report = run(tmp_path)

    assert [(d.path[-5:], d.code) for d in report.findings] == [
        ("02.md", "MP002"),
        ("03.md", "MP002"),
        ("04.md", "MP001"),
        ("05.md", "MP001"),
        ("06.md", "MP001"),
    ]
    assert report.findings[1].start == Position(3, 4)
    assert (report.files, report.unreadable) == (6, 5)


def test_folder_without_guides_is_told(tmp_path: Path) -> None:
    report = run(tmp_path)

    assert [d.code for d in report.findings] == ["MP003"]
    assert (report.files, report.unreadable) == (0, 1)


def test_guide_that_vanishes_is_told(tmp_path: Path) -> None:
    write(tmp_path, m01=guide(1, "One"), m02=guide(2, "Two"))
    gone = tmp_path / "milestones/02.md"

    report = check(CheckRequest(folder=tmp_path, on_guide=lambda *_: gone.unlink(missing_ok=True)))

    assert found(report) == ["milestones/02.md:1:1 MP001"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ufeff",
        "# ",
        "[" * 5000,
        "> " * 500 + "a",
        "".join(f"{'  ' * i}- a\n" for i in range(100)),
        "- " * 1000 + "a",
        "```",
        "<!-- milepost:",
        "# 1: A\n\n## Testing\n## Testing\n### Step\n###### x\n# y\n# z",
        "a\rb\r\n# 1: c\r",
        "\u2028# 1: a\u0085\n[Step Name]",
    ],
    ids=range(13),
)
def test_odd_texts_are_no_trouble(tmp_path: Path, text: str) -> None:
    (tmp_path / "1.md").write_bytes(text.encode())

    report = run(tmp_path, "1.md", fixing=Fixing.SAFE)

    assert report.unreadable == 0
    assert report.findings


def test_table_of_ten_thousand_rows(tmp_path: Path) -> None:
    rows = "".join(f"| Issue {i} | Solution |\n" for i in range(10_000))
    table = "| Issue | Solution |\n|-------|----------|\n"
    text = guide(1, "One").replace(table, table + rows)
    (tmp_path / "1.md").write_text(text)

    assert run(tmp_path, "1.md").findings == ()
