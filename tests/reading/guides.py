"""Guides for tests: a Markdown text as a milestone."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

import milepost.contract
from milepost.contract.derive import derive
from milepost.document.language import LANGUAGES
from milepost.document.parse import parse_text
from milepost.milestone.build import build

if TYPE_CHECKING:
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone

CASES = Path(__file__).parents[1] / "cases"
TEMPLATE = Path(milepost.contract.__file__).parent / "default-template.md"


@cache
def default_contract() -> Contract:
    """The contract of the default template."""
    return derive(parse_text(TEMPLATE.read_text(), "template.md"))


def milestone(text: str, language: str = "en") -> Milestone:
    """The milestone that a text describes."""
    return build(replace(default_contract(), language=language), parse_text(text))


def one_step(text: str, language: str = "en") -> Milestone:
    """A milestone whose only step holds a text."""
    steps = "## Implementation Steps\n\n### Step 1: Do"
    return milestone(f"# 1: Test\n\n{steps}\n\n{text}", language)


def cases_of(folder: str, file: str) -> list[dict[str, Any]]:
    """The cases of a file of `tests/cases`, and those of the same kind in other languages.

    Each has its `language`.
    """
    found: list[dict[str, Any]] = []
    for language in LANGUAGES:
        name = file if language == "en" else f"{language}-{file}"
        text = (CASES / folder / name).read_text()
        found += [{**case, "language": language} for case in tomllib.loads(text)["case"]]
    return found
