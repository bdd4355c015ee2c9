"""The order of a roadmap: numbers give it, links alone make dependencies."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import msgspec

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DIGITS = re.compile(r"\d+")


class Node(msgspec.Struct, frozen=True):
    """A milestone, as its roadmap sees it."""

    path: str
    """Path of its guide; the node's identity."""
    number: str | None = None
    """As its title states it."""
    needs: tuple[str, ...] = ()
    """Paths that its prerequisites link to; those that are no node's are left out of account."""


class Graph(msgspec.Struct, frozen=True):
    """Milestones and what each needs."""

    nodes: tuple[Node, ...]
    """In the order of their numbers, then of their paths."""
    needs: Mapping[str, tuple[str, ...]] = {}
    """Path -> paths of the milestones that it needs directly, in the guide's order."""
    needed_by: Mapping[str, tuple[str, ...]] = {}
    """Path -> paths of the milestones that need it directly."""


def number_key(number: str | None) -> tuple[int, ...]:
    """Sorts `2` before `2.1` before `10`; a milestone without a number comes last."""
    if number is None:
        return (10**9,)
    return tuple(int(part) for part in _DIGITS.findall(number)) or (10**9,)


def build_graph(nodes: Iterable[Node]) -> Graph:
    """The graph of milestones. A link to itself and a second link to the same are no edges."""
    ordered = tuple(sorted(nodes, key=lambda node: (number_key(node.number), node.path)))
    known = {node.path for node in ordered}
    needs = {
        node.path: tuple(
            dict.fromkeys(path for path in node.needs if path in known and path != node.path)
        )
        for node in ordered
    }
    needed_by: dict[str, list[str]] = {node.path: [] for node in ordered}
    for path, others in needs.items():
        for other in others:
            needed_by[other].append(path)
    return Graph(ordered, needs, {path: tuple(others) for path, others in needed_by.items()})


def order(graph: Graph) -> list[Node]:
    """The milestones, each after all that it needs; among those that are free, by number.

    Those of a cycle, and those that need them, come last, by number.
    """
    rank = {node.path: index for index, node in enumerate(graph.nodes)}
    waiting = {path: len(others) for path, others in graph.needs.items()}
    free = [rank[path] for path, count in waiting.items() if count == 0]
    heapify(free)
    found: list[Node] = []
    while free:
        node = graph.nodes[heappop(free)]
        found.append(node)
        for path in graph.needed_by[node.path]:
            waiting[path] -= 1
            if waiting[path] == 0:
                heappush(free, rank[path])
    done = {node.path for node in found}
    return [*found, *(node for node in graph.nodes if node.path not in done)]


def cycles(graph: Graph) -> list[tuple[str, ...]]:
    """One cycle of each knot of milestones that need each other, as a path of paths.

    It begins with the member of the lowest number, and each needs the one after it; the last
    needs the first.
    """
    rank = {node.path: index for index, node in enumerate(graph.nodes)}
    found: list[tuple[str, ...]] = []
    for members in _knots(graph):
        start = min(members, key=lambda path: rank[path])
        found.append(_shortest_cycle(graph, start, members))
    return sorted(found, key=lambda cycle: rank[cycle[0]])


def blocked_by(graph: Graph, done: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each milestone that is not done: what it needs directly and is not done either."""
    finished = set(done)
    return {
        node.path: tuple(path for path in graph.needs[node.path] if path not in finished)
        for node in graph.nodes
        if node.path not in finished
    }


def all_needs(graph: Graph, path: str) -> set[str]:
    """All that a milestone needs, directly or through others."""
    seen: set[str] = set()
    stack = list(graph.needs.get(path, ()))
    while stack:
        current = stack.pop()
        if current not in seen:
            seen.add(current)
            stack.extend(graph.needs[current])
    return seen


def _shortest_cycle(graph: Graph, start: str, members: set[str]) -> tuple[str, ...]:
    """A shortest way from `start` back to it within a knot (breadth first)."""
    before: dict[str, str] = {}
    queue: Sequence[str] = [start]
    while queue:
        following: list[str] = []
        for current in queue:
            for path in graph.needs[current]:
                if path == start:
                    way = [current]
                    while way[-1] != start:
                        way.append(before[way[-1]])
                    return tuple(reversed(way))
                if path in members and path not in before:
                    before[path] = current
                    following.append(path)
        queue = following
    raise AssertionError("every member of a knot lies on a cycle")


def _knots(graph: Graph) -> list[set[str]]:
    """Strongly connected components of more than one member (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for node in graph.nodes:
        if node.path in index:
            continue
        work = [(node.path, iter(graph.needs[node.path]))]
        while work:
            path, rest = work[-1]
            if path not in index:
                index[path] = low[path] = len(index)
                stack.append(path)
                on_stack.add(path)
            following = next((p for p in rest if p not in index or p in on_stack), None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[path])
                if low[path] == index[path]:
                    members = _popped(stack, path)
                    on_stack -= members
                    if len(members) > 1:
                        found.append(members)
            elif following in index:
                low[path] = min(low[path], index[following])
            else:
                work.append((following, iter(graph.needs[following])))
    return found


def _popped(stack: list[str], path: str) -> set[str]:
    """All from the stack's top down to `path`, taken from it."""
    found = {stack.pop()}
    while path not in found:
        found.add(stack.pop())
    return found
