"""Real runs and checks of hostile guides, in every format, held against what reads them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from tests.e2e.roadmaps import fence, guide, milepost, write

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"

HOSTILE = r"printf '\0\1\2\ud800 ]]> <&\"'\'' \xff\xfe \uffff ::error::x\n\r%%25 \033[31m'"
GUIDES = {
    "milestones/01-all-that-fails.md": guide(
        fence(f"{HOSTILE}; false"),
        name='<b> & "quotes" ]]> ::error:: %0A',
        after="## Common Issues and Solutions\n\n| Issue | Solution |\n|---|---|\n"
        "| `::error` | Write `<&>`. |\n\n## Validation Checklist\n\n- [x] <i>signed</i>\n",
    ),
    "milestones/02-passes.md": guide(
        fence(f"{HOSTILE}; echo ok") + "\n**Expected Outcome**: The output contains `ok`."
    ).replace("# 1:", "# 2:"),
    "milestones/03-blocked.md": "# 3: Blocked\n\n## Prerequisites\n\n"
    "- [All that fails](01-all-that-fails.md)\n\n## Implementation Steps\n\n"
    "### Step 1: Never\n\n```bash\ntrue\n```\n",
}
COMMANDS = {"check": ("check",), "run": ("run", "--no-sandbox"), "explain": ("explain",)}


def printed(folder: Path, command: str, format_name: str) -> str:
    """What a command prints of the hostile guides."""
    write(folder, GUIDES)
    done = milepost(*COMMANDS[command], "--format", format_name, cwd=folder)
    assert "Traceback" not in done.stderr
    assert "a fault of" not in done.stderr
    assert done.returncode == (0 if command == "explain" else 1)
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_as_its_schema_says(tmp_path: Path, command: str) -> None:
    record = json.loads(printed(tmp_path, command, "json"))
    schema = json.loads((SCHEMAS / f"milepost.{command}-1.json").read_text("utf-8"))
    jsonschema.validate(record, schema)
    assert record["schema"] == f"milepost.{command}/1"


def test_the_json_of_a_run_tells_what_came_of_each_guide(tmp_path: Path) -> None:
    record = json.loads(printed(tmp_path, "run", "json"))
    assert [result["status"] for result in record["milestones"]] == ["failed", "passed", "blocked"]
    failed = record["milestones"][0]
    assert failed["steps"][0]["blocks"][0]["exit_status"] == 1
    assert failed["known_issues"][0]["solution"] == "Write <&>."


@pytest.mark.parametrize("command", ["check", "run"])
def test_junit_is_xml_whose_counts_are_those_of_its_cases(tmp_path: Path, command: str) -> None:
    root = ElementTree.fromstring(printed(tmp_path, command, "junit"))
    suites = [root] if root.tag == "testsuite" else list(root.iter("testsuite"))
    assert suites
    for suite in suites:
        cases = list(suite.iter("testcase"))
        assert int(suite.attrib["tests"]) == len(cases)
        failed = [case for case in cases if case.find("failure") is not None]
        assert int(suite.attrib["failures"]) == len(failed)


@pytest.mark.parametrize("command", ["check", "run"])
def test_sarif_has_what_its_readers_require(tmp_path: Path, command: str) -> None:
    log = json.loads(printed(tmp_path, command, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"].get("rules", [])
    known = [rule["id"] for rule in rules]
    assert len(known) == len(set(known))
    assert run["results"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert known == [] or result["ruleId"] in known
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("milestones/")
        assert place["region"]["startLine"] >= 1


@pytest.mark.parametrize("command", ["check", "run"])
def test_github_commands_cannot_be_written_by_a_guide(tmp_path: Path, command: str) -> None:
    lines = printed(tmp_path, command, "github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert commands
    assert all(
        line.partition(" file=")[0] in ("::error", "::warning", "::notice") for line in commands
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_person_reads_holds_no_control_character(tmp_path: Path, command: str) -> None:
    shown = printed(tmp_path, command, "pretty")
    assert [char for char in shown if ord(char) < 32 and char not in "\n\t"] == []
