"""A guide's sections are told apart by the contract."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.test_derive import default_template

from milepost.contract.derive import derive
from milepost.contract.match import Match, match, unmet
from milepost.contract.model import Contract, Element
from milepost.contract.wording import HEADINGS, fold, role_of
from milepost.document.parse import parse_text

NAMES = [
    "Overview",
    "Prerequisites",
    "Objectives",
    "Key Concepts",
    "Implementation Steps",
    "Testing",
    "Common Issues and Solutions",
    "Validation Checklist",
    "Next Steps",
    "Resources",
]


@pytest.fixture(scope="module")
def contract() -> Contract:
    return derive(parse_text(default_template()))


def matched(contract: Contract, headings: list[str], title: str = "# 1: Name") -> Match:
    text = "\n\n".join([title, *(f"## {heading}\n\ntext" for heading in headings)])
    return match(contract, parse_text(text))


def test_the_template_matches_itself(contract: Contract) -> None:
    found = match(contract, parse_text(default_template()))
    assert found.missing == ()
    assert found.unknown == ()
    assert [m.how for m in found.sections] == ["literal"] * 10
    steps = found.sections[4]
    assert [(s.number, s.name) for s in steps.sections] == [
        ("1", "[Step Name]"),
        ("2", "[Step Name]"),
        ("3", "[Step Name]"),
    ]


def test_missing_and_unknown_sections_are_told(contract: Contract) -> None:
    headings = [name for name in NAMES if name != "Testing"] + ["Cheese"]
    found = matched(contract, headings)
    assert [c.name for c in found.missing] == ["Testing"]
    assert [s.title for s in found.unknown] == ["Cheese"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Troubleshooting", "Common Issues and Solutions"),
        ("Learning Objectives", "Objectives"),
        ("What’s Next", "Next Steps"),
        ("🚀 Next Steps", "Next Steps"),
        ("3. Prerequisites", "Prerequisites"),
        ("Steps:", "Implementation Steps"),
    ],
)
def test_known_other_wordings_are_synonyms(contract: Contract, heading: str, name: str) -> None:
    found = matched(contract, [heading])
    (section,) = found.sections
    assert (section.contract.name, section.how) == (name, "synonym")


def test_case_and_blanks_of_a_heading_do_not_matter(contract: Contract) -> None:
    (section,) = matched(contract, ["key   concepts"]).sections
    assert section.how == "literal"


@pytest.mark.parametrize(
    ("order", "misplaced"),
    [
        (NAMES, []),
        ([NAMES[1], NAMES[0], *NAMES[2:]], ["Prerequisites"]),
        ([*NAMES[1:], NAMES[0]], ["Overview"]),
        ([NAMES[9], *NAMES[:9]], ["Resources"]),
    ],
)
def test_the_fewest_sections_that_break_the_order_are_misplaced(
    contract: Contract, order: list[str], misplaced: list[str]
) -> None:
    found = matched(contract, order)
    assert [m.contract.name for m in found.sections if m.misplaced] == misplaced


def test_a_second_section_of_the_same_name_is_a_duplicate(contract: Contract) -> None:
    found = matched(contract, ["Overview", "Testing", "Overview"])
    assert [m.duplicate for m in found.sections] == [False, False, True]


@pytest.mark.parametrize(
    ("title", "number", "name", "conforms"),
    [
        ("# 3: Deploy", "3", "Deploy", True),
        ("# 03: Deploy", "03", "Deploy", True),
        ("# 2.1: Deploy it", "2.1", "Deploy it", True),
        ("# Milestone 4: Deploy", "4", "Deploy", True),
        ("# Lab 4 - Deploy", "4", "Deploy", False),
        ("# 4. Deploy", "4", "Deploy", False),
        ("# Deploy", None, "Deploy", False),
        ("# 2024 in review", None, "2024 in review", False),
    ],
)
def test_titles_yield_number_and_name(
    contract: Contract, title: str, number: str | None, name: str, conforms: bool
) -> None:
    found = matched(contract, [], title).title
    assert found is not None
    assert (found.number, found.name, found.conforms) == (number, name, conforms)


def test_a_guide_without_title_has_none(contract: Contract) -> None:
    found = match(contract, parse_text("## Overview\n\ntext\n"))
    assert found.title is None
    assert [m.contract.name for m in found.sections] == ["Overview"]


@pytest.mark.parametrize(
    ("section", "body", "unmet_elements"),
    [
        ("Overview", "Some prose.", []),
        ("Overview", "", [Element.PROSE]),
        ("Overview", "```bash\nls\n```", [Element.PROSE]),
        ("Objectives", "Prose alone.", [Element.LIST]),
        ("Objectives", "- one", []),
        ("Testing", "Run it:\n\n```bash\nls\n```", []),
        ("Testing", "Run it.", [Element.CODE]),
        ("Testing", "### Unit\n\nRun it:\n\n```bash\nls\n```", []),
        ("Common Issues and Solutions", "- none", [Element.TABLE]),
        ("Common Issues and Solutions", "| Issue | Solution |\n|-|-|\n| a | b |", []),
        ("Validation Checklist", "- no box", [Element.TASKS]),
        ("Validation Checklist", "- [ ] a box", []),
    ],
)
def test_demands_are_met_by_content_of_their_kind(
    contract: Contract, section: str, body: str, unmet_elements: list[Element]
) -> None:
    document = parse_text(f"# 1: N\n\n## {section}\n\n{body}\n")
    (found,) = match(contract, document).sections
    assert [d.element for d in unmet(found.section, found.contract.demands)] == unmet_elements


def test_sections_below_a_heading_of_the_titles_level_are_told_apart(contract: Contract) -> None:
    text = "# 1: N\n\n## Overview\n\nx\n\n# Steps\n\n## 1. Do\n\nx\n\n## Next Lab\n\nx\n"
    found = match(contract, parse_text(text))
    assert [(m.contract.name, m.section.title) for m in found.sections] == [
        ("Overview", "Overview"),
        ("Implementation Steps", "Steps"),
        ("Next Steps", "Next Lab"),
    ]
    assert found.sections[1].unknown == ()
    assert "Next Steps" not in [c.name for c in found.missing]


@pytest.mark.parametrize("heading", ["1. Do it", "Step 1 - Do it", "Task 1: Do it", "1) Do it"])
def test_a_step_in_another_form_is_a_synonym(contract: Contract, heading: str) -> None:
    document = parse_text(f"# 1: N\n\n## Implementation Steps\n\n### {heading}\n\nx\n")
    (steps,) = match(contract, document).sections
    (step,) = steps.sections
    assert (step.how, step.number, step.name) == ("synonym", "1", "Do it")


def test_a_step_without_its_label_is_told(contract: Contract) -> None:
    text = (
        "# 1: N\n\n## Implementation Steps\n\n### Step 1: A\n\nDo it.\n\n### Step 2: B\n\nDo.\n\n"
    )
    document = parse_text(f"{text}**Expected Outcome**: it works.\n")
    (steps,) = match(contract, document).sections
    first, second = steps.sections
    assert [d.label for d in unmet(first.section, first.contract.demands)] == ["Expected Outcome"]
    assert list(unmet(second.section, second.contract.demands)) == []


def test_no_wording_belongs_to_two_roles() -> None:
    all_wordings = [wording for wordings in HEADINGS.values() for wording in wordings]
    assert len(all_wordings) == len(set(all_wordings))


def test_every_wording_is_written_as_it_is_compared() -> None:
    for role, wordings in HEADINGS.items():
        for wording in wordings:
            assert role_of(wording) is role, fold(wording)


@given(st.text(alphabet="#- \n[]:1aStep*|`>\r", max_size=200))
def test_matching_never_raises(text: str) -> None:
    match(derive(parse_text(default_template())), parse_text(text))
