from __future__ import annotations

import pytest

from milepost.config.parse import parse_config
from milepost.text.error import MilepostError


def test_level_that_does_not_exist_is_named_with_its_key_and_place() -> None:
    with pytest.raises(MilepostError) as error:
        parse_config('[rules]\nMP102 = "off"\nMP101 = "offf"\n', "a.toml")
    assert "`rules.MP101`: there is no level `offf`" in str(error.value)
    position = error.value.position
    assert position is not None
    assert (position.line, position.column) == (3, 1)
