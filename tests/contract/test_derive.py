"""A template is read as what it demands."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import pytest

from milepost.contract.derive import derive, heading_pattern
from milepost.contract.model import Contract, Demand, Element, HeadingPattern, Hole, Role
from milepost.document.parse import parse_text


def default_template() -> str:
    return files("milepost.contract").joinpath("default-template.md").read_text("utf-8")


@pytest.fixture(scope="module")
def contract() -> Contract:
    return derive(parse_text(default_template(), "default-template.md"))


def test_the_default_template_is_the_form_byte_for_byte() -> None:
    data = files("milepost.contract").joinpath("default-template.md").read_bytes()
    assert (
        hashlib.sha256(data).hexdigest()
        == "88da01f8d17046b3e11b4d51b3a8cdf13a886e0f4434a950e0d891740347197e"
    )


def test_sections_keep_their_order_and_get_their_roles(contract: Contract) -> None:
    assert [(s.name, s.role) for s in contract.sections] == [
        ("Overview", Role.OVERVIEW),
        ("Prerequisites", Role.PREREQUISITES),
        ("Objectives", Role.OBJECTIVES),
        ("Key Concepts", Role.CONCEPTS),
        ("Implementation Steps", Role.STEPS),
        ("Testing", Role.TESTING),
        ("Common Issues and Solutions", Role.ISSUES),
        ("Validation Checklist", Role.CHECKLIST),
        ("Next Steps", Role.NEXT),
        ("Resources", Role.RESOURCES),
    ]


def test_samples_of_a_step_become_one_repeated_section_that_demands_what_all_share(
    contract: Contract,
) -> None:
    steps = contract.by_role(Role.STEPS)
    assert steps is not None
    (step,) = steps.sections
    assert step.repeated
    assert step.role is Role.STEP
    assert step.pattern == HeadingPattern(("Step ", Hole.NUMBER, ": ", Hole.TEXT))
    # The first sample has a code block, the other two have none.
    assert [(d.element, d.label) for d in step.demands] == [
        (Element.PROSE, None),
        (Element.LABEL, "Expected Outcome"),
    ]


def test_a_table_is_demanded_with_its_header(contract: Contract) -> None:
    issues = contract.by_role(Role.ISSUES)
    assert issues is not None
    assert issues.demands == (
        Demand(Element.TABLE, header=("Issue", "Solution"), placeholder="Common issue 1"),
    )


def test_placeholders_are_kept_with_their_numbers_free(contract: Contract) -> None:
    assert "objective 0" in contract.placeholders
    assert "common issue 0" in contract.placeholders
    assert "next milestone name and link" in contract.placeholders


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Overview", ("Overview",)),
        ("[Milestone Number]: [Milestone Name]", (Hole.NUMBER, ": ", Hole.TEXT)),
        ("Step 1: [Step Name]", ("Step ", Hole.NUMBER, ": ", Hole.TEXT)),
        ("Lab [Lab Number] - [Title]", ("Lab ", Hole.NUMBER, " - ", Hole.TEXT)),
    ],
)
def test_heading_patterns_have_holes_where_the_template_has_placeholders(
    text: str, pieces: tuple[str | Hole, ...]
) -> None:
    assert heading_pattern(text).pieces == pieces


@pytest.mark.parametrize(
    ("heading", "number", "text"),
    [
        ("Step 1: Install", "1", "Install"),
        ("step 12:  Go on", "12", "Go on"),
        ("Step 2.1: Deeper", "2.1", "Deeper"),
    ],
)
def test_a_pattern_yields_what_stands_in_its_holes(heading: str, number: str, text: str) -> None:
    found = heading_pattern("Step 1: [Step Name]").expression.fullmatch(heading)
    assert found is not None
    assert (found["number"], found["text"].strip()) == (number, text)


@pytest.mark.parametrize("heading", ["Step: Install", "Step one: x", "Steps 1: x", "Step 1:"])
def test_a_heading_of_another_form_does_not_match(heading: str) -> None:
    assert heading_pattern("Step 1: [Step Name]").expression.fullmatch(heading) is None


OWN_TEMPLATE = """\
# Lab [Lab Number] - [Title]

## What you build

[One paragraph.]

<!-- milepost: optional -->
## Background

[Anything worth knowing.]

## Phase 2

- [ ] [Check]

<!-- milepost: aliases="Trouble, When it fails" role=issues -->
## Oh no

| Symptom | Cure |
|---|---|
| [What you see] | [What to do] |

## Exercises

### Exercise 1 - [Name]

[Text]

**Result**: [What there is]

<!-- milepost: optional -->

```bash
echo hello
```

### Exercise 2 - [Name]

[Text]

**Result**: [What there is]

```bash
echo again
```
"""


def test_a_teams_own_template_is_derived_by_the_same_rules() -> None:
    contract = derive(parse_text(OWN_TEMPLATE))
    by_name = {section.name: section for section in contract.sections}
    assert contract.title is not None
    assert contract.title.pattern.pieces == ("Lab ", Hole.NUMBER, " - ", Hole.TEXT)
    assert by_name["Background"].optional
    assert not by_name["What you build"].optional
    assert by_name["Phase 2"].pattern.is_literal
    assert by_name["Phase 2"].demands[0].element is Element.TASKS
    assert by_name["Oh no"].role is Role.ISSUES
    assert by_name["Oh no"].aliases == ("Trouble", "When it fails")
    (exercise,) = by_name["Exercises"].sections
    assert exercise.repeated
    assert [(d.element, d.label, d.optional) for d in exercise.demands] == [
        (Element.PROSE, None, False),
        (Element.LABEL, "Result", False),
        (Element.CODE, None, True),
    ]
    assert contract.labels == ("Result",)


@pytest.mark.parametrize("text", ["", "no heading at all\n", "<!-- only a comment -->\n"])
def test_a_template_without_headings_demands_nothing(text: str) -> None:
    contract = derive(parse_text(text))
    assert contract.title is None
    assert contract.sections == ()


def test_filling_a_heading_puts_number_and_text_in_its_holes(contract: Contract) -> None:
    assert contract.title is not None
    assert contract.title.pattern.fill("4", "Deploy") == "4: Deploy"
