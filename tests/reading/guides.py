"""Guides for tests: a Markdown text as a milestone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import milepost.contract
from milepost.contract.derive import derive
from milepost.document.parse import parse_text
from milepost.milestone.build import build

if TYPE_CHECKING:
    from milepost.contract.model import Contract
    from milepost.milestone.model import Milestone

TEMPLATE = Path(milepost.contract.__file__).parent / "default-template.md"


@cache
def default_contract() -> Contract:
    """The contract of the default template."""
    return derive(parse_text(TEMPLATE.read_text(), "template.md"))


def milestone(text: str) -> Milestone:
    """The milestone that a text describes."""
    return build(default_contract(), parse_text(text))


def one_step(text: str) -> Milestone:
    """A milestone whose only step holds a text."""
    return milestone(f"# 1: Test\n\n## Implementation Steps\n\n### Step 1: Do\n\n{text}")
