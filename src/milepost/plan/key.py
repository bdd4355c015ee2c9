"""Cache keys: a digest of all that can change what a part of a milestone does. Pure.

A part's key holds the key before it, so that a change misses for its own part and all that follow.
Lines, prose, outcomes and expected output are left out: they are judged again from what was kept.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.reading.base import Kind
from milepost.reading.blocks.elision import ELISION_NOTE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from milepost.milestone.check import Check
    from milepost.plan.model import MilestonePlan, Perform, StepPlan
    from milepost.reading.base import Options

FORMAT: Final = 1
"""Counts up when what is kept under a key changes its form or its meaning."""


class Ingredients(msgspec.Struct, frozen=True):
    """What a milestone starts from, besides its own text."""

    version: str
    """Milepost's version."""
    room: Mapping[str, str]
    """The room's settings, and what this machine hands in: name to text. Passed variables are
    among them."""
    values: Mapping[str, str]
    """What the reader would fill in (`--set`)."""
    timeout: float | None
    """Seconds for each command, where that was said."""
    tools: Sequence[tuple[str, str]]
    """Name and version of each tool of the prerequisites."""
    workspace: str
    """Digest of the workspace and home that it starts in; empty for empty ones."""


def start_key(ingredients: Ingredients) -> str:
    """The key before the first part."""
    return _digest(
        "start",
        FORMAT,
        ingredients.version,
        sorted(ingredients.room.items()),
        sorted(ingredients.values.items()),
        ingredients.timeout,
        [list(tool) for tool in ingredients.tools],
        ingredients.workspace,
    )


def part_key(before: str, role: str, plan: StepPlan) -> str:
    """The key of a step, of Testing or of the clean-up; `role` says which."""
    return _digest("part", before, role, _blocks(plan))


def checklist_key(before: str, plan: MilestonePlan) -> str:
    """The key of the checklist: it has no blocks, so its checks tell."""
    return _digest("checklist", before, [checks_key(item.item.checks) for item in plan.checklist])


def checks_key(checks: Sequence[Check]) -> str:
    """A digest of what an outcome or an item demands."""
    return _digest("checks", [msgspec.to_builtins(check) for check in checks])


def _blocks(plan: StepPlan) -> list[list[object]]:
    return [_block(perform) for perform in plan.performs if perform.block.executed]


def _block(perform: Perform) -> list[object]:
    """A block as it is read: all of it that is carried out."""
    block = perform.block
    # Of a request the answer is compared as a whole, or its body alone, as the guide shows it.
    shown = perform.expected.text if perform.expected and block.kind is Kind.REQUEST else None
    return [
        str(block.kind),
        block.code,
        [
            [
                c.text,
                c.status,
                c.opens,
                c.typed_into and [c.typed_into.program, c.typed_into.start],
                c.to_end,
                c.may_fail,
                c.writes and [c.writes, c.expected],
                [[a.text, a.question] for a in c.answers],
            ]
            for c in block.commands
        ],
        block.path,
        _options(block.options),
        list(block.unset),
        list(block.packages),
        block.fault,
        ELISION_NOTE in block.notes,
        shown,
    ]


def _options(options: Options) -> list[object]:
    """All but how output is compared."""
    return [
        options.background,
        options.ready,
        options.timeout,
        options.status,
        options.terminal,
        options.cwd,
        options.retry,
        options.append,
        options.prepend,
        options.network,
        options.tests,
        options.change and [options.change.anchor, options.change.how],
    ]


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
