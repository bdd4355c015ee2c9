"""A text by itself in another, as an expression made of it would find it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from milepost.reading.alone import stands_alone

TEXTS = st.text(alphabet="ab1.- é_", max_size=12)


@given(part=st.text(alphabet="ab1.-", min_size=1, max_size=3), text=TEXTS)
def test_what_stands_alone_is_what_an_expression_finds(part: str, text: str) -> None:
    wanted = re.search(rf"(?<![\w.]){re.escape(part)}(?!\w|\.\d)", text) is not None
    before, after = re.compile(r"[\w.]"), re.compile(r"\w|\.\d")
    assert stands_alone(part, text, before=before, after=after) == wanted
