"""The published schemas are those of the records, and what is printed is as they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.report import samples

from milepost.app.doctor import examine
from milepost.app.schemas import RECORDS, main, published
from milepost.report.json import encode
from milepost.report.registry import format_named
from milepost.report.style import Style

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def schema(name: str) -> dict[str, Any]:
    """A published schema."""
    found: dict[str, Any] = json.loads((SCHEMAS / name).read_bytes())
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_the_published_schema_is_the_one_of_the_record(name: str) -> None:
    """`python -m milepost.app.schemas docs/schemas` writes it anew."""
    assert (SCHEMAS / name).read_text("utf-8") == published()[name]


@pytest.mark.parametrize("name", RECORDS)
def test_a_published_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_schemas_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    main(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(RECORDS)


def test_printed_findings_are_as_published() -> None:
    text = "\n".join(format_named("json").check(samples.findings(), Style()))
    jsonschema.validate(json.loads(text), schema("milepost.check-1.json"))


@pytest.mark.parametrize("result", [samples.run_result(), samples.passed_run()])
def test_a_printed_run_is_as_published(result: object) -> None:
    jsonschema.validate(json.loads(encode(result)), schema("milepost.run-1.json"))


def test_a_printed_examination_is_as_published() -> None:
    jsonschema.validate(json.loads(encode(examine())), schema("milepost.doctor-1.json"))


def test_a_schema_refuses_a_record_that_lacks_a_key() -> None:
    record = json.loads(encode(samples.run_result()))
    del record["milestones"][0]["steps"][0]["blocks"][0]["exit_status"]
    with pytest.raises(jsonschema.ValidationError, match="exit_status"):
        jsonschema.validate(record, schema("milepost.run-1.json"))


def test_what_a_field_means_is_published_with_it() -> None:
    outcome = schema("milepost.run-1.json")["$defs"]["OutcomeResult"]["properties"]
    assert "proves nothing" in outcome["vacuous"]["description"]
    assert outcome["line"]["description"] == "1-based line in the guide."
