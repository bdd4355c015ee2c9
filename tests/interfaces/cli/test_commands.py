"""The commands over real guides, from arguments to output and exit status."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.interfaces.cli.process import loaded_modules

from milepost.interfaces.cli.main import run

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "docs" / "schemas"
GIT_BASICS = ROOT / "examples" / "git-basics" / "milestones"

FAULTY = "# 1: Say hello\n\n## Overview\n\nHello.\n\n## Objectives\n\n- [Objective 1]\n\n## Steps\n"

FAILING = """# Say hello

## Say it

```console
$ echo hello
hullo
```

## Then this

```bash
true
```

## Common Issues and Solutions

| Issue | Solution |
|---|---|
| `hello` is printed | Say `hullo` |
"""

PASSING = """# Say hello

## Say it

```bash
echo hello
```

**Expected Outcome**: The output contains `hello`. You feel welcome.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validated(text: str, name: str) -> dict[str, Any]:
    """A JSON document, held against its published schema."""
    record: dict[str, Any] = json.loads(text)
    jsonschema.validate(record, json.loads((SCHEMAS / f"milepost.{name}-1.json").read_bytes()))
    return record


def test_a_roadmap_is_laid_out_and_grows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    assert "created milepost.toml\n" in capsys.readouterr().out
    assert run(["new", "Set up"]) == 0
    assert run(["new", "Serve it"]) == 0
    assert "its prerequisite is milestones/01-set-up.md and its Next Steps links to it" in (
        capsys.readouterr().out
    )
    assert run(["init"]) == 0
    assert "kept    milestones/\n" in capsys.readouterr().out
    assert (folder / "milestones" / "02-serve-it.md").is_file()
    assert run(["check"]) == 1
    assert "2 guides checked" in capsys.readouterr().out


def test_a_faulty_guide_is_reported_in_json_as_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(FAULTY)
    assert run(["check", "g.md", "--format", "json"]) == 1
    record = validated(capsys.readouterr().out, "check")
    found = next(one for one in record["findings"] if one["code"] == "MP203")
    assert found["path"] == "g.md"
    assert (found["line"], found["column"], found["end_column"]) == (9, 3, 16)


