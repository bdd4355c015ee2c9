"""Signs of statuses."""

from __future__ import annotations

import pytest

from milepost.report.style import Style
from milepost.result.model import Status


@pytest.mark.parametrize("style", [Style(), Style(unicode=False), Style(colour=True)], ids=str)
def test_every_status_has_a_sign_of_its_own(style: Style) -> None:
    signs = [style.sign(status) for status in Status]
    assert all(signs)
    assert len(set(signs)) == len(signs)
