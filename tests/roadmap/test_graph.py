"""The graph of a roadmap: order, cycles, what blocks what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.roadmap.graph import (
    Node,
    all_needs,
    blocked_by,
    build_graph,
    cycles,
    number_key,
    order,
)


def graph_of(**needs: str) -> list[Node]:
    """`b="a"` is a node `b` that needs `a`; numbers go by the order given."""
    return [
        Node(path, str(number), tuple(others.split()))
        for number, (path, others) in enumerate(needs.items(), 1)
    ]


def paths(nodes: list[Node]) -> str:
    return " ".join(node.path for node in nodes)


def test_numbers_give_the_order() -> None:
    nodes = [Node("x", "10"), Node("y", "2"), Node("z", "2.1"), Node("w"), Node("v", "02.0")]

    assert paths(order(build_graph(nodes))) == "y v z x w"


def test_need_comes_before_a_lower_number() -> None:
    assert paths(order(build_graph(graph_of(a="c", b="", c="")))) == "b c a"


def test_links_to_itself_to_strangers_and_twice_are_no_edges() -> None:
    graph = build_graph(graph_of(a="a x b b", b=""))

    assert graph.needs == {"a": ("b",), "b": ()}
    assert graph.needed_by == {"a": (), "b": ("a",)}


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({"a": "", "b": "a"}, []),
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"a": "c", "b": "a", "c": "b"}, [("a", "c", "b")]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, [("a", "b"), ("c", "d")]),
        ({"a": "b c", "b": "d", "c": "a", "d": "a"}, [("a", "c")]),
        ({"a": "", "b": "a c", "c": "b d", "d": "c"}, [("b", "c")]),
    ],
)
def test_each_knot_yields_one_shortest_cycle(
    needs: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert cycles(build_graph(graph_of(**needs))) == expected


def test_members_of_a_cycle_come_last() -> None:
    assert paths(order(build_graph(graph_of(a="b", b="a", c="", d="a")))) == "c a b d"


def test_what_is_not_done_blocks() -> None:
    graph = build_graph(graph_of(a="", b="a", c="a b"))

    assert blocked_by(graph, ["a"]) == {"b": (), "c": ("b",)}
    assert all_needs(graph, "c") == {"a", "b"}
    assert all_needs(graph, "unknown") == set()


def test_number_key_orders_parts_and_puts_none_last() -> None:
    assert number_key("2") < number_key("2.1") < number_key("10") < number_key(None)
    assert number_key("03") == number_key("3")


def test_a_thousand_in_a_row_are_no_trouble() -> None:
    nodes = [Node(f"{i:04}", str(i), (f"{i - 1:04}", "0999")) for i in range(1000)]
    graph = build_graph(nodes)

    assert len(order(graph)) == 1000
    assert len(cycles(graph)) == 1


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=10))
def test_order_is_complete_and_cycles_are_ways(edges: list[list[int]]) -> None:
    graph = build_graph(
        Node(str(i), str(i), tuple(map(str, needs))) for i, needs in enumerate(edges)
    )
    found = order(graph)
    place = {node.path: index for index, node in enumerate(found)}
    in_cycles = cycles(graph)

    assert sorted(place) == sorted(node.path for node in graph.nodes)
    for cycle in in_cycles:
        for one, other in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            assert other in graph.needs[one]
    if not in_cycles:
        assert all(place[n] < place[p] for p, needs in graph.needs.items() for n in needs)