def test_sarif_of_a_check_describes_its_rules(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(FAULTY)
    assert run(["check", "g.md", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_safe_fixes_are_made_and_the_rest_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(FAULTY)
    assert run(["check", "g.md", "--fix", "--diff"]) == 1
    assert "+## Implementation Steps" in capsys.readouterr().out
    assert (folder / "g.md").read_text() == FAULTY
    assert run(["check", "g.md", "--fix"]) == 1
    assert "1 mended" in capsys.readouterr().err
    assert (folder / "g.md").read_text() == FAULTY.replace("## Steps", "## Implementation Steps")


def test_standard_input_is_mended_to_standard_output(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    assert run(["check", "-", "--fix"]) == 1
    shown = capsysbinary.readouterr()
    assert shown.out.decode() == FAULTY.replace("## Steps", "## Implementation Steps")
    assert b"MP203" in shown.err


def test_warnings_are_errors_when_that_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "milestones").mkdir()
    guide = (GIT_BASICS / "01-first-commit.md").read_text("utf-8")
    (folder / "milestones" / "02-first-commit.md").write_text(guide, "utf-8")
    run(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "warning" in {one["severity"] for one in found}
    assert run(["check", "--format", "json", "--strict"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "warning" not in {one["severity"] for one in found}


@pytest.mark.parametrize("command", ["check", "explain", "run"])
def test_a_file_that_is_not_there_ends_with_2(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "nowhere.md"]) == 2
    shown = capsys.readouterr()
    assert "nowhere.md" in shown.out + shown.err
    assert "fault of Milepost" not in shown.err


def test_a_rule_that_is_not_there_is_said_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["rule", "unfiled-placeholder"]) == 2
    assert "unfilled-placeholder" in capsys.readouterr().err
    assert run(["rule", "MP203"]) == 0
    assert capsys.readouterr().out.startswith("MP203 unfilled-placeholder (error")
    assert run(["rule"]) == 0
    assert "MP203  unfilled-placeholder" in capsys.readouterr().out


def test_readings_are_printed_and_are_as_published(capsys: pytest.CaptureFixture[str]) -> None:
    guide = str(GIT_BASICS / "01-first-commit.md")
    assert run(["explain", guide]) == 0
    assert "bash block → command" in capsys.readouterr().out
    assert run(["explain", guide, "--format", "json"]) == 0
    record = validated(capsys.readouterr().out, "explain")
    assert record["coverage"]["checked"] > 0


def test_a_run_that_passes_ends_with_0_and_is_as_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(PASSING)
    assert run(["run", "--no-sandbox", "g.md", "--format", "json"]) == 0
    record = validated(capsys.readouterr().out, "run")
    assert record["coverage"] == {"outcomes": 2, "checked": 1}
    assert run(["run", "--no-sandbox", "g.md", "--min-coverage", "60"]) == 1
    shown = capsys.readouterr()
    assert "Run failed" in shown.out
    assert "1 of 2 outcomes are checked (50 %), less than the 60 % asked for" in shown.out


def test_a_run_that_fails_shows_the_difference_and_the_known_issue(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(FAILING)
    assert run(["run", "--no-sandbox", "g.md"]) == 1
    shown = capsys.readouterr().out
    assert "g.md:6: failed" in shown
    assert "    - hullo\n    + hello\n" in shown
    assert "The guide knows of this:\n    g.md:20: hello is printed\n      → Say hullo\n" in shown


def test_a_report_goes_to_a_file_and_the_pretty_one_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "g.md").write_text(PASSING)
    for _ in range(2):
        args = ["run", "--no-sandbox", "g.md", "--format", "junit", "--output", "report.xml"]
        assert run(args) == 0
        assert "Run passed" in capsys.readouterr().out
        assert (folder / "report.xml").read_text().startswith("<?xml")
    assert run(["run", "--no-sandbox", "g.md", "--output", "/dev/null"]) == 0


@pytest.mark.room
def test_doctor_prints_what_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--format", "json"]) == 0
    assert validated(capsys.readouterr().out, "doctor")["ready"] is True
    assert run(["doctor"]) == 0
    assert "This machine can run guides." in capsys.readouterr().out


def test_a_check_imports_nothing_that_only_a_run_needs() -> None:
    loaded = loaded_modules("check", str(GIT_BASICS))
    assert "milepost.app.check" in loaded
    heavy = {"rich", "tree_sitter", "asyncio", "sqlite3", "subprocess", "xml"}
    heavy |= {"sqlalchemy", "alembic", "igraph", "mcp", "psycopg"}
    assert not heavy & loaded
    assert not {
        name
        for name in loaded
        if name.startswith(("milepost.run", "milepost.room", "milepost.plan", "milepost.probes"))
    }


STALE = "# Count\n\n## Count it\n\n```console\n$ seq 2\n1\n3\n```\n"


def test_run_update_shows_what_changes_and_writes_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = folder / "guide.md"
    guide.write_text(STALE)
    check_only = ["run", "--no-sandbox", "--update", "--check-only", "guide.md"]
    assert run(check_only) == 1
    shown = capsys.readouterr()
    assert "-3\n+2\n" in shown.out
    assert "1 guide would be rewritten" in shown.err
    assert guide.read_text() == STALE
    assert run(["run", "--no-sandbox", "--update", "--format", "json", "guide.md"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["status"] == "passed"
    assert "-3\n+2\n" in shown.err
    assert guide.read_text() == STALE.replace("3", "2")
    assert run(check_only) == 0


def test_run_update_tells_what_it_cannot_rewrite(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# Say\n\n## It\n\n```bash\necho b\n```\n\n"
    text += "<!-- milepost: match=regex -->\n\n```output\na\n```\n"
    (folder / "guide.md").write_text(text)
    assert run(["run", "--no-sandbox", "--update", "guide.md"]) == 1
    assert "cannot be rewritten" in capsys.readouterr().err


def test_check_only_needs_update(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "guide.md").write_text(STALE)
    assert run(["run", "--check-only", "guide.md"]) == 2
    assert "needs --update" in capsys.readouterr().err


HALF = """# Say hello

## Say it

```bash
echo hello
```

**Expected Outcome**: The output contains `hello`. You feel welcome.
"""


COVERED = [
    (["check", "--coverage"], "", None),
    (["check", "--min-coverage", "50"], "", None),
    (["check", "--min-coverage", "51"], "", "less than the 51 %"),
    (["check"], "min-coverage = 80", "less than the 80 %"),
    (["check", "--min-coverage", "50"], "min-coverage = 80", None),
    (["run", "--no-sandbox"], "", None),
    (["run", "--no-sandbox"], "min-coverage = 80", "less than the 80 %"),
    (["run", "--no-sandbox", "--min-coverage", "0"], "min-coverage = 80", None),
]


@pytest.mark.parametrize(("args", "config", "short"), COVERED)
def test_coverage_is_held_against_what_is_asked_for(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    config: str,
    short: str | None,
) -> None:
    (folder / "guide.md").write_text(HALF)
    (folder / "milepost.toml").write_text(config + '\n[rules]\nMP = "off"\n')
    assert run([*args, "guide.md"]) == (1 if short else 0)
    shown = capsys.readouterr()
    assert (short or "") in shown.out + shown.err


@pytest.mark.parametrize("args", [["check"], ["run", "--no-sandbox"]])
def test_a_badge_is_written(folder: Path, args: list[str]) -> None:
    (folder / "guide.md").write_text(HALF)
    run([*args, "--badge", "badge.svg", "guide.md"])
    assert "50 %" in (folder / "badge.svg").read_text()
    assert run([*args, "--badge", "no/badge.svg", "guide.md"]) == 2


def test_coverage_is_told_to_machines_only_where_it_was_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "guide.md").write_text(HALF)
    run(["check", "--format", "json", "guide.md"])
    assert json.loads(capsys.readouterr().out)["coverage"] is None
    run(["check", "--format", "json", "--coverage", "guide.md"])
    counted = json.loads(capsys.readouterr().out)["coverage"]
    assert counted == {
        "outcomes": 2,
        "checked": 1,
        "guides": [{"path": "guide.md", "outcomes": 2, "checked": 1}],
    }
    run(["run", "--no-sandbox", "--format", "json", "guide.md"])
    (milestone,) = json.loads(capsys.readouterr().out)["milestones"]
    assert milestone["coverage"] == {"outcomes": 2, "checked": 1}


PROVABLE = """# Count

## Make it

```bash
echo a > a.txt
```

**Expected Outcome**: `a.txt` exists.

## Make it again

```bash
echo a > a.txt
```

**Expected Outcome**: `a.txt` exists.
"""


def test_prove_names_what_does_not_notice_and_holds_the_score_against_the_least(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "guide.md").write_text(PROVABLE)
    args = ["prove", "--no-sandbox", "guide.md"]
    assert run(args) == 0
    assert "Mutation score 50 %" in capsys.readouterr().out
    assert run([*args, "--min-score", "60"]) == 1
    assert "the mutation score is 50 %, less than the 60 %" in capsys.readouterr().err
    assert run([*args, "--format", "json", "--budget", "1m"]) == 0
    record = json.loads(capsys.readouterr().out)
    jsonschema.validate(record, json.loads((SCHEMAS / "milepost.prove-1.json").read_bytes()))
    assert record["budget"] == 60.0
