"""Code among the prerequisites: what is carried out of it, and what must be there before.

A numbered list with code is done in its order, as step 0. What installs a tool is not: the tool is
looked for instead. Neither is any other code, which may be an example of how to get something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.document.model import CodeBlock
from milepost.document.walk import walk
from milepost.milestone.model import Block
from milepost.reading.base import BlockReading, Kind
from milepost.reading.prerequisites.read import Says, read_prerequisite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from milepost.milestone.model import Item, Milestone, Step
    from milepost.reading.phrases import Phrases
    from milepost.text.span import Span

INSTALLS = "it installs what is looked for among the prerequisites"
MANUAL = {"manual"}
NOT_A_STEP = "it stands among the prerequisites, and in no numbered list"


def installing(milestone: Milestone, phrases: Phrases) -> Iterator[Span]:
    """The code of step 0 which installs a tool that is a prerequisite."""
    for item in milestone.prerequisites:
        if item.blocks and preparation(milestone) is not None and _installs(item, phrases):
            yield from (block.span for block in item.blocks)


def needed(milestone: Milestone, phrases: Phrases) -> Iterator[Item]:
    """The prerequisites without those that are only done, in step 0."""
    done = _in_step(milestone)
    for item in milestone.prerequisites:
        if not any(block.span in done for block in item.blocks) or _kinds(item, phrases) != MANUAL:
            yield item


def passed_over(milestone: Milestone) -> Iterator[BlockReading]:
    """Code of the prerequisites that is not carried out."""
    section = milestone.section(Role.PREREQUISITES)
    done = _in_step(milestone)
    for part in section.walk() if section is not None else ():
        for block in part.blocks:
            for node in walk(block):
                if isinstance(node, CodeBlock) and node.fenced and node.span not in done:
                    above = milestone.document.directives.above(node)
                    yield _left_out(Block(node, above, None, part.title), NOT_A_STEP)


def installs_prerequisite(block: Block) -> BlockReading:
    """A block of step 0 that installs a prerequisite."""
    return _left_out(block, INSTALLS)


def preparation(milestone: Milestone) -> Step | None:
    """Step 0, if the guide has one."""
    return next((step for step in milestone.steps[:1] if step.number == 0), None)


def _in_step(milestone: Milestone) -> Collection[Span]:
    step = preparation(milestone)
    return {block.span for block in step.blocks} if step is not None else ()


def _installs(item: Item, phrases: Phrases) -> bool:
    says: Says = phrases.prerequisites
    if not says.INSTALLS.search(item.text):
        return False
    return bool(_kinds(item, phrases) & {"tool", "package"})


def _kinds(item: Item, phrases: Phrases) -> set[str]:
    return {reading.kind for reading in read_prerequisite(item, phrases=phrases)}


def _left_out(block: Block, why: str) -> BlockReading:
    language = block.node.info.lower().split()
    return BlockReading(
        block, Kind.SHOWN, why, language[0] if language else "", block.node.content.rstrip("\n")
    )
