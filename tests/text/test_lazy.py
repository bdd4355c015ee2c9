from __future__ import annotations

import msgspec

from milepost.text.lazy import lazy


class _Circle(msgspec.Struct, frozen=True, dict=True):
    radius: int
    computed: list[int]

    @lazy
    def diameter(self) -> int:
        """Twice the radius."""
        self.computed.append(self.radius)
        return 2 * self.radius


def test_value_is_computed_once_for_each_instance() -> None:
    computed: list[int] = []
    one, other = _Circle(1, computed), _Circle(2, computed)
    assert (one.diameter, one.diameter, other.diameter) == (2, 2, 4)
    assert computed == [1, 2]


def test_the_class_shows_the_attribute_and_its_docstring() -> None:
    assert _Circle.diameter.__doc__ == "Twice the radius."
