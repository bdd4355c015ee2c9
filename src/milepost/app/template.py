"""The template that holds for a guide, and the contract derived from it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.text.source import Source

if TYPE_CHECKING:
    from milepost.contract.model import Contract


@cache
def default_contract() -> Contract:
    """The contract of Milepost's own template."""
    text = files("milepost.contract").joinpath("default-template.md").read_text("utf-8")
    return derive(parse(Source.of_text(text, "default-template.md")))
