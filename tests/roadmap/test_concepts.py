"""Concept guides, and which milestones introduce and use them."""

from __future__ import annotations

from milepost.roadmap.concepts import Concept, index_concepts


def test_the_first_milestone_introduces_a_concept_and_all_that_link_to_it_use_it() -> None:
    found = index_concepts(
        ["1", "2", "3"],
        {"1": ["c.md#a"], "2": ["c.md#a", "d.md"], "3": []},
        {"1": [], "2": [], "3": ["d.md#part", "c.md#a", "unknown.md", "c.md"]},
    )
    assert found == (
        Concept("c.md#a", "1", ("1", "2", "3")),
        Concept("d.md", "2", ("2", "3")),
    )


def test_a_roadmap_without_key_concepts_has_none() -> None:
    assert index_concepts(["1"], {}, {"1": ["c.md"]}) == ()
