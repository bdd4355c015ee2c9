"""Each format against its golden file; `MILEPOST_UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from tests.report import samples

from milepost.report.findings import Findings
from milepost.report.registry import FORMATS, format_named
from milepost.report.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

GOLDEN = Path(__file__).parents[1] / "golden" / "report"
STYLES = {
    "plain": Style(),
    "ascii": Style(unicode=False, width=60),
    "colour": Style(colour=True, width=80),
}
CASES = [(name, "plain") for name in FORMATS] + [("pretty", "ascii"), ("pretty", "colour")]


def compare(name: str, lines: Iterable[str]) -> None:
    """Hold lines against a golden file, or write it."""
    path = GOLDEN / name
    text = "".join(f"{line}\n" for line in lines)
    if os.environ.get("MILEPOST_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize(("name", "style"), CASES)
def test_findings_are_printed_as_the_golden_file_says(name: str, style: str) -> None:
    lines = format_named(name).check(samples.findings(), STYLES[style])
    compare(f"check-{name}-{style}.txt", lines)


@pytest.mark.parametrize(("name", "style"), CASES)
def test_a_failed_run_is_printed_as_the_golden_file_says(name: str, style: str) -> None:
    lines = format_named(name).run(samples.run_result(), STYLES[style])
    compare(f"run-{name}-{style}.txt", lines)


@pytest.mark.parametrize("name", FORMATS)
def test_a_passed_run_is_printed_as_the_golden_file_says(name: str) -> None:
    compare(f"passed-{name}.txt", format_named(name).run(samples.passed_run(), Style()))


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*-junit*")), ids=lambda path: path.name)
def test_junit_is_well_formed_and_its_counts_are_those_of_its_cases(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        for verdict, key in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[key]) == len(suite.findall(f"testcase/{verdict}"))
    assert int(root.attrib["tests"]) == len(root.findall("testsuite/testcase")) > 0


def test_a_sarif_fix_gives_the_replaced_text_its_place_in_code_points() -> None:
    log = json.loads("\n".join(format_named("sarif").check(samples.findings(), Style())))
    fixes = [result["fixes"][0] for result in log["runs"][0]["results"] if "fixes" in result]
    replacements = [fix["artifactChanges"][0]["replacements"][0] for fix in fixes]
    assert [one["insertedContent"]["text"] for one in replacements] == ["2", "Goals"]
    assert replacements[1]["deletedRegion"] == {
        "startLine": 3,
        "startColumn": 4,
        "endLine": 3,
        "endColumn": 14,
    }


def test_a_path_that_is_not_utf8_is_printed_as_json_all_the_same() -> None:
    found = Findings(1, (samples.diagnostic("[Objective 1]", path="caf\udce9.md"),))
    record = json.loads("\n".join(format_named("json").check(found, Style())))
    assert record["findings"][0]["path"] == "caf\ufffd.md"


def test_sarif_paths_are_uri_references() -> None:
    log = json.loads("\n".join(format_named("sarif").check(samples.findings(), Style())))
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
    ]
    assert uris[-1] == "milestones/02%20sp%C3%A4te,r%3A%20a.md"


@pytest.mark.parametrize("name", ["pretty", "json"])
def test_coverage_is_printed_as_the_golden_file_says(name: str) -> None:
    found = Findings(3, (), coverage=samples.coverage())
    compare(f"coverage-{name}.txt", format_named(name).check(found, Style()))
