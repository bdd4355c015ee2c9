"""What `doctor` finds out about rooms on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest

from milepost.process.errors import CannotStart
from milepost.room import doctor
from milepost.room.doctor import examine
from milepost.room.opening import SEARCH
from milepost.room.room import Room
from milepost.room.settings import RoomSettings

pytestmark = pytest.mark.room


def test_every_ingredient_of_a_room_that_starts_is_ok() -> None:
    found = {ingredient.name: ingredient for ingredient in examine()}
    assert [name for name, ingredient in found.items() if not ingredient.ok] == []
    assert list(found) == [
        *("bwrap", "slirp4netns", "nft", "user namespaces", "/dev/net/tun", "tools"),
        *("registry settings", "room"),
    ]
    assert "bubblewrap" in found["bwrap"].found
    assert "started" in found["room"].found


def test_room_without_a_network_needs_nothing_of_one() -> None:
    names = [ingredient.name for ingredient in examine(RoomSettings(network="off"))]
    assert "slirp4netns" not in names
    assert "/dev/net/tun" not in names


def test_values_of_settings_are_never_shown() -> None:
    environ = {**os.environ, "PIP_INDEX_URL": "https://me:word@a.example/simple"}
    found = {ingredient.name: ingredient for ingredient in examine(environ=environ)}
    assert "PIP_INDEX_URL" in found["registry settings"].found
    assert "word" not in found["registry settings"].found


def test_folder_of_path_that_a_room_does_not_have_is_said(tmp_path: Path) -> None:
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)}
    found = {ingredient.name: ingredient for ingredient in examine(environ=environ)}
    assert f"left out of PATH: {tmp_path}" in found["tools"].found


@pytest.mark.parametrize(
    ("program", "network"),
    [("bwrap", "on"), ("slirp4netns", "lan"), ("nft", "on"), ("ip", "off")],
)
def test_missing_program_is_named_with_its_remedy(
    program: str,
    network: Literal["on", "off", "lan"],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = RoomSettings(network=network)
    for folder in SEARCH.split(":"):
        for path in Path(folder).glob("*"):
            if path.name != program and not (tmp_path / path.name).exists():
                (tmp_path / path.name).symlink_to(path)
    monkeypatch.setattr("milepost.room.opening.SEARCH", str(tmp_path))
    monkeypatch.setattr("milepost.room.doctor.SEARCH", str(tmp_path))
    found = {ingredient.name: ingredient for ingredient in examine(settings)}
    assert not found[program].ok
    assert "apt-get install" in found[program].remedy
    assert not found["room"].ok
    assert program in found["room"].cause
    with pytest.raises(CannotStart, match=program):
        Room(settings)


def test_firewall_that_cannot_be_set_keeps_the_room_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("milepost.room.firewall.PRIVATE", ("not an address",))
    with pytest.raises(CannotStart):
        Room()
    found = {ingredient.name: ingredient for ingredient in examine()}
    assert not found["room"].ok


def test_device_that_cannot_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "TUN", "/dev/net/no-such-device")
    found = {ingredient.name: ingredient for ingredient in examine()}
    assert not found["/dev/net/no-such-device"].ok
    assert "modprobe tun" in found["/dev/net/no-such-device"].remedy


@pytest.mark.parametrize(
    ("words", "cause"), [("Operation not permitted", "namespaces"), ("odd", "cannot be made")]
)
def test_namespaces_that_cannot_be_made_are_named(
    words: str, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unshare").write_text(f"#!/bin/sh\necho 'unshare failed: {words}'\nexit 1\n")
    (tmp_path / "unshare").chmod(0o755)
    monkeypatch.setattr("milepost.room.opening.SEARCH", f"{tmp_path}:/usr/sbin:/usr/bin:/sbin:/bin")
    monkeypatch.setattr("milepost.room.doctor.SEARCH", f"{tmp_path}:/usr/sbin:/usr/bin:/sbin:/bin")
    found = {ingredient.name: ingredient for ingredient in examine()}
    assert cause in found["user namespaces"].cause
    assert not found["room"].ok
