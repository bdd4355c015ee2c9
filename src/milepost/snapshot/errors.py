"""What can be wrong with what was kept."""

from __future__ import annotations


class Damaged(Exception):  # noqa: N818 - it names what it is
    """A layer is not in the store, or not as it was: whoever needs it does the work again."""
