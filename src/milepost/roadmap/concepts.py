"""Concept guides: which milestone introduces each, and which use it.

A concept is the path of a Markdown file that is no milestone's guide, or such a path with
`#section`. A milestone introduces the concepts to which its Key Concepts link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Concept(msgspec.Struct, frozen=True):
    """One concept guide, or a section of one."""

    target: str
    """Its path, with `#section` where the links name one."""
    introduced_by: str
    """Path of the first milestone whose Key Concepts link to it."""
    used_by: tuple[str, ...]
    """Paths of the milestones that link to it anywhere, in their order."""


def index_concepts(
    order: Sequence[str],
    introduces: Mapping[str, Collection[str]],
    uses: Mapping[str, Collection[str]],
) -> tuple[Concept, ...]:
    """All concepts, in the order in which they are introduced, then by name.

    `order` are the milestones' paths, `introduces` the targets of each one's Key Concepts, `uses`
    the targets of its other links. Of the latter only those count that some milestone introduces.
    """
    first: dict[str, str] = {}
    for path in order:
        for target in introduces.get(path, ()):
            first.setdefault(target, path)
    used: dict[str, list[str]] = {target: [] for target in first}
    for path in order:
        own = [name for target in uses.get(path, ()) if (name := known_as(target, first))]
        for name in dict.fromkeys([*introduces.get(path, ()), *own]):
            used[name].append(path)
    return tuple(Concept(target, first[target], tuple(used[target])) for target in first)


def known_as(target: str, introduced: Collection[str]) -> str | None:
    """The introduced concept that a link means: its section, else its whole file; None for none."""
    if target in introduced:
        return target
    path = target.partition("#")[0]
    return path if path in introduced else None
