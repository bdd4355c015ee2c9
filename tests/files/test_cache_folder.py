"""Where the user's cache lies, by the variables that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from milepost.files.cache_folder import cache_folder


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"MILEPOST_CACHE_DIR": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/a"),
        ({"XDG_CACHE_HOME": "/b", "HOME": "/c"}, "/b/milepost"),
        ({"XDG_CACHE_HOME": "", "HOME": "/c"}, "/c/.cache/milepost"),
    ],
)
def test_the_nearest_variable_says_it(environ: dict[str, str], expected: str) -> None:
    assert cache_folder(environ) == Path(expected)


def test_without_a_variable_the_account_s_home_holds_it() -> None:
    assert cache_folder({}) == Path("~/.cache/milepost").expanduser()


def test_a_user_without_a_home_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache_folder({}) is None
