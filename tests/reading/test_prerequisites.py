"""Prerequisites: items to tools, variables, milestones; versions and their ranges."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.reading.guides import milestone

from milepost.reading.prerequisites.tools import BY_NAME, TOOLS, tool_named
from milepost.reading.prerequisites.version import compare, range_after, satisfies
from milepost.reading.read import read

CASES_FILE = Path(__file__).parents[1] / "cases" / "prerequisites" / "prerequisites.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASES_FILE.read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["item"])
def test_prerequisite_reads_as(case: dict[str, Any]) -> None:
    runs = f"## Implementation Steps\n\n### Step 1: A\n\n```bash\n{case.get('runs', 'true')}\n```\n"
    guide = milestone(f"# 1: T\n\n## Prerequisites\n\n- {case['item']}\n\n{runs}")
    found = [
        "manual"
        if p.kind == "manual"
        else " ".join(
            filter(None, (p.kind, p.name, p.version, *(f"called {name}" for name in p.called)))
        )
        for p in read(guide).prerequisites
    ]
    assert found == case["reads_as"]


def test_table_has_forty_tools_each_with_its_own_name() -> None:
    assert len(TOOLS) >= 40
    names = [name for tool in TOOLS for name in (tool.name, *tool.aliases)]
    assert len(names) - len(TOOLS) * 2 <= len(BY_NAME) <= len(names)
    assert all(tool_named(tool.name) is tool for tool in TOOLS)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_tool_says_how_its_version_is_read_and_how_to_get_it(tool: Any) -> None:
    assert re.compile(tool.expression).groups >= 1
    assert tool.version_command.split()[0] == tool.program
    assert tool.get


@pytest.mark.parametrize(
    ("name", "printed", "version"),
    [
        ("node", "v20.11.1", "20.11.1"),
        ("python", "Python 3.11.7", "3.11.7"),
        ("git", "git version 2.43.0", "2.43.0"),
        ("go", "go version go1.22.1 linux/amd64", "1.22.1"),
        ("java", 'openjdk version "17.0.9" 2023-10-17', "17.0.9"),
        ("postgresql", "psql (PostgreSQL) 16.1", "16.1"),
        ("jq", "jq-1.7", "1.7"),
        ("curl", "curl 8.5.0 (x86_64)", "8.5.0"),
        ("docker", "Docker version 24.0.7, build afdd53b", "24.0.7"),
    ],
)
def test_version_is_found_in_what_a_tool_prints(name: str, printed: str, version: str) -> None:
    tool = tool_named(name)
    assert tool is not None
    found = re.search(tool.expression, printed)
    assert found is not None
    assert found[1] == version


@pytest.mark.parametrize(
    ("version", "wanted", "holds"),
    [
        ("18.0.0", ">=18", True),
        ("17.9", ">=18", False),
        ("3.11.4", "==3.11", True),
        ("3.12.0", "==3.11", False),
        ("3.10", ">=3.9,<=3.12", True),
        ("3.12.4", "<=3.12", True),
        ("3.13", ">=3.9,<=3.12", False),
        ("2.10", ">2.9", True),
        ("2.9.1", ">2.9", False),
        ("1.9", "<2", True),
        ("2.0", "!=2", False),
        ("v20.1", ">=20", True),
        ("anything", None, True),
    ],
)
def test_version_lies_in_range(version: str, wanted: str | None, holds: bool) -> None:
    assert satisfies(version, wanted) is holds


def test_versions_compare_by_number() -> None:
    assert compare("1.10", "1.9") == 1
    assert compare("1.0", "1") == 0
    assert compare("1", "1.0.1") == -1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (" 18+", ">=18"),
        (" (>= 2.3)", ">=2.3"),
        (" ≥ 3", ">=3"),
        (" at least 3.2", ">=3.2"),
        (" ~= 1.4.2", ">=1.4.2,<1.5"),
        (" == 1.4", "==1.4"),
        (" 18.x", "==18"),
        (" is good", None),
    ],
)
def test_range_is_read_after_a_name(text: str, wanted: str | None) -> None:
    found = range_after(text)
    assert (found[0] if found else None) == wanted
